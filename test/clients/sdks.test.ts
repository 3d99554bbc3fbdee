/** The SDKs that assistants are built on, through `unwrap serve`: each fault is got over where the chain goes on, and told where it ends. */
import Anthropic from '@anthropic-ai/sdk';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, streamText, type LanguageModel } from 'ai';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GOOD_WORDS } from './dialect.js';
import { faults } from './faults.js';
import { serveEndpoint, type ServedEndpoint } from './serveEndpoint.js';

type Ask = (baseUrl: string, model: string, apiKey: string) => Promise<string>;

const messages = [{ role: 'user' as const, content: 'Are you well?' }];
const openai = (baseUrl: string, apiKey: string): OpenAI => new OpenAI({ apiKey, baseURL: `${baseUrl}/v1` });
const anthropic = (baseUrl: string, apiKey: string): Anthropic => new Anthropic({ apiKey, baseURL: baseUrl });

async function textOf(model: LanguageModel): Promise<string> {
  return (await generateText({ model, messages, maxOutputTokens: 100 })).text;
}

async function streamedText(model: LanguageModel): Promise<string> {
  let text = '';
  // Its own console output is not the test's.
  const { fullStream } = streamText({ model, messages, maxOutputTokens: 100, onError: () => {} });
  for await (const part of fullStream) {
    if (part.type === 'error') throw part.error;
    if (part.type === 'text-delta') text += part.text;
  }
  return text;
}

const chatModel = (baseUrl: string, model: string, apiKey: string): LanguageModel =>
  createOpenAICompatible({ name: 'clients', baseURL: `${baseUrl}/v1`, apiKey })(model);

const clients: Readonly<Record<string, Ask>> = {
  'openai, chat completions': async (baseUrl, model, apiKey) =>
    (await openai(baseUrl, apiKey).chat.completions.create({ model, messages })).choices[0]?.message.content ?? '',
  'openai, chat completions streamed': async (baseUrl, model, apiKey) => {
    let text = '';
    const stream = await openai(baseUrl, apiKey).chat.completions.create({ model, messages, stream: true });
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
    return text;
  },
  'openai, responses': async (baseUrl, model, apiKey) =>
    (await openai(baseUrl, apiKey).responses.create({ model, input: 'Are you well?' })).output_text,
  'openai, responses streamed': async (baseUrl, model, apiKey) => {
    let text = '';
    const stream = await openai(baseUrl, apiKey).responses.create({ model, input: 'Are you well?', stream: true });
    for await (const event of stream) if (event.type === 'response.output_text.delta') text += event.delta;
    return text;
  },
  'anthropic, messages': async (baseUrl, model, apiKey) => {
    const { content } = await anthropic(baseUrl, apiKey).messages.create({ model, messages, max_tokens: 100 });
    return content.map((block) => (block.type === 'text' ? block.text : '')).join('');
  },
  'anthropic, messages streamed': async (baseUrl, model, apiKey) =>
    anthropic(baseUrl, apiKey).messages.stream({ model, messages, max_tokens: 100 }).finalText(),
  'AI SDK, openai-compatible': (baseUrl, model, apiKey) => textOf(chatModel(baseUrl, model, apiKey)),
  'AI SDK, openai-compatible streamed': (baseUrl, model, apiKey) => streamedText(chatModel(baseUrl, model, apiKey)),
  'AI SDK, openai streamed': (baseUrl, model, apiKey) => streamedText(createOpenAI({ baseURL: `${baseUrl}/v1`, apiKey })(model)),
  'AI SDK, anthropic streamed': (baseUrl, model, apiKey) =>
    streamedText(createAnthropic({ baseURL: `${baseUrl}/v1`, apiKey })(model)),
};

let endpoint: ServedEndpoint;
beforeAll(async () => {
  endpoint = await serveEndpoint();
}, 60_000);
afterAll(async () => {
  await endpoint.close();
});

/** Many wait at a time, some for their own backoff. */
const PATIENCE = { timeout: 60_000 };

/** Of the endpoint, as configured. */
const ATTEMPTS = 2;
/** Of the AI SDK, which starts over all the same; the others heed `x-should-retry`. */
const STARTS = 3;

describe.concurrent.each(Object.entries(clients))('%s', (name, ask) => {
  const apiKey = `sk-${name.replaceAll(/\W/g, '-')}`;

  it.each(faults)('gets its answer past $id', PATIENCE, async ({ id }) => {
    expect(await ask(`${endpoint.origin}/${id}`, 'first-model', apiKey)).toBe(GOOD_WORDS);
  });

  it.each(faults)('is told the cause where only $id is left', PATIENCE, async ({ id, words }) => {
    const lonelyKey = `${apiKey}-lonely`;
    await expect(ask(`${endpoint.origin}/${id}`, 'lonely-model', lonelyKey)).rejects.toThrow(words);
    const starts = name.startsWith('AI SDK') ? STARTS : 1;
    expect(endpoint.upstream.requestsOf(id, lonelyKey)).toBeLessThanOrEqual(starts * ATTEMPTS);
  });
});
