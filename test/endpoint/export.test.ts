import { parse, parseAllDocuments } from 'yaml';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/endpoint/config.js';
import { planExport, type Plan } from '../../src/endpoint/export/plan.js';
import { toEnvoy } from '../../src/endpoint/export/toEnvoy.js';
import { toLiteLlm } from '../../src/endpoint/export/toLiteLlm.js';
import { parseConfig } from '../../src/endpoint/parseConfig.js';

const written = {
  upstreams: {
    mock: { baseUrl: 'https://mock.example:8443/api/v1', protocol: 'openai', key: { env: 'MOCK_KEY' } },
    near: { baseUrl: 'http://127.0.0.1:11434/v1' },
  },
  routes: [
    {
      match: 'claude-sonnet-4-6',
      chain: [
        { upstream: '*' },
        { upstream: 'anthropic', model: 'claude-sonnet-4-6' },
        { upstream: 'openrouter', model: 'z-ai/glm-5.1', for: ['context_length', 'content_filter'] },
      ],
    },
    { match: 'acme.x/*', chain: [{ upstream: 'openrouter' }, { upstream: 'near', model: 'qwen3' }] },
  ],
  retry: { attempts: 4, baseMs: 1_500 },
  breaker: { failures: 6, cooldownMs: 45_000 },
  concurrency: { perUpstream: 5 },
};

function plan(config: unknown, own: string | null = null): Plan {
  const text = JSON.stringify(config);
  const machine = { platform: 'linux' as const, home: '/home/ada', env: { MOCK_KEY: 'mk-very-secret' } };
  const loaded = readConfig(text, { file: '/c.jsonc', shownAs: 'c.jsonc', mayBeMissing: false }, machine);
  return planExport({ config: loaded.config, file: parseConfig(text, 'c.jsonc').value, own });
}

describe('the LiteLLM proxy configuration', () => {
  const yaml = toLiteLlm(plan(written, 'mock'));
  const config: {
    model_list: { model_name: string; litellm_params: Record<string, string | number> }[];
    router_settings: Record<string, unknown>;
  } = parse(yaml);
  const deploymentsOf = (name: string) =>
    config.model_list.filter((model) => model.model_name === name).map((model) => model.litellm_params);

  it('has the first place of a chain under the model’s name, the others as fallbacks by cause', () => {
    expect(deploymentsOf('claude-sonnet-4-6')).toEqual([
      {
        model: 'openai/claude-sonnet-4-6',
        api_base: 'https://mock.example:8443/api/v1',
        api_key: 'os.environ/MOCK_KEY',
        max_parallel_requests: 5,
      },
    ]);
    expect(config.router_settings).toMatchObject({
      fallbacks: [{ 'claude-sonnet-4-6': ['unwrap-1-fallback-1'] }],
      context_window_fallbacks: [{ 'claude-sonnet-4-6': ['unwrap-1-context-1'] }],
      content_policy_fallbacks: [{ 'claude-sonnet-4-6': ['unwrap-1-content-1'] }],
    });
    expect(deploymentsOf('unwrap-1-fallback-1')).toMatchObject([
      { model: 'anthropic/claude-sonnet-4-6', api_base: 'https://api.anthropic.com', api_key: 'os.environ/ANTHROPIC_API_KEY' },
    ]);
    expect(deploymentsOf('unwrap-1-context-1')).toMatchObject([
      { model: 'openai/z-ai/glm-5.1', api_base: 'https://openrouter.ai/api/v1', api_key: 'os.environ/OPENROUTER_API_KEY' },
    ]);
  });

  it('names every group that a fallback leads to', () => {
    const names = new Set(config.model_list.map((model) => model.model_name));
    const targets = ['fallbacks', 'context_window_fallbacks', 'content_policy_fallbacks']
      .map((list): Record<string, string[]>[] => Object(config.router_settings)[list])
      .flatMap((lists) => lists.flatMap((each) => Object.values(each).flat()));
    expect(targets.length).toBe(3);
    for (const target of targets) expect(names).toContain(target);
  });

  it('has the places of a pattern in their order, for fallbacks are looked up by exact names', () => {
    expect(deploymentsOf('acme.x/*')).toMatchObject([
      { model: 'openai/acme.x/*', api_base: 'https://openrouter.ai/api/v1', order: 1 },
      { model: 'openai/qwen3', api_base: 'http://127.0.0.1:11434/v1', api_key: 'none', order: 2 },
    ]);
  });

  it('has the retries, the breaker and each configured upstream', () => {
    expect(config.router_settings).toMatchObject({
      num_retries: 3,
      retry_policy: { RateLimitErrorRetries: 3, AuthenticationErrorRetries: 0, BadRequestErrorRetries: 0 },
      retry_after: 2,
      allowed_fails: 5,
      cooldown_time: 45,
      timeout: 600,
    });
    expect(deploymentsOf('mock/*')).toMatchObject([{ model: 'openai/*' }]);
    expect(deploymentsOf('near/*')).toMatchObject([{ model: 'openai/*' }]);
  });

  it('holds no key', () => {
    expect(yaml).not.toContain('very-secret');
  });
});

describe('the Envoy AI Gateway resources', () => {
  const yaml = toEnvoy(plan(written, 'mock'));
  const resources = parseAllDocuments(yaml).map((document): Record<string, unknown> => Object(document.toJS()));
  const find = (kind: string, name: string): unknown =>
    resources.find((resource) => resource['kind'] === kind && Object(resource['metadata']).name === name);

  it('routes each model to its places by priority', () => {
    expect(find('AIGatewayRoute', 'unwrap')).toMatchObject({
      apiVersion: 'aigateway.envoyproxy.io/v1beta1',
      spec: {
        parentRefs: [{ kind: 'Gateway', name: 'unwrap' }],
        rules: [
          {
            matches: [{ headers: [{ type: 'Exact', name: 'x-ai-eg-model', value: 'claude-sonnet-4-6' }] }],
            backendRefs: [
              { name: 'unwrap-mock-openai', priority: 0 },
              { name: 'unwrap-anthropic-anthropic', priority: 1, modelNameOverride: 'claude-sonnet-4-6' },
            ],
            timeouts: { request: '600s' },
            streamIdleTimeout: '60s',
          },
          {
            matches: [{ headers: [{ type: 'RegularExpression', value: String.raw`acme\.x/.*` }] }],
            backendRefs: [
              { name: 'unwrap-openrouter-openai', priority: 0 },
              { modelNameOverride: 'qwen3', priority: 1 },
            ],
          },
        ],
      },
    });
  });

  it('describes each backend with its protocol, its place, its certificate and its key', () => {
    expect(find('AIServiceBackend', 'unwrap-mock-openai')).toMatchObject({
      spec: { schema: { name: 'OpenAI', prefix: '/api/v1' }, backendRef: { kind: 'Backend', name: 'unwrap-mock-openai' } },
    });
    expect(find('AIServiceBackend', 'unwrap-anthropic-anthropic')).toMatchObject({
      spec: { schema: { name: 'Anthropic', prefix: '/v1' } },
    });
    expect(find('Backend', 'unwrap-mock-openai')).toMatchObject({
      spec: { endpoints: [{ fqdn: { hostname: 'mock.example', port: 8443 } }] },
    });
    expect(find('Backend', 'unwrap-near-openai')).toMatchObject({
      spec: { endpoints: [{ ip: { address: '127.0.0.1', port: 11434 } }] },
    });
    expect(find('BackendTLSPolicy', 'unwrap-mock-openai')).toMatchObject({ spec: { validation: { hostname: 'mock.example' } } });
    expect(find('BackendTLSPolicy', 'unwrap-near-openai')).toBeUndefined();
    expect(find('BackendSecurityPolicy', 'unwrap-mock-openai')).toMatchObject({
      spec: { type: 'APIKey', apiKey: { secretRef: { name: 'unwrap-mock-openai' } } },
    });
    expect(find('BackendSecurityPolicy', 'unwrap-anthropic-anthropic')).toMatchObject({
      spec: { type: 'AnthropicAPIKey', anthropicAPIKey: { secretRef: { name: 'unwrap-anthropic-anthropic' } } },
    });
    expect(find('Secret', 'unwrap-mock-openai')).toMatchObject({ stringData: { apiKey: '${MOCK_KEY}' } });
    expect(yaml).not.toContain('very-secret');
  });

  it('retries, goes on and ejects as the endpoint does', () => {
    expect(find('BackendTrafficPolicy', 'unwrap')).toMatchObject({
      spec: {
        targetRefs: [{ kind: 'HTTPRoute', name: 'unwrap' }],
        retry: {
          numAttemptsPerPriority: 4,
          numRetries: 11,
          perRetry: { timeout: '120s', backOff: { baseInterval: '1s500ms', maxInterval: '30s' } },
          retryOn: {
            triggers: expect.arrayContaining(['retriable-status-codes']),
            httpStatusCodes: expect.arrayContaining([429, 529]),
          },
        },
        healthCheck: { passive: { consecutive5XxErrors: 6, baseEjectionTime: '45s' } },
        circuitBreaker: { maxParallelRequests: 5, maxPendingRequests: 64 },
      },
    });
  });

  it('splits more rules than one route takes', () => {
    const routes = Array.from({ length: 20 }, (_, index) => ({ match: `m${index}`, chain: [{ upstream: 'openai' }] }));
    const all = parseAllDocuments(toEnvoy(plan({ routes }))).map((document): { kind: string } => Object(document.toJS()));
    expect(all.filter(({ kind }) => kind === 'AIGatewayRoute')).toHaveLength(2);
    expect(all.filter(({ kind }) => kind === 'BackendTrafficPolicy')).toHaveLength(2);
  });
});

describe('what cannot be taken over', () => {
  it('is said in the comment above', () => {
    const text = toEnvoy(plan(written));
    expect(text).toContain('# - "claude-sonnet-4-6": "*" is left out');
    expect(text).toContain('# - "claude-sonnet-4-6": a place kept for certain failures is left out');
  });

  it('and a name from the configuration does not leave the comment', () => {
    const text = toLiteLlm(plan({ routes: [{ match: 'a\nmodel_list: []', chain: [{ upstream: '*' }] }] }));
    expect(parse(text).model_list).toEqual([]);
    expect(text).toContain('# - "a model_list: []": "*" is left out');
  });
});
