import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { providers } from '../../../src/engine/providers/list.js';

const folder = new URL('../../../src/engine/providers/', import.meta.url);
const notProviders = new Set(['provider.ts', 'list.ts', 'lookup.ts', 'openaiHeaders.ts']);
const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !notProviders.has(file));
const fold = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, '');
/** Local servers speak plain HTTP to the machine they run on. */
const isLocal = (url: string): boolean => url.startsWith('http://localhost:');

describe('the list of providers', () => {
  it('names every file of the folder once', () => {
    expect(files.length).toBe(providers.length);
    expect(new Set(providers).size).toBe(providers.length);
  });

  it.each(files)('is told in %s where its facts were read', (file) => {
    expect(readFileSync(new URL(file, folder), 'utf8')).toMatch(
      /^ \* @see \S.+\n(?: \* @see \S.+\n)* \*\/\nexport const \w+: Provider = /m,
    );
  });

  it('gives no name to two providers, in any writing', () => {
    const names = providers.flatMap(({ id, name, aliases }) => [...new Set([id, name, ...aliases].map(fold))]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('gives no host to two providers', () => {
    const hosts = providers.flatMap((provider) => provider.hosts);
    expect(new Set(hosts).size).toBe(hosts.length);
  });

  it('has those that people meet most', () => {
    const ids = new Set(providers.map(({ id }) => id));
    const asked =
      'openai azure anthropic google bedrock mistral cohere groq deepseek xai together fireworks cerebras sambanova nvidia huggingface perplexity moonshot zai dashscope volcengine baidu minimax siliconflow ollama lmstudio llama.cpp vllm copilot github-models databricks workers-ai openrouter tokenmix evolink chuizi crossmodel litellm portkey cloudflare vercel requesty new-api opencode';
    for (const id of asked.split(' ')) expect(ids).toContain(id);
  });
});

describe.each(providers.map((provider) => [provider.id, provider] as const))('%s', (_, provider) => {
  it('is written in lower case where it is compared in lower case', () => {
    const compared = [
      provider.id,
      ...provider.aliases,
      ...provider.hosts,
      ...provider.codes.flatMap(({ codes }) => codes),
      ...provider.headers.requestId,
      ...provider.headers.retry,
      ...provider.headers.rateLimit,
      ...(provider.headers.model ?? []),
      ...Object.values(provider.headers.cause ?? {}),
    ];
    for (const text of compared) expect(text).toBe(text.toLowerCase().trim());
    for (const alias of provider.aliases) expect(alias).not.toMatch(/[\s_]/);
  });

  it('links over https alone', () => {
    for (const link of Object.values(provider.links)) expect(new URL(String(link)).protocol).toBe('https:');
  });

  it('has base URLs without a trailing slash, on its own hosts', () => {
    for (const url of Object.values(provider.baseUrls)) {
      const address = String(url);
      expect(address.endsWith('/')).toBe(false);
      expect(isLocal(address) || new URL(address).protocol === 'https:').toBe(true);
      const { host } = new URL(address);
      const owns = provider.hosts.some((own) => (own.startsWith('.') ? host.endsWith(own) : host === own));
      expect(owns).toBe(true);
    }
  });

  it('has bare host names', () => {
    for (const host of provider.hosts) expect(host).toMatch(/^\.?(?:[a-z0-9-]+\.)*[a-z0-9-]+(?::\d+)?$|^\[::1\]:\d+$/);
  });

  it('has key prefixes that no word begins with', () => {
    for (const prefix of provider.keyPrefixes) {
      expect(prefix.length).toBeGreaterThanOrEqual(3);
      expect(prefix).toMatch(/[-_.]|[A-Z]{4}|^AIza$|^dapi$|\/$/);
    }
  });

  it('has no two codes that differ in writing alone', () => {
    const codes = provider.codes.flatMap((group) => group.codes).map(fold);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
