/** Every client-side wrapper known. The order is that of nesting seen in practice: a tool's words around an SDK's. */
import { cueOf, has } from '../cues.js';
import type { Piece } from '../peel.js';
import { aiSdk } from './aiSdk.js';
import { anthropicSdk } from './anthropicSdk.js';
import { awsSdk } from './awsSdk.js';
import { claudeCode } from './claudeCode.js';
import { cline } from './cline.js';
import { codex } from './codex.js';
import { connect } from './connect.js';
import { continueDev } from './continueDev.js';
import { copilot } from './copilot.js';
import { googleSdk } from './googleSdk.js';
import { langchain } from './langchain.js';
import { litellm } from './litellm.js';
import { openaiSdk } from './openaiSdk.js';
import { opencode } from './opencode.js';
import { unwrapEndpoint } from './unwrapEndpoint.js';
import type { Reading, Wrapper } from './wrapper.js';

const wrappers: readonly Wrapper[] = [
  opencode,
  continueDev,
  copilot,
  codex,
  cline,
  claudeCode,
  langchain,
  litellm,
  unwrapEndpoint,
  connect,
  aiSdk,
  googleSdk,
  awsSdk,
  anthropicSdk,
  openaiSdk,
];

const cued = wrappers.map((wrapper) => ({ wrapper, signed: cueOf(wrapper.signals.map((signal) => signal.toLowerCase())) }));
/** Any signal of any wrapper. */
const SIGNED = cueOf(wrappers.flatMap((wrapper) => wrapper.signals).map((signal) => signal.toLowerCase()));

/** What the wrappers whose own words are in a piece read there, the outermost first. */
export function readWrappers({ text, cues }: Pick<Piece, 'text' | 'cues'>): readonly Reading[] {
  if (!has(cues, SIGNED)) return NONE;
  const readings: Reading[] = [];
  for (const { wrapper, signed } of cued) {
    if (!has(cues, signed) || !wrapper.signals.some((signal) => text.includes(signal))) continue;
    const reading = wrapper.read(text);
    if (!reading) continue;
    const { end = 0, provider, gateway, model, status, code } = reading;
    // All of one shape: whoever reads of them finds every field in its place.
    readings.push({ by: wrapper.id, end, provider, gateway, model, status, code });
  }
  return readings;
}

const NONE: readonly Reading[] = [];

/** A wrapper's name as its maker writes it, by its id; null where none has it. */
export function nameOfWrapper(id: string): string | null {
  return wrappers.find((wrapper) => wrapper.id === id)?.name ?? null;
}
