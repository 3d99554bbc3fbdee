/** The model's id as the text writes it. */
import type { Loose } from './looseJson.js';
import type { Node, Piece } from './peel.js';

const FIELDS = ['model', 'modelid', 'modelname', 'modelgroup', 'modelused', 'requestedmodel'];
const QUOTED =
  /\b[Mm]odel(?:s|_id|_name| id| name| or endpoint)?(?: named| identifier| called)?:? ?[`'"“]([A-Za-z0-9][\w.:/@+-]{1,120})[`'"”]/;
const ID = String.raw`([A-Za-z0-9][\w.:/@+-]{1,120})`;
const PHRASES: readonly RegExp[] = [
  new RegExp(String.raw`(?:^|\s)${ID} is not a valid model`),
  new RegExp(String.raw`\bmodels\/([A-Za-z0-9][\w.-]{1,80}) (?:is|was|does)\b`),
  new RegExp(String.raw`\b[Mm]odel name is (?:not valid|invalid): ["'\x60]?${ID}`),
  new RegExp(String.raw`对于模型 ?["'「]?${ID}`),
  new RegExp(String.raw`\b(?:too large|limit reached|quota) for ${ID} (?:in|on|model)\b`),
  new RegExp(String.raw`\b(?:to use|access to|access) (?:the )?model ${ID}`),
  new RegExp(String.raw`\bUsage limit reached for ${ID}`),
  new RegExp(String.raw`\bavailable channel for model ${ID}`),
  new RegExp(String.raw`\bReceived Model Group=${ID}`),
  new RegExp(String.raw`(?:^|[\s":])${ID} is temporarily rate-?\s?limited upstream`),
  new RegExp(String.raw`\b[Nn]o endpoints found (?:for|that support [^.]{1,60} for) ${ID}`),
  new RegExp(
    String.raw`\/models\/${String.raw`([A-Za-z0-9][\w.@-]{1,80})`}:(?:generateContent|streamGenerateContent|predict|rawPredict|streamRawPredict)`,
  ),
  new RegExp(
    String.raw`\b(?:api-inference\.huggingface\.co|huggingface\.co\/hf-inference)\/models\/([\w.-]{1,80}\/?[\w.-]{1,80})`,
  ),
  new RegExp(String.raw`\b[Bb]ase model: ${ID}`),
  new RegExp(String.raw`\b[Rr]ate limit reached for ${ID} `),
  new RegExp(String.raw`\b[Mm]odel not found:? ${ID}`),
  new RegExp(String.raw`\b[Tt]he model or endpoint ${ID}`),
  new RegExp(String.raw`\b[Uu]nknown model(?: UID)?:? ${ID}`),
  new RegExp(String.raw`\b(?:inference from|[Cc]alling|using model) ([\w-]{2,60}\/[\w.-]{2,80})`),
  new RegExp(String.raw`\btoo large for ${ID} model`),
  new RegExp(String.raw`\bregistry\.ollama\.ai\/library\/${ID}`),
  new RegExp(String.raw`使用模型[:：] ?${ID}`),
  new RegExp(String.raw`\b模型 ?[\[「'"]?${ID}`),
  new RegExp(String.raw`\b[Mm]odel ${ID} (?:is|was|has|does|not|cannot)\b`),
  new RegExp(String.raw`\bfor (?:the )?model:? ${ID}`),
  new RegExp(String.raw`\b[Mm]odel[:=] ?${ID}`),
];

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
  for (const piece of pieces) {
    if (!/model|模型|limit|endpoints|large|library|inference/.test(piece.low)) continue;
    const text = piece.text.length > 6_000 ? piece.text.slice(0, 6_000) : piece.text;
    for (const phrase of PHRASES) {
      const id = phrase.exec(text)?.[1];
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
