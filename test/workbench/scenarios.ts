/**
 * Failures as real providers and gateways answer them, by name. Texts follow the services' own wording; ids, amounts and keys are
 * invented. What a tool makes of an answer is the stand-in's matter; `category` is the root cause that its log line still holds.
 */
import type { Category } from '../../src/engine/model.js';

export type Answer =
  | {
      readonly kind: 'http';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: unknown;
    }
  /** HTTP 200 and server-sent events, of which one is the failure. */
  | { readonly kind: 'stream'; readonly events: readonly unknown[] }
  /** The connection is closed before an answer. */
  | { readonly kind: 'reset' };

export interface Scenario {
  readonly id: string;
  /** As the tool names it in its log. */
  readonly provider: string;
  readonly model: string;
  /** Which of Cline's two bundles makes the call: the one on its SDK (4.1) or the classic one. */
  readonly bundle: 'sdk' | 'classic';
  /** How it is called: by `fetch` unless it says otherwise. */
  readonly client?: 'openai' | 'node:http';
  readonly category: Category;
  /** Of the innermost text that the log still holds. */
  readonly words: string;
  readonly answer: Answer;
}

/** OpenAI's error body, which OpenRouter and most gateways share. */
const refusal = (error: Readonly<Record<string, unknown>>): unknown => ({ error });

const timeoutPage = [
  '<!DOCTYPE html>',
  '<html lang="en-US">',
  '<head>',
  '<title>api.relay.example | 524: A timeout occurred</title>',
  '<meta charset="UTF-8" />',
  '</head>',
  '<body><h1>A timeout occurred <span>Error code 524</span></h1><p>Cloudflare Ray ID: 8f3a51c2d7e04b19</p></body>',
  '</html>',
].join('\n');

export const scenarios: readonly Scenario[] = [
  {
    id: 'upstream-rate-limit',
    provider: 'cline',
    model: 'anthropic/claude-sonnet-4.6',
    bundle: 'classic',
    category: 'rate_limit',
    words: 'temporarily rate-limited upstream',
    answer: {
      kind: 'stream',
      events: [
        {
          error: {
            code: 429,
            message: 'Provider returned error',
            metadata: {
              raw: 'anthropic/claude-sonnet-4.6 is temporarily rate-limited upstream. Please retry shortly, or add your own key to accumulate your rate limits: https://openrouter.ai/settings/integrations',
              provider_name: 'Amazon Bedrock',
            },
          },
          user_id: 'user_2kQx7mV3nB8sLw5tRz1Yp6Jd',
        },
      ],
    },
  },
  {
    id: 'overloaded',
    provider: 'anthropic',
    model: 'claude-opus-4-6',
    bundle: 'sdk',
    category: 'overloaded',
    words: 'Overloaded',
    answer: {
      kind: 'http',
      status: 529,
      headers: { 'request-id': 'req_011Cab7nQ3xY5zWv2tRs9Kd1', 'x-should-retry': 'true' },
      body: {
        type: 'error',
        error: { type: 'overloaded_error', message: 'Overloaded' },
        request_id: 'req_011Cab7nQ3xY5zWv2tRs9Kd1',
      },
    },
  },
  {
    id: 'no-credits',
    provider: 'openrouter',
    model: 'openai/gpt-5.2',
    bundle: 'sdk',
    category: 'billing',
    words: 'This request requires more credits',
    answer: {
      kind: 'http',
      status: 402,
      body: refusal({
        message:
          'This request requires more credits, or fewer max_tokens. You requested up to 64000 tokens, but can only afford 1187. To increase, visit https://openrouter.ai/settings/credits and add more credits',
        code: 402,
        metadata: { provider_name: null },
      }),
    },
  },
  {
    id: 'bad-key',
    provider: 'openai-native',
    model: 'gpt-5.2',
    bundle: 'sdk',
    category: 'authentication',
    words: 'Incorrect API key provided',
    answer: {
      kind: 'http',
      status: 401,
      headers: { 'x-request-id': 'req_5d0c8a7be1f24396b2a9e0c41f7d6853' },
      body: refusal({
        message:
          'Incorrect API key provided: sk-proj-********************************3kQa. You can find your API key at https://platform.openai.com/account/api-keys.',
        type: 'invalid_request_error',
        param: null,
        code: 'invalid_api_key',
      }),
    },
  },
  {
    id: 'free-quota',
    provider: 'gemini',
    model: 'gemini-3-pro-preview',
    bundle: 'sdk',
    category: 'quota_exhausted',
    words: 'generate_content_free_tier_requests',
    answer: {
      kind: 'http',
      status: 429,
      body: refusal({
        code: 429,
        message:
          'You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits. \n* Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 0, model: gemini-3-pro\nPlease retry in 41.318s.',
        status: 'RESOURCE_EXHAUSTED',
        details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '41s' }],
      }),
    },
  },
  {
    id: 'unverified-organization',
    provider: 'openai-native',
    model: 'gpt-5.2-pro',
    bundle: 'sdk',
    category: 'permission',
    words: 'Your organization must be verified',
    answer: {
      kind: 'http',
      status: 403,
      body: refusal({
        message:
          'Your organization must be verified to use the model `gpt-5.2-pro`. Please go to: https://platform.openai.com/settings/organization/general and click on Verify Organization. If you just verified, it can take up to 15 minutes for access to propagate.',
        type: 'invalid_request_error',
        param: null,
        code: 'model_not_found',
      }),
    },
  },
  {
    id: 'region',
    provider: 'gemini',
    model: 'gemini-3-flash',
    bundle: 'sdk',
    category: 'region_restricted',
    words: 'User location is not supported',
    answer: {
      kind: 'http',
      status: 400,
      body: refusal({
        code: 400,
        message: 'User location is not supported for the API use.',
        status: 'FAILED_PRECONDITION',
      }),
    },
  },
  {
    id: 'unknown-model',
    provider: 'openai-native',
    model: 'gpt-5.9-codex',
    bundle: 'sdk',
    category: 'model_not_found',
    words: 'does not exist or you do not have access',
    answer: {
      kind: 'http',
      status: 404,
      body: refusal({
        message: 'The model `gpt-5.9-codex` does not exist or you do not have access to it.',
        type: 'invalid_request_error',
        param: null,
        code: 'model_not_found',
      }),
    },
  },
  {
    id: 'data-policy',
    provider: 'openrouter',
    model: 'deepseek/deepseek-v3.2:free',
    bundle: 'sdk',
    category: 'routing',
    words: 'No endpoints found matching your data policy',
    answer: {
      kind: 'http',
      status: 404,
      body: refusal({
        message:
          'No endpoints found matching your data policy (Free model publication). Configure: https://openrouter.ai/settings/privacy',
        code: 404,
      }),
    },
  },
  {
    id: 'prompt-too-long',
    provider: 'anthropic',
    model: 'claude-sonnet-4-6',
    bundle: 'sdk',
    category: 'context_length',
    words: 'prompt is too long: 214873 tokens',
    answer: {
      kind: 'http',
      status: 400,
      headers: { 'request-id': 'req_011Cab8pT6uM4hLq7vXe2Gn5' },
      body: {
        type: 'error',
        error: { type: 'invalid_request_error', message: 'prompt is too long: 214873 tokens > 200000 maximum' },
        request_id: 'req_011Cab8pT6uM4hLq7vXe2Gn5',
      },
    },
  },
  {
    id: 'content-filter',
    provider: 'openai',
    model: 'gpt-5-deployment',
    bundle: 'sdk',
    category: 'content_filter',
    words: 'content management policy',
    answer: {
      kind: 'http',
      status: 400,
      body: refusal({
        message:
          "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry. To learn more about our content filtering policies please read our documentation: https://go.microsoft.com/fwlink/?linkid=2198766",
        type: null,
        param: 'prompt',
        code: 'content_filter',
        status: 400,
      }),
    },
  },
  {
    id: 'bad-gateway',
    provider: 'openrouter',
    model: 'qwen/qwen3-coder',
    bundle: 'classic',
    category: 'bad_gateway',
    words: 'Upstream error from Novita',
    answer: {
      kind: 'stream',
      events: [
        {
          id: 'gen-1763640000-Zx5Cv8Bn3Ma0Sd7Fg2Hj',
          choices: [
            {
              index: 0,
              delta: { role: 'assistant', content: '' },
              finish_reason: 'error',
              error: { code: 502, message: 'Upstream error from Novita: bad response status code 502' },
            },
          ],
        },
      ],
    },
  },
  {
    id: 'gateway-rate-limit',
    provider: 'openrouter',
    model: 'z-ai/glm-4.7:free',
    bundle: 'sdk',
    category: 'rate_limit',
    words: 'free-models-per-min',
    answer: {
      kind: 'http',
      status: 429,
      headers: { 'x-ratelimit-limit': '20', 'x-ratelimit-remaining': '0' },
      body: refusal({
        message: 'Rate limit exceeded: free-models-per-min. ',
        code: 429,
        metadata: { headers: { 'X-RateLimit-Limit': '20', 'X-RateLimit-Remaining': '0' }, provider_name: null },
      }),
    },
  },
  {
    id: 'timeout-page',
    provider: 'openai',
    model: 'gpt-5-mini',
    bundle: 'sdk',
    category: 'timeout',
    words: 'A timeout occurred',
    answer: { kind: 'http', status: 524, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: timeoutPage },
  },
  {
    id: 'connection-lost',
    provider: 'openai',
    model: 'qwen3-coder-30b',
    bundle: 'sdk',
    category: 'network',
    words: 'other side closed',
    answer: { kind: 'reset' },
  },
  {
    // What the SDK bundle leaves of a wrapped refusal: nothing but that there was one.
    id: 'wrapped',
    provider: 'openrouter',
    model: 'anthropic/claude-sonnet-4.6',
    bundle: 'sdk',
    category: 'unknown',
    words: 'Provider returned error',
    answer: {
      kind: 'http',
      status: 429,
      headers: { 'retry-after': '12' },
      body: refusal({
        message: 'Provider returned error',
        code: 429,
        metadata: {
          raw: '{"message":"Too many tokens per minute, please wait before trying again."}',
          provider_name: 'Amazon Bedrock',
        },
      }),
    },
  },
  {
    // The same of an empty account, called through OpenAI's package.
    id: 'wrapped-openai',
    provider: 'openrouter',
    model: 'openai/gpt-5.1',
    bundle: 'sdk',
    client: 'openai',
    category: 'unknown',
    words: 'Provider returned error',
    answer: {
      kind: 'http',
      status: 402,
      body: refusal({
        message: 'Provider returned error',
        code: 402,
        metadata: {
          raw: '{"error":{"message":"Your account has insufficient balance.","type":"insufficient_balance"}}',
          provider_name: 'DeepSeek',
        },
      }),
    },
  },
  {
    // As older assistants call, with node-fetch or axios.
    id: 'wrapped-node',
    provider: 'openrouter',
    model: 'z-ai/glm-5.1',
    bundle: 'sdk',
    client: 'node:http',
    category: 'unknown',
    words: 'Provider returned error',
    answer: {
      kind: 'http',
      status: 503,
      body: refusal({
        message: 'Provider returned error',
        code: 503,
        metadata: { raw: '{"error":{"message":"The model is overloaded, please try again later."}}', provider_name: 'Z.AI' },
      }),
    },
  },
];
