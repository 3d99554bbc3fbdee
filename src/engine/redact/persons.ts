/** What names a person: e-mail addresses, and the home folder, whose name is often the person's. */

const LOCAL = /[A-Za-z0-9._%+-]/;
/** RFC 5321, 4.5.3.1.1. */
const LONGEST_LOCAL = 64;
const domain = /(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])/y;

/** `someone@example.com`. A model's version (`claude-opus-4@20250514`) and a package's (`ai@7.0.1`) are none. */
export function redactMail(text: string): string {
  let kept = '';
  let done = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    if (at === 0 || !LOCAL.test(text.charAt(at - 1))) continue;
    domain.lastIndex = at + 1;
    if (!domain.test(text)) continue;
    let start = at;
    while (start > done && at - start < LONGEST_LOCAL && LOCAL.test(text.charAt(start - 1))) start -= 1;
    // The `n` of an escaped line feed and the `u003c` of an escaped bracket belong to the escape, not to the address.
    if (text[start - 1] === '\\') start += /^u[0-9a-f]{4}/i.test(text.slice(start, start + 5)) ? 5 : 1;
    if (start >= at) continue;
    kept += `${text.slice(done, start)}[redacted e-mail]`;
    done = domain.lastIndex;
    at = done - 1;
  }
  return done === 0 ? text : kept + text.slice(done);
}

/** A web address is passed over whole: `/home/` and `/Users/` are parts of APIs' paths there. */
const webAddress = String.raw`https?:\/\/[^\s"'\`<>\\]+`;
const unixName = String.raw`[^\s/"'\`\\:,;<>()[\]{}|]+`;
/** A Windows user's name may hold spaces where a separator follows; in JSON the separators are doubled, once a level. */
const windowsName = String.raw`(?:[^\\/:*?"'\`<>|\r\n]{1,64}(?=\\)|[^\s\\/:*?"'\`<>|,;()[\]{}]+)`;
const drive = String.raw`[A-Za-z](?::|%3A)`;
const home = new RegExp(
  `${webAddress}|(?:${drive})?/(?:home|[Uu]sers)/${unixName}|(?:${drive}|(?<!\\\\))\\\\{1,16}[Uu]sers(?:\\\\{1,16}|%5C)${windowsName}`,
  'g',
);

/** `/home/u`, `/Users/u`, `C:\Users\u` become `~`. */
export function redactHomes(text: string): string {
  if (!text.includes('/home/') && !text.includes('sers')) return text;
  let kept = '';
  let done = 0;
  home.lastIndex = 0;
  for (let match = home.exec(text); match; match = home.exec(text)) {
    const [path] = match;
    if (path.startsWith('http') || path.startsWith('/users')) continue;
    kept += `${text.slice(done, match.index)}~`;
    done = home.lastIndex;
  }
  return done === 0 ? text : kept + text.slice(done);
}
