import type { Provider } from './provider.js';

/** A code may have the plan behind it: `user_global_rate_limited:pro_plus`. */
export const copilot: Provider = {
  id: 'copilot',
  name: 'GitHub Copilot',
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
  codes: {
    model_not_supported: { category: 'model_not_found' },
    model_max_prompt_tokens_exceeded: { category: 'context_length' },
    quota_exceeded: { category: 'quota_exhausted' },
    free_quota_exceeded: { category: 'quota_exhausted' },
    overage_limit_reached: { category: 'quota_exhausted' },
    user_weekly_rate_limited: { category: 'quota_exhausted' },
    rate_limited: { category: 'rate_limit' },
    user_model_rate_limited: { category: 'rate_limit' },
    integration_rate_limited: { category: 'rate_limit' },
    upstream_provider_rate_limit: { category: 'rate_limit' },
    agent_mode_limit_exceeded: { category: 'rate_limit' },
    user_global_rate_limited: { category: 'rate_limit', broad: true },
    model_overloaded: { category: 'overloaded' },
    billing_not_configured: { category: 'billing' },
    unsupported_api_for_model: { category: 'invalid_request' },
    content_filter: { category: 'content_filter' },
    invalid_request_body: { category: 'invalid_request', broad: true },
  },
  links: {
    status: 'https://www.githubstatus.com',
    billing: 'https://github.com/settings/billing',
    limits: 'https://github.com/settings/copilot/features',
    models: 'https://docs.github.com/en/copilot/reference/ai-models/supported-models',
    privacy: 'https://github.com/settings/copilot/features',
    docs: 'https://docs.github.com/en/copilot/how-tos/troubleshoot-copilot',
  },
  sources: [
    'microsoft/vscode-copilot-chat:src/platform/chat/common/commonTypes.ts',
    'microsoft/vscode-copilot-chat:src/extension/prompt/node/chatMLFetcher.ts',
    'GitHub documentation, Rate limits for GitHub Copilot',
  ],
};
