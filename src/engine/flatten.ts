/**
 * One plain line out of any text: escapes of every depth undone, line ends, wraps and indents folded to one space, terminal colours
 * and frames, HTML tags and entities taken off. The same failure reads the same however often it was quoted on its way.
 */

/** Longest tag that is taken off; a lone `<` costs no more than this. */
const TAG_LENGTH = 2_000;

const ENTITIES: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&bull;': '•',
};

/** Linear in the text. Keeps the case. */
export function flatten(text: string): string {
  return foldSpace(undoEscapes(withoutTags(text)));
}

/** `\n`, `\"`, `\u4f59`, each behind any number of backslashes, as the characters that they stand for. */
export function undoEscapes(text: string): string {
  let at = text.indexOf('\\');
  if (at === -1) return text;
  let out = '';
  let from = 0;
  while (at !== -1) {
    let end = at + 1;
    while (text.charCodeAt(end) === BACKSLASH) end += 1;
    const next = text[end] ?? '';
    const hex = next === 'u' ? HEX4.exec(text.slice(end + 1, end + 5)) : null;
    if (hex) {
      out += text.slice(from, at) + String.fromCharCode(Number.parseInt(hex[0], 16));
      end += 5;
    } else if (next === 'n' || next === 'r' || next === 't') {
      // A Windows path (`C:\new`) has one backslash and a letter before it; an escape seldom does.
      const path = end - at === 1 && PATH_BEFORE.test(text.slice(Math.max(0, at - 2), at));
      out += path ? text.slice(from, end + 1) : `${text.slice(from, at)}\n`;
      end += 1;
    } else if (next === '"' || next === "'" || next === '/' || next === '`') {
      out += text.slice(from, at) + next;
      end += 1;
    } else {
      out += text.slice(from, end);
    }
    from = end;
    at = text.indexOf('\\', end);
  }
  return out + text.slice(from);
}

const BACKSLASH = 92;
const HEX4 = /^[0-9A-Fa-f]{4}$/;
const PATH_BEFORE = /[A-Za-z]:$/;

/** HTML's tags, scripts and styles; nothing else between angle brackets. */
export function withoutTags(text: string): string {
  if (!text.includes('<') || !/<(?:!doctype|html|head|body|h1|div|p|center|title|style|span)\b/i.test(text)) return text;
  let out = '';
  let from = 0;
  let at = text.indexOf('<');
  while (at !== -1) {
    const first = text[at + 1] ?? '';
    if (!/[a-zA-Z/!]/.test(first)) {
      at = text.indexOf('<', at + 1);
      continue;
    }
    const name = /^<(script|style)\b/i.exec(text.slice(at, at + 8))?.[1]?.toLowerCase();
    const end = name === undefined ? text.indexOf('>', at) : endOfElement(text, at, name);
    if (end === -1 || (name === undefined && end - at > TAG_LENGTH)) {
      at = end === -1 ? -1 : text.indexOf('<', at + 1);
      continue;
    }
    out += `${text.slice(from, at)} `;
    from = end + 1;
    at = text.indexOf('<', from);
  }
  return (out + text.slice(from)).replaceAll(/&(?:[a-z]{2,4}|#\d\d);/g, (entity) => ENTITIES[entity] ?? entity);
}

function endOfElement(text: string, at: number, name: string): number {
  const close = text.indexOf(`</${name}`, at);
  return text.indexOf('>', close === -1 ? at : close);
}

/** Escape sequences of a terminal, frames it draws, and every run of white space, as one space. */
function foldSpace(text: string): string {
  if (!UNEVEN.test(text)) return text.trim();
  let folded = text.includes('\u001B') ? text.replaceAll(COLOR, '') : text;
  folded = folded.replaceAll(WIDE_SPACE, ' ');
  if (CURLY.test(folded)) folded = folded.replaceAll(/[“”„]/g, '"').replaceAll(/[‘’]/g, "'");
  return folded.trim();
}

/** An escape sequence of a terminal. */
const COLOR = new RegExp(String.raw`\u001B\[[0-9;]{0,20}[A-Za-z]`, 'g');
/** What has to be folded. */
const UNEVEN = new RegExp(String.raw`[^\S ]| {2}|[\u001B\u200B\u2500-\u259F“”„‘’]`);
const SPACE = String.raw`\s\u200B\u2500-\u259F`;
/** Every run of white space but a single space, which stays as it is. */
const WIDE_SPACE = new RegExp(String.raw`(?:[^\S ]|[\u200B\u2500-\u259F])[${SPACE}]*| [${SPACE}]+`, 'g');
const CURLY = /[“”„‘’]/;
