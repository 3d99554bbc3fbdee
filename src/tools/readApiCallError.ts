/**
 * The AI SDK's `APICallError` as loggers serialize it: name, url, the request's whole body with the prompt in it, then what came
 * back (`vercel/ai:packages/provider/src/errors/api-call-error.ts`). A long prompt may have been cut out of the record, so it is
 * not parsed: what came back stands behind the prompt, and there a quote within a string is escaped.
 */
import * as z from 'zod/mini';
import type { Observation } from '../engine/model.js';
import { parseJson } from './parseJson.js';

const Headers = z.record(z.string(), z.string());
/** As JSON writes them; linear, and anchored where they are looked for. */
const TEXT = /^"[^"\\]*(?:\\.[^"\\]*)*"/;
const FLAT_OBJECT = /^\{(?:"[^"\\]*(?:\\.[^"\\]*)*"[:,]?)*\}/;

/** What stands behind the key's first place at or after `from`, as far as it has the form; null where it has not. */
function cut(text: string, key: string, from: number, form: RegExp): string | null {
  const at = text.indexOf(key, from);
  return at === -1 ? null : (form.exec(text.slice(at + key.length))?.[0] ?? null);
}

/** Null where no answer's body is in the text. */
export function readApiCallError(text: string): Observation | null {
  const bodyAt = text.lastIndexOf('"responseBody":');
  const answerAt = text.lastIndexOf('"statusCode":', bodyAt);
  if (bodyAt === -1 || answerAt === -1) return null;
  const raw = parseJson(cut(text, '"responseBody":', bodyAt, TEXT) ?? '', z.string());
  if (raw === null || raw === '') return null;
  return {
    raw,
    status: Number(cut(text, '"statusCode":', answerAt, /^\d{3}\b/) ?? 0) || null,
    headers: parseJson(cut(text, '"responseHeaders":', answerAt, FLAT_OBJECT) ?? '', Headers),
    model: parseJson(cut(text, '"requestBodyValues":{"model":', 0, TEXT) ?? '', z.string()),
  };
}
