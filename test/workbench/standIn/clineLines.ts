/**
 * What Cline writes into its output channel of a failed call, line by line. The bundle on the SDK begins a line with the time and
 * keeps the innermost `message` only; the classic one has no times, and logs only what comes inside of a stream.
 */
import * as z from 'zod/mini';
import type { Scenario } from '../scenarios.js';
import type { Outcome } from './callModel.js';

const ErrorBody = z.object({ error: z.object({ message: z.string() }) });
const StreamError = z.object({ code: z.number(), message: z.string() });
const StreamEvent = z.object({
  error: z.optional(StreamError),
  choices: z.optional(z.array(z.object({ error: z.optional(StreamError) }))),
});

/** As Cline cuts `errorMessage`. */
const MESSAGE_LIMIT = 500;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What the SDK bundle's `extractErrorMessage` leaves of an answer. */
function sayOf(outcome: Outcome): string {
  if (outcome.kind === 'stream') return 'No output generated. Check the stream for errors.';
  if (outcome.kind === 'http') {
    const parsed = ErrorBody.safeParse(parseJson(outcome.body));
    return parsed.success ? parsed.data.error.message : outcome.body.trim();
  }
  const { cause } = outcome.error;
  if (!(cause instanceof Error)) return outcome.error.message;
  const code = 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : '';
  const name = cause.name === 'Error' ? '' : `${cause.name}: `;
  return `Cannot connect to API: ${cause.message}: ${name}${cause.message}${code}`;
}

function sdkLines(scenario: Scenario, outcome: Outcome, at: Date): readonly string[] {
  const time = at.toISOString();
  const message = sayOf(outcome);
  const event = {
    ulid: `01K${at.getTime().toString(36).toUpperCase().padStart(9, '0')}STANDIN00000000`.slice(0, 26),
    model: scenario.model,
    provider: scenario.provider,
    errorMessage: message.slice(0, MESSAGE_LIMIT),
    errorType: 'sdk_agent_error',
    failurePhase: 'streaming',
    timestamp: time,
    extension_version: '4.1.13',
    platform: 'Visual Studio Code',
    is_dev: 'false',
  };
  return [
    `${time} LOG [SessionFactory] Resolved from StateManager: provider=${scenario.provider}, model=${scenario.model}, hasApiKey=true`,
    `${time} ERROR [ai-sdk] stream error`,
    `${time} LOG Agent loop caught error`,
    `${time} ERROR Agent run failed`,
    `${time} LOG [NoOpTelemetryProvider] task.provider_api_error: ${JSON.stringify(event)}`,
    `${time} LOG [VscodeSessionHost] send() completed: text=${message}, inputTokens=0`,
  ];
}

function classicLines(scenario: Scenario, outcome: Outcome): readonly string[] {
  const handler = scenario.provider === 'cline' ? 'Cline' : 'OpenRouter';
  const lines: string[] = [];
  for (const text of outcome.kind === 'stream' ? outcome.events : []) {
    if (scenario.provider === 'cline') lines.push(`DEBUG ClineHandler chunk:${text}`);
    const { error, choices } = StreamEvent.parse(parseJson(text));
    if (error) lines.push(`ERROR ${handler} API Error: ${error.code} - ${error.message}`);
    for (const choice of choices ?? []) {
      if (choice.error) lines.push(`ERROR ${handler} Mid-Stream Error: ${choice.error.code} - ${choice.error.message}`);
    }
  }
  return [...lines, 'ERROR [ErrorService] Logging exception'];
}

export function clineLines(scenario: Scenario, outcome: Outcome, at: Date): readonly string[] {
  return scenario.bundle === 'sdk' ? sdkLines(scenario, outcome, at) : classicLines(scenario, outcome);
}
