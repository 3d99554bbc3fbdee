/** The model's id as the text writes it. */
import type { Loose } from './looseJson.js';
import type { Node, Piece } from './peel.js';

const FIELDS = ['model', 'modelid', 'modelname', 'modelgroup', 'modelused', 'requestedmodel'];
const QUOTED =
  /\b[Mm]odel(?:s|_id|_name| id| name| or endpoint)?(?: named| identifier| called)?:? ?[`'"“]([A-Za-z0-9][\w.:/@+-]{1,120})[`'"”]/;
const ID = String.raw`([A-Za-z0-9][\w.:/@+-]{1,120})`;
/** What stands in the text in lower case where the phrase can, and the phrase. */
const PHRASES: readonly (readonly [string, RegExp])[] = [
  ['model id ', new RegExp(String.raw`\b[Mm]odel ID ${ID} (?:with|is|does|was)\b`)],
  ['] [', /\[([\w-]{2,40}\/[\w.:-]{2,80})\] \[\d{3}\]/],
  ['valid model', new RegExp(String.raw`(?:^|\s)${ID} is not a valid model`)],
  ['models/', /\bmodels\/([A-Za-z0-9][\w.-]{1,80}) (?:is|was|does)\b/],
  ['model name is', new RegExp(String.raw`\b[Mm]odel name is (?:not valid|invalid): ["'\x60]?${ID}`)],
  ['对于模型', new RegExp(String.raw`对于模型 ?["'「]?${ID}`)],
  [' for ', new RegExp(String.raw`\b(?:too large|limit reached|quota) for ${ID} (?:in|on|model)\b`)],
  [' model ', new RegExp(String.raw`\b(?:to use|access to|access) (?:the )?model ${ID}`)],
  ['limit reached for', new RegExp(String.raw`\b(?:Usage|[Rr]ate) limit reached for ${ID}`)],
  ['available channel', new RegExp(String.raw`\bavailable channel for model ${ID}`)],
  ['model group', new RegExp(String.raw`\bReceived Model Group=${ID}`)],
  ['temporarily rate', new RegExp(String.raw`(?:^|[\s":])${ID} is temporarily rate-?\s?limited upstream`)],
  ['no endpoints found', new RegExp(String.raw`\b[Nn]o endpoints found (?:for|that support [^.]{1,60} for) ${ID}`)],
  [
    'models/',
    /\bmodels\/([A-Za-z0-9][\w.@-]{1,80}):(?:generateContent|streamGenerateContent|predict|rawPredict|streamRawPredict)/,
  ],
  ['huggingface', /\b(?:api-inference\.huggingface\.co|huggingface\.co\/hf-inference)\/models\/([\w.-]{1,80}\/?[\w.-]{1,80})/],
  ['foundation-model/', /\bfoundation-model\/([A-Za-z0-9][\w.:-]{1,120})/],
  ['model', new RegExp(String.raw`\b[Mm]odel:? ?\(${ID}\)`)],
  ['base model', new RegExp(String.raw`\b[Bb]ase model: ${ID}`)],
  ['model not found', new RegExp(String.raw`\b[Mm]odel not found:? ${ID}`)],
  ['model or endpoint', new RegExp(String.raw`\b[Tt]he model or endpoint ${ID}`)],
  ['unknown model', new RegExp(String.raw`\b[Uu]nknown model(?: UID)?:? ${ID}`)],
  ['/', /\b(?:inference from|[Cc]alling|using model) ([\w-]{2,60}\/[\w.-]{2,80})/],
  ['registry.ollama', new RegExp(String.raw`\bregistry\.ollama\.ai\/library\/${ID}`)],
  ['使用模型', new RegExp(String.raw`使用模型[:：] ?${ID}`)],
  ['模型', new RegExp(String.raw`模型 ?[[「'"]?${ID}`)],
  ['model ', new RegExp(String.raw`\b[Mm]odel ${ID} (?:is|was|has|does|not|cannot)\b`)],
  ['model', new RegExp(String.raw`\bfor (?:the )?model:? ${ID}`)],
  ['model', new RegExp(String.raw`\b[Mm]odel[:=] ?${ID}`)],
  ['the model ', new RegExp(String.raw`\b[Tt]he model ${ID}`)],
];

const CUE = /model|模型|limit|endpoints|large|library|inference|\] \[/;

/** Words that stand where an id could. */
const NO_ID =
  /^(?:is|was|has|not|the|a|an|id|name|names?|and|or|for|that|this|error|errors?|provider|group|access|api|undefined|null|none|unknown|auto|default|list|info|call|string|models?)$/i;

function tidy(id: string): string {
  return id.replace(/[.:,/@+-]+$/, '');
}

/** Outside of quotes an id must look like one: words do not. */
function looksLikeId(id: string): boolean {
  return /[\d/:-]/.test(id) && /[A-Za-z]/.test(id) && !NO_ID.test(id) && !/^https?:/.test(id);
}

function inField(value: Loose | undefined, structured: boolean): string | null {
  if (typeof value !== 'string' || value.length > 160) return null;
  const id = value.trim();
  if (/\s/.test(id) || NO_ID.test(id) || id.startsWith('<')) return null;
  return structured || looksLikeId(id) ? tidy(id) : null;
}

export function readModel(pieces: readonly Piece[], nodes: readonly Node[]): string | null {
  for (const node of nodes) {
    if (!node.structured) continue;
    for (const field of FIELDS) {
      const id = inField(node.fields.get(field), true);
      if (id !== null) return id;
    }
  }
  // The innermost names it as it was asked for there.
  for (const piece of pieces.toSorted((a, b) => b.depth - a.depth)) {
    if (!CUE.test(piece.low)) continue;
    const text = piece.text.length > 6_000 ? piece.text.slice(0, 6_000) : piece.text;
    for (const [cue, phrase] of PHRASES) {
      const id = piece.low.includes(cue) ? phrase.exec(text)?.[1] : undefined;
      if (id !== undefined && looksLikeId(tidy(id))) return tidy(id);
    }
    const quoted = QUOTED.exec(text)?.[1];
    if (quoted !== undefined && !NO_ID.test(quoted)) return tidy(quoted);
  }
  for (const node of nodes) {
    for (const field of FIELDS) {
      const id = inField(node.fields.get(field), node.structured);
      if (id !== null) return id;
    }
  }
  return null;
}
