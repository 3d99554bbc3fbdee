/**
 * Cline's output channel. Arguments of its logger are dropped in production, so a cause stands only where it is part of a line's
 * text (`cline/cline:apps/vscode/src/shared/services/Logger.ts`).
 */
import * as z from 'zod/mini';
import type { RecordFormat } from '../../engine/records.js';
import type { Observation } from '../../engine/model.js';
import { parseJson } from '../parseJson.js';
import type { ReadRecord } from '../tool.js';

/** Both bundles' heads: a window runs one of them, and which is seen by its lines alone. */
export const channelFormat: RecordFormat = {
  name: 'clineChannel',
  head: /^(?:(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z) )?(?<level>ERROR|WARN|LOG|DEBUG|INFO|TRACE) /,
};

export const channelSignals: readonly string[] = [
  // The SDK bundle: whom it talks to, that a run failed, what it says of that.
  'Resolved from StateManager',
  'Agent run failed',
  '_api_error: {',
  '[VscodeSessionHost] send() completed',
  '[VscodeSessionHost] send() error:',
  // The classic bundle: only what comes inside of a stream.
  'API Error: ',
  'Mid-Stream Error: ',
  'API error (',
  '"error":{"code":',
  '"error":{"message":',
];

/** `task.provider_api_error`, which the channel holds where no telemetry service took it (`TelemetryService.ts:captureProviderApiError`). */
const ApiError = z.object({
  errorMessage: z.string(),
  provider: z.optional(z.string()),
  model: z.optional(z.string()),
  errorStatus: z.optional(z.number()),
  requestId: z.optional(z.string()),
});

/** A chunk of Cline's own provider that is an error. Others hold the model's answer, and of this one only the error is read on. */
const CHUNK = 'ClineHandler chunk:';
const ErrorChunk = z.object({
  id: z.optional(z.string()),
  model: z.optional(z.string()),
  error: z.record(z.string(), z.unknown()),
});

/** What one channel said of the run that is going on. */
interface Run {
  provider: string | null;
  model: string | null;
  /** A run failed, and what it failed of is still to come. */
  failed: boolean;
  /** A chunk of Cline's own provider was an error: the line after it says the same with less. */
  told: boolean;
}

export function openChannelReader(): ReadRecord {
  const run: Run = { provider: null, model: null, failed: false, told: false };
  return ({ message }) => readSdkLine(message, run) ?? readClassicLine(message, run);
}

/**
 * A failed turn of the SDK bundle: `[ai-sdk] stream error`, `Agent loop caught error`, `Agent run failed`, then the telemetry
 * event if no service took it, then `send() completed` with the error's text in the place of the answer. One of them is enough.
 */
function readSdkLine(message: string, run: Run): Observation | null {
  if (message.startsWith('[SessionFactory] Resolved from')) {
    run.provider = known(/ provider=([^,\s]+)/.exec(message)?.[1]);
    run.model = known(/ model=([^,\s]+)/.exec(message)?.[1]);
    // What the new session answers is no error's text, though nothing was heard of the former failure any more.
    run.failed = false;
    return null;
  }
  if (message.startsWith('Agent run failed')) {
    run.failed = true;
    return null;
  }
  const event = /^\[NoOpTelemetryProvider\] (?:REQUIRED )?task\.provider_api_error: /.exec(message);
  if (event) {
    const error = parseJson(message.slice(event[0].length), ApiError);
    if (!error) return null;
    run.failed = false;
    return {
      raw: error.errorMessage,
      provider: known(error.provider) ?? run.provider,
      model: known(error.model) ?? run.model,
      status: error.errorStatus ?? null,
      headers: error.requestId === undefined ? null : { 'x-request-id': error.requestId },
    };
  }
  const sent = /^\[VscodeSessionHost\] send\(\) (?:completed: text=|error:)/.exec(message);
  if (!sent || !run.failed) return null;
  run.failed = false;
  const text = message.slice(sent[0].length).replace(/, inputTokens=\w{0,20}$/, '');
  // Without a text there is still the fact, and the reader may be told how to see the cause.
  return { raw: text === '' || text === 'undefined' ? 'Agent run failed' : text, provider: run.provider, model: run.model };
}

function readClassicLine(message: string, run: Run): Observation | null {
  if (message.startsWith(CHUNK)) {
    const chunk = parseJson(message.slice(CHUNK.length), ErrorChunk);
    if (!chunk) return null;
    run.told = true;
    return { raw: JSON.stringify(chunk), provider: 'cline' };
  }
  const error = /^(OpenRouter|Cline) (?:API|Mid-Stream) Error: (?=\S)|^(Ollama) API error \(/.exec(message);
  if (!error) return null;
  const repeated = error[1] === 'Cline' && run.told;
  run.told = false;
  return repeated ? null : { raw: message, provider: (error[1] ?? error[2] ?? '').toLowerCase() };
}

function known(name: string | undefined): string | null {
  return name === undefined || name === '' || name === 'unknown' || name === 'undefined' ? null : name;
}
