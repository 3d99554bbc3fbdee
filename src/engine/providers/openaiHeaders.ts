/** What OpenAI sends, and many who speak its protocol after it (OpenAI API documentation, Rate limits). */
export const OPENAI_RATE_LIMIT_HEADERS: readonly string[] = [
  'x-ratelimit-limit-requests',
  'x-ratelimit-remaining-requests',
  'x-ratelimit-reset-requests',
  'x-ratelimit-limit-tokens',
  'x-ratelimit-remaining-tokens',
  'x-ratelimit-reset-tokens',
];
