/**
 * The AI SDK's `APICallError` as loggers serialize it: name, url, the request's whole body with the prompt in it, then what came
 * back (`vercel/ai:packages/provider/src/errors/api-call-error.ts`). A long prompt may have been cut out of the record, so it is
 * not parsed: what came back stands behind the prompt, and there a quote within a string is escaped.
 */
import type { Observation } from '../engine/model.js';
import { parseJson } from './parseJson.js';
import * as z from 'zod/mini';

const Headers = z.record(z.string(), z.string());
const STRING = String.raw`"(?:[^"\\]|\\.)*"`;
const BODY = new RegExp(String.raw`^"responseBody":(${STRING})`);
const HEADERS = new RegExp(String.raw`"responseHeaders":(\{(?:${STRING}[:,]?)*\})`);
const MODEL = new RegExp(String.raw`"requestBodyValues":\{"model":(${STRING})`);

/** Null where no answer's body is in the text. */
export function readApiCallError(text: string): Observation | null {
  const bodyAt = text.lastIndexOf('"responseBody":');
  const answerAt = text.lastIndexOf('"statusCode":', bodyAt);
  if (bodyAt === -1 || answerAt === -1) return null;
  const raw = parseJson(BODY.exec(text.slice(bodyAt))?.[1] ?? '', z.string());
  if (raw === null || raw === '') return null;
  const headers = HEADERS.exec(text.slice(answerAt, bodyAt))?.[1];
  return {
    raw,
    status: Number(/^"statusCode":(\d{3})/.exec(text.slice(answerAt))?.[1] ?? 0) || null,
    headers: headers === undefined ? null : parseJson(headers, Headers),
    model: parseJson(MODEL.exec(text)?.[1] ?? '', z.string()),
  };
}
