/** Logs in the real formats, with invented ids and values. */

/** What OpenRouter answers when the provider behind it limits the rate; the cause stands in `metadata.raw`. */
export const openRouterRateLimit = JSON.stringify({
  error: {
    message: 'Provider returned error',
    code: 429,
    metadata: {
      raw: JSON.stringify({ message: 'Too many requests, please wait before trying again.' }),
      provider_name: 'Amazon Bedrock',
    },
  },
  user_id: 'user_2qTest',
});

/** Three attempts in the format of Cline's newer bundle, the wrapper's lines around each. */
export function clineRetries(): string {
  return ['09:00:00.100', '09:00:04.250', '09:00:12.900']
    .flatMap((time) => [
      `2026-03-02T${time}Z LOG [SessionFactory] Resolved from StateManager: provider=openrouter, hasApiKey=true`,
      `2026-03-02T${time}Z ERROR OpenRouter API Error: 429 - ${openRouterRateLimit}`,
      `2026-03-02T${time}Z LOG [Telemetry] flushed 12 events`,
    ])
    .join('\n');
}

export const harmless = [
  '2026-03-02T09:00:00.100Z LOG [SessionFactory] Resolved from StateManager: provider=openrouter, hasApiKey=true',
  '2026-03-02T09:00:01.100Z LOG McpHub: 3 servers connected',
  '2026-03-02T09:00:02.100Z DEBUG checkpoint 429 of 500 stored',
].join('\n');
