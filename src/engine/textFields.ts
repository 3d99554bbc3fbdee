/** Fields written in plain text: `Status Code: 401`, `providerID=openrouter`, and what is left of objects too broken to be read. */

/** The fields that are read so, folded (see `foldKey`), to the names they are kept under. */
const NAMES: ReadonlyMap<string, string> = new Map(
  [
    'status',
    'statuscode',
    'httpstatus',
    'upstreamstatus',
    'laststatus',
    'httpcode',
    'code',
    'errorcode',
    'responsecode',
    'errcode',
    'type',
    'errortype',
    'reason',
    'provider',
    'providername',
    'providerid',
    'gateway',
    'model',
    'modelname',
    'modelid',
    'modelgroup',
    'requestid',
    'xrequestid',
    'reqid',
    'retryafter',
    'retrydelay',
    'grpcmessage',
    'finishreason',
  ].map((name) => [name, name]),
);

const FIELD =
  /(?:^|[\s"'`({,;*[|])((?:(?:HTTP|Status|Error|Request|Provider|Model|Upstream|Retry|Finish|Last)[ ])?[A-Za-z][\w-]{1,30})["'`*]{0,3}\s?[:=]\s?["'`*]{0,3}\s?([^\s"'`,;})\]*|][^"'`,;})\]*\n|]{0,120})/gi;

const VALUE_ENDS = / {2}|\t| \w{1,20}[:=]| - /;

/** The last letters of each name, before a sign: most texts hold none, and one look tells so. */
const ANY_NAME =
  /(?:status|code|type|reason|provider|name|id|gateway|model|group|after|delay|message)[\d_-]{0,30}["'`*]{0,3}\s?[:=]/i;

/** Linear: each field's head and value are bounded, and values are stepped over. */
export function readFields(text: string): Map<string, string | number> {
  const fields = new Map<string, string | number>();
  if ((!text.includes(':') && !text.includes('=')) || !ANY_NAME.test(text)) return fields;
  FIELD.lastIndex = 0;
  for (let match = FIELD.exec(text); match; match = FIELD.exec(text)) {
    const [, name = '', said = ''] = match;
    const key = NAMES.get(name) ?? NAMES.get(name.toLowerCase().replaceAll(/[^a-z]/g, ''));
    if (key === undefined || fields.has(key)) continue;
    const end = said.search(VALUE_ENDS);
    const value = (end === -1 ? said : said.slice(0, end)).trim();
    if (value === '') continue;
    fields.set(key, /^\d{1,12}$/.test(value) ? Number(value) : value);
  }
  return fields;
}
