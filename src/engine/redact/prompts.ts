/**
 * Prompts in echoed request bodies. SDKs print the request beside the error (the AI SDK's `requestBodyValues`, LiteLLM's
 * `Received Messages=`, pydantic's `input_value=`): the fields that carry prompts are emptied, whatever the quoting.
 */
import { cued, has, type Cues } from '../cues.js';
import { findClosing } from './quotes.js';

const PROMPT = '[redacted prompt]';

/** White space as it stands in a text or, escaped, in a JSON string. Bounded, so that no search runs away. */
const GAP = String.raw`(?:\s|\\{1,8}[nrt]){0,80}`;
/** A quote of any level. */
const QUOTE = String.raw`\\{0,31}["']`;
/**
 * Fields that hold what a person wrote: in the requests of OpenAI, Anthropic, Google, Cohere, Bedrock, Hugging Face and Ollama,
 * and in Continue's messages, which it logs whole beside an error.
 */
const FIELDS = [
  '[Mm]essages',
  'prompt',
  'inputs?',
  'input_value',
  'inputText',
  'contents',
  'parts',
  'system',
  'system_?[Pp]rompt',
  'system_?[Ii]nstructions?',
  '(?:base_|user_|developer_)?instructions',
  'instances',
  'tools',
  'functions',
  'suffix',
  'preamble',
  'documents',
  'chat_history',
  'editorState',
  'contextItems',
].join('|');
/** One turn that was printed alone: `{"role":"user","content":…`. */
const ROLES = 'user|system|developer|tool|function|human';
const TURN = `role(?:${QUOTE})?${GAP}:${GAP}${QUOTE}(?:${ROLES})${QUOTE}${GAP},${GAP}(?:${QUOTE})?(?:content|parts|text)`;
const field = cued(
  new RegExp(
    String.raw`(?<![A-Za-z0-9_.-])(${FIELDS}|${TURN})(?:(\\{0,31})(["']))?${GAP}([:=])${GAP}(\\{0,31})(?=["'\`[{])`,
    'g',
  ),
  // One of these is in each name.
  'messages|prompt|input|contents|parts|system|instruction|instances|tools|functions|suffix|preamble|documents',
  'chat_history|editorstate|contextitems|role',
);

/** A sign before a value that is quoted or holds others, whatever the field. */
const anyValue = /[:=][\s\\nrt]*["'`[{]/;

/** In validation answers these name a field and list what is wrong with it: `"messages": ["This field is required."]`. */
const namesDetails = /^(?:[Mm]essages|tools)$/;
const plainStrings = new RegExp(String.raw`\[${GAP}${QUOTE}`, 'y');
/** What an earlier pass, or another rule, has put there. */
const marker = /\[redacted(?: [a-z-]{1,8})?\]/y;
const continued = /\s{0,80}\+\s{0,80}(?=["'`])/y;

/** Empties the fields of a request body that carry prompts. The error's own `message` is none of them. */
export function redactPrompts(text: string, cues: Cues): string {
  if (!has(cues, field.cue) || !anyValue.test(text)) return text;
  let kept = '';
  let done = 0;
  const { pattern } = field;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [, name = '', keyEscapes = '', keyQuote = '', separator = '', escapes = ''] = match;
    const valueAt = pattern.lastIndex;
    const start = valueAt - escapes.length;
    if (keyQuote === '' && !standsAsKey(text, match.index, separator, valueAt)) continue;
    marker.lastIndex = valueAt;
    plainStrings.lastIndex = valueAt;
    if (marker.test(text)) continue;
    if (namesDetails.test(name) && plainStrings.test(text)) continue;
    const end =
      name === 'input_value'
        ? endOfInputValue(text, valueAt)
        : endOfValue(text, valueAt, escapes.length, keyQuote, keyEscapes.length);
    if (end - start <= 2 * (escapes.length + 1)) continue;
    const delimiter = keyEscapes + keyQuote;
    kept += text.slice(done, start) + delimiter + PROMPT + delimiter;
    done = end;
    pattern.lastIndex = end;
  }
  return done === 0 ? text : kept + text.slice(done);
}

/** An unquoted word is a field where an object or a list follows, or where it stands as an argument or a printed object's key. */
function standsAsKey(text: string, at: number, separator: string, valueAt: number): boolean {
  const value = text.charAt(valueAt);
  if (separator === '=' || value === '[' || value === '{') return true;
  let before = at - 1;
  while (before >= 0 && before > at - 80 && (text[before] === ' ' || text[before] === '\t')) before -= 1;
  if (before < 0) return true;
  const unit = text.charAt(before);
  return '{,(\n\r'.includes(unit) || (unit === 'n' && text[before - 1] === '\\');
}

/** pydantic prints the value shortened, so its quotes need not match; what follows it is fixed. */
function endOfInputValue(text: string, valueAt: number): number {
  const follows = text.indexOf(', input_type=', valueAt);
  return follows === -1 ? text.length : follows;
}

function endOfValue(text: string, valueAt: number, escapes: number, keyQuote: string, keyEscapes: number): number {
  const first = text.charAt(valueAt);
  if (first === '[' || first === '{') return endOfContainer(text, valueAt, keyQuote, keyEscapes);
  const end = endOfString(text, valueAt + 1, first, escapes);
  return keyQuote === '' ? endOfPieces(text, end, escapes) : end;
}

/** Behind the closing quote, or where the text or the string around it ends. */
function endOfString(text: string, from: number, quote: string, escapes: number): number {
  const closing = findClosing(text, from, { quote, escapes }, text.length);
  return closing.closed ? closing.end + escapes + 1 : closing.end;
}

/** Node prints a long string in pieces: `'…' +\n  '…'`. */
function endOfPieces(text: string, firstEnd: number, escapes: number): number {
  let end = firstEnd;
  for (continued.lastIndex = end; continued.test(text); continued.lastIndex = end) {
    const quoteAt = continued.lastIndex;
    end = endOfString(text, quoteAt + 1, text.charAt(quoteAt), escapes);
  }
  return end;
}

function endOfContainer(text: string, from: number, keyQuote: string, keyEscapes: number): number {
  // JSON knows one quote; Python and Node print whichever the content spares.
  const quotes = keyQuote === '"' ? '"' : keyQuote === "'" ? `'"` : '\'"`';
  let depth = 0;
  let run = 0;
  for (let index = from; index < text.length; index += 1) {
    const unit = text.charAt(index);
    if (unit === '\\') {
      run += 1;
      continue;
    }
    if (quotes.includes(unit)) {
      // The string around the body ends: the body was cut off.
      if (unit === keyQuote && run < keyEscapes) return index - run;
      const closing = findClosing(text, index + 1, { quote: unit, escapes: run }, text.length);
      if (!closing.closed) return closing.end;
      index = closing.end + run;
    } else if (unit === '[' || unit === '{') {
      depth += 1;
    } else if (unit === ']' || unit === '}') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
    run = 0;
  }
  return text.length;
}
