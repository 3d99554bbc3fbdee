import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/classify.js';
import { toPiece } from '../../src/engine/peel.js';
import { readWrappers } from '../../src/engine/wrappers/list.js';

describe('wrappers', () => {
  it.each([
    ['openai-sdk', "openai.RateLimitError: Error code: 429 - {'error': {}}", { status: 429 }],
    ['openai-sdk', '401 status code (no body)', { status: 401 }],
    ['anthropic-sdk', 'anthropic.BadRequestError: Error code: 400', { provider: 'anthropic' }],
    ['ai-sdk', 'RetryError [AI_RetryError]: Failed after 3 attempts. Last error: Overloaded', {}],
    ['ai-sdk', 'GatewayRateLimitError: slow down', { gateway: 'vercel' }],
    [
      'litellm',
      'litellm.RateLimitError: BedrockException - {}. Received Model Group=nova',
      { provider: 'Bedrock', gateway: 'litellm', model: 'nova' },
    ],
    [
      'langchain',
      '[llm/error] [1:chain:x > 2:llm:ChatMistralAI] [1.2s] LLM run errored with error: "no"',
      { provider: 'MistralAI' },
    ],
    [
      'unwrap-endpoint',
      'The key was refused. Refused by: the gateway, Requesty. A retry will not help. Original message: Provider returned error',
      { gateway: 'Requesty' },
    ],
    ['connect', 'ConnectError: [resource_exhausted] Error', { code: 'resource_exhausted' }],
    ['connect', 'rpc error: code = Unavailable desc = overloaded', { code: 'Unavailable' }],
    [
      'google-sdk',
      '[GoogleGenerativeAI Error]: Error fetching from https://g.example/v1: [503 Service Unavailable] Overloaded',
      { status: 503 },
    ],
    ['google-sdk', 'google.api_core.exceptions.ResourceExhausted: 429 Quota', { provider: 'google', status: 429 }],
    [
      'aws-sdk',
      'An error occurred (ThrottlingException) when calling the Converse operation: slow down',
      { code: 'ThrottlingException', provider: 'bedrock' },
    ],
    ['cline', 'OpenRouter API Error 429: Provider returned error', { provider: 'OpenRouter', status: 429 }],
    ['copilot', 'CAPIError: 400 Bad Request', { status: 400 }],
    ['copilot', '[info] ccreq:ab.copilotmd | quotaExceeded | a -> gpt-9 | 3ms |', { code: 'quotaExceeded', model: 'gpt-9' }],
    ['codex', 'unexpected status 403 Forbidden: no', { status: 403 }],
    ['codex', 'exceeded retry limit, last status: 429 Too Many Requests', { status: 429 }],
    ['claude-code', 'API Error: Request rejected (429) · Provider returned error', { status: 429 }],
    [
      'opencode',
      'level=ERROR providerID=openrouter modelID=a/b error.error="AI_APICallError: no"',
      { provider: 'openrouter', model: 'a/b' },
    ],
    ['continue', 'HTTP 404 Not Found from https://api.example.com/v1 {}', { status: 404 }],
  ] as const)('%s reads %s', (by, text, known) => {
    expect(readWrappers(toPiece(text, 0, null)).find((reading) => reading.by === by)).toMatchObject({ by, ...known });
  });

  it.each(['All is well.', 'The error code is below.', 'Please try again later.'])('none of them claims %j', (text) => {
    expect(readWrappers(toPiece(text, 0, null))).toEqual([]);
  });
});

describe('layers', () => {
  it('lead from the tool’s text to the cause, outermost first', () => {
    const raw = JSON.stringify({
      error: {
        message: 'Provider returned error',
        code: 429,
        metadata: { raw: '{"message":"Too many tokens, please wait before trying again."}', provider_name: 'Amazon Bedrock' },
      },
    });
    const { layers, message, provider, gateway } = diagnose({ raw: `Error streaming response: ${raw}` });
    expect(layers.map((layer) => layer.by)).toEqual(['continue', 'openrouter', 'bedrock']);
    expect(layers.at(-1)?.message).toBe('Too many tokens, please wait before trying again.');
    expect({ message, provider, gateway }).toEqual({
      message: layers.at(-1)?.message,
      provider: 'bedrock',
      gateway: 'openrouter',
    });
  });

  it('never hold what a request said', () => {
    const raw = JSON.stringify({
      name: 'AI_APICallError',
      requestBodyValues: { messages: [{ role: 'user', content: 'my secret plan: quota exceeded, invalid api key' }] },
      statusCode: 503,
      responseBody: '{"error":{"message":"The engine is currently overloaded"}}',
    });
    const diagnosis = diagnose({ raw });
    expect(diagnosis.category).toBe('overloaded');
    expect(JSON.stringify(diagnosis)).not.toContain('secret plan');
  });
});
