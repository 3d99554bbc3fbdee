/** Failed calls as the core of Continue logs them. Texts follow the services' own wording; ids, models' limits and times are invented. */

const refusal = (status: number, error: Readonly<Record<string, unknown>>): string => `${status} ${JSON.stringify({ error })}`;

/** An upstream's answer as OpenRouter hands it on. */
const handedOn = (status: number, provider: string, raw: unknown): string =>
  refusal(status, {
    message: 'Provider returned error',
    code: status,
    metadata: { raw: typeof raw === 'string' ? raw : JSON.stringify(raw), provider_name: provider },
  });

/** What the pictures of one incident show. */
export const upstreamRateLimit = handedOn(
  429,
  'Amazon Bedrock',
  'anthropic/claude-sonnet-4.6 is temporarily rate-limited upstream. Please retry shortly, or add your own key to accumulate your rate limits.',
);

/** Long enough to be pictured while it counts. */
export const countedDown = refusal(429, {
  message:
    'Rate limit reached for model `moonshotai/kimi-k2` in organization `org_01k0invented` on tokens per minute (TPM): Limit 10000, Used 9712, Requested 4120. Please try again in 9m42.5s.',
  type: 'tokens',
  code: 'rate_limit_exceeded',
});

export const stormOf = [
  upstreamRateLimit,
  refusal(402, {
    message:
      'This request requires more credits, or fewer max_tokens. You requested up to 64000 tokens, but can only afford 1187. To increase, visit https://openrouter.ai/settings/credits and add more credits',
    code: 402,
  }),
  refusal(401, {
    message:
      'Incorrect API key provided: sk-proj-****3kQa. You can find your API key at https://platform.openai.com/account/api-keys.',
    type: 'invalid_request_error',
    code: 'invalid_api_key',
  }),
  `529 ${JSON.stringify({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' }, request_id: 'req_011Cinvented' })}`,
  `400 ${JSON.stringify({ type: 'error', error: { type: 'invalid_request_error', message: 'prompt is too long: 214873 tokens > 200000 maximum' } })}`,
  refusal(404, {
    message:
      'No endpoints found matching your data policy (Free model publication). Configure: https://openrouter.ai/settings/privacy',
    code: 404,
  }),
  handedOn(503, 'Z.AI', { error: { message: 'The model is overloaded, please try again later.' } }),
  handedOn(402, 'DeepSeek', { error: { message: 'Insufficient Balance', type: 'unknown_error', code: 'invalid_request_error' } }),
  countedDown,
] as const;
