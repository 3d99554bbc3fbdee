import type { Provider } from './provider.js';

/**
 * A code may have the plan behind it: `user_global_rate_limited:pro_plus`.
 *
 * @see microsoft/vscode-copilot-chat:src/platform/chat/common/commonTypes.ts
 * @see microsoft/vscode-copilot-chat:src/extension/prompt/node/chatMLFetcher.ts
 * @see GitHub documentation, Rate limits for GitHub Copilot
 */
export const copilot: Provider = {
  id: 'copilot',
  name: 'GitHub Copilot',
  shortName: 'Copilot',
  kind: 'provider',
  aliases: ['github-copilot', 'copilot-chat', 'github-copilot-chat', 'copilot-proxy'],
  hosts: ['.githubcopilot.com', 'githubcopilot.com', 'copilot-proxy.githubusercontent.com'],
  keyPrefixes: ['gho_', 'ghu_'],
  baseUrls: { openai: 'https://api.githubcopilot.com' },
  headers: {
    requestId: ['x-request-id', 'x-github-request-id'],
    retry: ['retry-after'],
    rateLimit: ['x-ratelimit-exceeded', 'x-quota-snapshot-premium_interactions'],
  },
  codes: [
    { category: 'model_not_found', codes: ['model_not_supported'] },
    { category: 'context_length', codes: ['model_max_prompt_tokens_exceeded'] },
    {
      category: 'quota_exhausted',
      codes: ['quota_exceeded', 'free_quota_exceeded', 'overage_limit_reached', 'user_weekly_rate_limited'],
    },
    {
      category: 'rate_limit',
      codes: [
        'rate_limited',
        'user_model_rate_limited',
        'integration_rate_limited',
        'upstream_provider_rate_limit',
        'agent_mode_limit_exceeded',
      ],
    },
    { category: 'rate_limit', broad: true, codes: ['user_global_rate_limited'] },
    { category: 'overloaded', codes: ['model_overloaded'] },
    { category: 'billing', codes: ['billing_not_configured'] },
    { category: 'invalid_request', codes: ['unsupported_api_for_model', 'invalid_stateful_marker'] },
    { category: 'content_filter', codes: ['content_filter', 'filtered', 'filteredretry', 'promptfiltered', 'offtopic'] },
    { category: 'permission', origin: 'client', codes: ['extensionblocked'] },
    { category: 'authentication', codes: ['agent_unauthorized'] },
    { category: 'invalid_request', broad: true, codes: ['badrequest', 'invalid_request_body'] },
    { category: 'model_not_found', broad: true, codes: ['notfound'] },
    { category: 'network', origin: 'network', codes: ['networkerror'] },
    { category: 'cancelled', origin: 'client', codes: ['canceled', 'cancelled'] },
  ],
  links: {
    status: 'https://www.githubstatus.com',
    billing: 'https://github.com/settings/billing',
    limits: 'https://github.com/settings/copilot/features',
    models: 'https://docs.github.com/en/copilot/reference/ai-models/supported-models',
    privacy: 'https://github.com/settings/copilot/features',
    docs: 'https://docs.github.com/en/copilot/how-tos/troubleshoot-copilot',
  },
};
