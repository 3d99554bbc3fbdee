/** The model's id as the text writes it. */
import { cue, cued, has, type CuedPattern } from './cues.js';
import { fieldGroup, hasSome } from './fieldGroups.js';
import type { Loose } from './looseJson.js';
import type { Node, Piece } from './peel.js';

const FIELDS = [
  'model',
  'modelid',
  'modelname',
  'modelgroup',
  'modelused',
  'requestedmodel',
  'originalmodelgroup',
  'modelversion',
  'deploymentname',
  'deploymentid',
];
const NAMES_MODEL = fieldGroup(...FIELDS);
const QUOTED = cued(
  /\b[Mm]odel(?:s|_id|_name| id| name| or endpoint)?(?: named| identifier| called)?:? ?[`'"“]([A-Za-z0-9][\w.:/@+-]{1,120})[`'"”]/,
  'model',
);
const ID = String.raw`([A-Za-z0-9][\w.:/@+-]{1,120})`;
const PHRASES: readonly CuedPattern[] = [
  cued(new RegExp(String.raw`\b[Mm]odel ID ${ID} (?:with|is|does|was)\b`), 'model id '),
  cued(/\[([\w-]{2,40}\/[\w.:-]{2,80})\] \[\d{3}\]/, '] ['),
  cued(new RegExp(String.raw`(?:^|\s)${ID} is not a valid model`), 'valid model'),
  cued(new RegExp(String.raw`\bserving ${ID}: `), 'serving '),
  cued(new RegExp(String.raw`\bserverless model ${ID}`), 'serverless model'),
  cued(/\bmodels\/([A-Za-z0-9][\w.-]{1,80}) (?:is|was|does)\b/, 'models/'),
  cued(new RegExp(String.raw`\b[Mm]odel name is (?:not valid|invalid): ["'\x60]?${ID}`), 'model name is'),
  cued(new RegExp(String.raw`对于模型 ?["'「]?${ID}`), '对于模型'),
  cued(new RegExp(String.raw`\b(?:too large|limit reached|quota) for ${ID} (?:in|on|model)\b`), ' for '),
  cued(new RegExp(String.raw`\b(?:to use|access to|access) (?:the )?model ${ID}`), ' model '),
  cued(new RegExp(String.raw`\b(?:Usage|[Rr]ate) limit reached for ${ID}`), 'limit reached for'),
  cued(new RegExp(String.raw`\bavailable channel for model ${ID}`), 'available channel'),
  cued(new RegExp(String.raw`\bReceived Model Group=${ID}`), 'model group'),
  cued(new RegExp(String.raw`(?:^|[\s":])${ID} is temporarily rate-?\s?limited upstream`), 'temporarily rate'),
  cued(new RegExp(String.raw`\b[Nn]o endpoints found (?:for|that support [^.]{1,60} for) ${ID}`), 'no endpoints found'),
  cued(
    /\bmodels\/([A-Za-z0-9][\w.@-]{1,80}):(?:generateContent|streamGenerateContent|predict|rawPredict|streamRawPredict)/,
    'models/',
  ),
  cued(
    /\b(?:api-inference\.huggingface\.co|huggingface\.co\/hf-inference)\/models\/([\w.-]{1,80}\/?[\w.-]{1,80})/,
    'huggingface',
  ),
  cued(/\bfoundation-model\/([A-Za-z0-9][\w.:-]{1,120})/, 'foundation-model/'),
  cued(new RegExp(String.raw`\b[Mm]odel:? ?\(${ID}\)`), 'model'),
  cued(new RegExp(String.raw`\b[Bb]ase model: ${ID}`), 'base model'),
  cued(new RegExp(String.raw`\b[Mm]odel not found:? ${ID}`), 'model not found'),
  cued(new RegExp(String.raw`\b[Tt]he model or endpoint ${ID}`), 'model or endpoint'),
  cued(new RegExp(String.raw`\b[Uu]nknown model(?: UID)?:? ${ID}`), 'unknown model'),
  cued(/\b(?:inference from|[Cc]alling|using model) ([\w-]{2,60}\/[\w.-]{2,80})/, '/'),
  cued(new RegExp(String.raw`\bregistry\.ollama\.ai\/library\/${ID}`), 'registry.ollama'),
  cued(new RegExp(String.raw`使用模型[:：] ?${ID}`), '使用模型'),
  cued(new RegExp(String.raw`\bAPI Error \(${ID}\)`), 'api error ('),
  cued(new RegExp(String.raw`\bmodel_version=["']${ID}`), 'model_version='),
  cued(
    new RegExp(
      String.raw`\b(?:[Pp]assed model=|[Ff]ind model |[Ll]oad model |[Pp]ull model |[Mm]odel not found: )["'\x60]?${ID}`,
    ),
    'model',
  ),
  cued(/\bdeployments\/([A-Za-z0-9][\w.-]{1,80})\//, 'deployments/'),
  cued(/\/model\/([A-Za-z0-9][\w.:%-]{1,120})\/(?:invoke|converse)/, '/model/'),
  cued(/\binference-profile\/([A-Za-z0-9][\w.:-]{1,120})/, 'inference-profile/'),
  cued(/\bpublishers\/[\w-]{1,40}\/models\/([A-Za-z0-9][\w.@-]{1,80})/, 'publishers/'),
];
/** Tried after those in quotes: an id stands there where it is one. */
const LOOSE: readonly CuedPattern[] = [
  cued(new RegExp(String.raw`模型 ?[[「'"]?${ID}`), '模型'),
  cued(new RegExp(String.raw`\b[Mm]odel ${ID} (?:is|was|has|does|not|cannot)\b`), 'model '),
  cued(new RegExp(String.raw`\bfor (?:the )?model:? ${ID}`), 'model'),
  cued(new RegExp(String.raw`\b[Mm]odel[:=] ?${ID}`), 'model'),
  cued(new RegExp(String.raw`\b[Tt]he model ${ID}`), 'the model '),
  cued(new RegExp(String.raw`(?:^|\s)${ID} does not support`), 'not support'),
];

/** Families whose names are no plain words, and what makers and gateways write before them. */
const FAMILY =
  'gpt-|chatgpt-|claude-|gemini-|gemma|llama|mistral-|mixtral-|codestral|devstral|ministral|magistral|pixtral|deepseek-|deepseek/|qwen|qwq-|glm-|kimi-|grok-|command-r|command-a|nova-|sonar-|ernie-|doubao-|abab|minimax-|nemotron|hermes|laguna|text-embedding';
const NAMED = cued(
  new RegExp(String.raw`(?<![\w./@-])((?:[a-zA-Z0-9][\w-]{1,40}[./]){0,3}(?:${FAMILY}|o[134]-)[\w.:@+/-]{0,80})(?![\w/])`, 'gi'),
  FAMILY,
  'o1-',
  'o3-',
  'o4-',
);

/** Without one of these no phrase can match. */
const ANY = cue(
  'model',
  '模型',
  'limit',
  'endpoints',
  'large',
  'library',
  'inference',
  '] [',
  'api error (',
  'deployments/',
  'publishers/',
  'not support',
);

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
    if (!node.structured || !hasSome(node, NAMES_MODEL)) continue;
    for (const field of FIELDS) {
      const id = inField(node.fields.get(field), true);
      if (id !== null) return id;
    }
  }
  // The innermost names it as it was asked for there.
  const telling = pieces.filter(({ cues }) => has(cues, ANY));
  for (const piece of telling.length > 1 ? telling.sort((a, b) => b.depth - a.depth) : telling) {
    const text = piece.text.length > 6_000 ? piece.text.slice(0, 6_000) : piece.text;
    const said = inPhrase(PHRASES, piece, text);
    if (said !== null) return said;
    const quoted = has(piece.cues, QUOTED.cue) ? QUOTED.pattern.exec(text)?.[1] : undefined;
    if (quoted !== undefined && !NO_ID.test(quoted))
      return tidy(quoted.slice(quoted.lastIndexOf('/models/') + 1).replace(/^models\//, ''));
    const loose = inPhrase(LOOSE, piece, text);
    if (loose !== null) return loose;
  }
  for (const node of nodes) {
    if (!hasSome(node, NAMES_MODEL)) continue;
    for (const field of FIELDS) {
      const id = inField(node.fields.get(field), node.structured);
      if (id !== null) return id;
    }
  }
  return onlyNamed(pieces);
}

function inPhrase(phrases: readonly CuedPattern[], { cues }: Piece, text: string): string | null {
  for (const { cue: needed, pattern } of phrases) {
    const id = has(cues, needed) ? pattern.exec(text)?.[1] : undefined;
    if (id !== undefined && looksLikeId(tidy(id))) return tidy(id);
  }
  return null;
}

/** Where one id of a known family stands in the text, however it is worded, it is the model's. */
function onlyNamed(pieces: readonly Piece[]): string | null {
  let only: string | null = null;
  for (const { text, cues } of pieces) {
    if (!has(cues, NAMED.cue)) continue;
    const { pattern } = NAMED;
    const head = text.slice(0, 6_000);
    pattern.lastIndex = 0;
    for (let found = pattern.exec(head); found; found = pattern.exec(head)) {
      const id = tidy(found[1] ?? '');
      if (!/\d/.test(id) || NO_MODEL.test(id)) continue;
      if (only !== null && only !== id) return null;
      only = id;
    }
  }
  return only;
}

/** Tools and files that are called after a family. */
const NO_MODEL =
  /(?:claude|gemini|codex|gpt|llama|hermes|qwen|grok|kimi)[-.](?:code|cli|sdk|router|proxy|agent|desktop|server|cpp|index|web|api|plugin|swarm|relay|bridge)\b|\.(?:tsx?|m?js|py|json|md|log|html|com|ai|org|net|io)\b|:\d+$/i;
