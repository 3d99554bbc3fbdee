/** Error codes, types and exception names, and what the provider's documents say of them. */
import { fieldGroup, hasSome } from './fieldGroups.js';
import type { Loose } from './looseJson.js';
import type { Category } from './model.js';
import type { Node } from './peel.js';
import { meaningOfCode } from './providers/lookup.js';
import type { CodeMeaning, Provider } from './providers/provider.js';
import { isStatus } from './status.js';
import { Strength } from './wordings/wording.js';
import type { Reading } from './wrappers/wrapper.js';

export interface CodeFound {
  readonly code: string;
  readonly meaning: CodeMeaning | null;
  /** As `Strength`. */
  readonly strength: number;
  /** Whose code it is, or `any`. */
  readonly by: string;
}

const FIELDS = [
  'code',
  'errorcode',
  'errcode',
  'statuscode',
  'type',
  'errortype',
  'status',
  'reason',
  'error',
  'name',
  'errorname',
  'exceptiontype',
  'codexerrorinfo',
  // OpenRouter: whose limit it was.
  'limitsource',
];

/** Why an answer ended, where that is a failure: OpenAI's, Anthropic's and Google's names, lower case. */
const ENDINGS: ReadonlyMap<string, Category> = new Map<string, Category>([
  ...'content_filter|content_filtered|refusal|sensitive|guardrail_intervened|safety|image_safety|recitation|prohibited_content|blocklist|spii'
    .split('|')
    .map((ending) => [ending, 'content_filter'] as const),
  ...'malformed_function_call|unexpected_tool_call|malformed_response|network_error|error'
    .split('|')
    .map((ending) => [ending, 'stream_interrupted'] as const),
]);
const ENDED = ['finishreason', 'nativefinishreason', 'blockreason', 'stopreason'];
const HAS_ENDED = fieldGroup(...ENDED);
const HAS_CODE = fieldGroup(...FIELDS);

/** The last is the most telling. */
const INWARDS = FIELDS.toReversed();
const IN_TEXT = ['errorcode', 'code'];

function asCode(value: Loose | undefined): string | null {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : null;
  if (typeof value !== 'string') return null;
  const code = value.trim();
  return code.length > 1 && code.length <= 80 && /^[\w.:/#-]+$/.test(code) ? code : null;
}

/** Outermost first. */
export function readCodes(nodes: readonly Node[], readings: readonly Reading[], known: readonly Provider[]): CodeFound[] {
  const found: CodeFound[] = [];
  for (const reading of readings) if (reading.code !== undefined) found.push(judge(reading.code, 0, known));
  for (const node of nodes) {
    if (node.structured && hasSome(node, HAS_ENDED)) addEnding(found, node);
    if (!hasSome(node, HAS_CODE)) continue;
    for (const field of node.structured ? INWARDS : IN_TEXT) {
      const code = asCode(node.fields.get(field));
      if (
        code !== null &&
        code.toLowerCase() !== 'error' &&
        !(isStatus(Number(code)) && (field === 'status' || field === 'statuscode'))
      )
        found.push(judge(code, node.depth, known));
    }
  }
  return found;
}

function addEnding(found: CodeFound[], { fields }: Node): void {
  for (const field of ENDED) {
    const code = fields.get(field);
    const category = typeof code === 'string' ? ENDINGS.get(code.toLowerCase()) : undefined;
    if (typeof code !== 'string' || category === undefined) continue;
    // An error beside it says more.
    found.push({ code, meaning: { category }, strength: code === 'error' ? Strength.hint + 12 : Strength.clear, by: 'ending' });
  }
}

function judge(code: string, depth: number, known: readonly Provider[]): CodeFound {
  for (const provider of known) {
    const meaning = meaningOfCode(provider, code);
    // A gateway's own code means the gateway, unless it says otherwise.
    const own = meaning && provider.kind === 'gateway' && meaning.broad !== true && meaning.origin === undefined;
    if (own)
      return {
        code,
        meaning: { ...meaning, origin: 'gateway' },
        strength: strengthOf(code, meaning) + Math.min(depth, 6) * 0.6,
        by: provider.id,
      };
    if (meaning) return { code, meaning, strength: strengthOf(code, meaning) + Math.min(depth, 6) * 0.6, by: provider.id };
  }
  return { code, meaning: null, strength: 0, by: 'any' };
}

/** A status written as a code, or a code that several causes share, proves little even where it is documented. */
function strengthOf(code: string, meaning: CodeMeaning): number {
  if (isStatus(Number(code))) return Strength.hint + 12;
  return meaning.broad === true ? Strength.type : Strength.clear + 4;
}
