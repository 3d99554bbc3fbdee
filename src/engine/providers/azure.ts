import { OPENAI_RATE_LIMIT_HEADERS } from './openaiHeaders.js';
import type { Provider } from './provider.js';

/**
 * @see Microsoft Learn, Azure OpenAI quotas and limits
 * @see Microsoft Learn, Azure OpenAI content filtering
 * @see Microsoft Learn, Azure OpenAI REST API reference
 */
export const azure: Provider = {
  id: 'azure',
  name: 'Azure OpenAI',
  shortName: 'Azure',
  kind: 'provider',
  aliases: ['azure-openai', 'azureopenai', 'azure-ai', 'azure-ai-foundry', 'azure-foundry', 'microsoft-azure', 'azureexception'],
  hosts: [
    '.openai.azure.com',
    '.cognitiveservices.azure.com',
    '.services.ai.azure.com',
    '.inference.ai.azure.com',
    'ai.azure.com',
    'oai.azure.com',
  ],
  keyPrefixes: [],
  baseUrls: {},
  headers: {
    requestId: ['apim-request-id', 'x-request-id', 'x-ms-request-id'],
    retry: ['retry-after-ms', 'retry-after'],
    rateLimit: OPENAI_RATE_LIMIT_HEADERS,
  },
  codes: [
    { category: 'model_not_found', codes: ['deploymentnotfound'] },
    { category: 'model_not_found', broad: true, codes: ['resourcenotfound', 'model_not_found'] },
    { category: 'content_filter', codes: ['content_filter', 'responsibleaipolicyviolation'] },
    { category: 'rate_limit', broad: true, codes: ['ratelimitreached', 'too_many_requests', 'rate_limit_exceeded'] },
    { category: 'quota_exhausted', broad: true, codes: ['insufficient_quota'] },
    { category: 'permission', codes: ['permissiondenied', 'accessdenied'] },
    { category: 'authentication', codes: ['unauthorized', 'invalid_api_key'] },
    { category: 'overloaded', codes: ['nocapacity', 'serviceunavailable'] },
    { category: 'server_error', codes: ['internal_server_error'] },
    { category: 'timeout', codes: ['operationtimeout', 'timeout'] },
    { category: 'context_length', codes: ['context_length_exceeded'] },
    {
      category: 'invalid_request',
      codes: ['operationnotsupported', 'unsupported_parameter', 'unsupported_value', 'invalid_function_parameters'],
    },
    { category: 'invalid_request', broad: true, codes: ['invalid_request_error', 'badrequest'] },
  ],
  links: {
    status: 'https://azure.status.microsoft',
    keys: 'https://portal.azure.com',
    limits: 'https://learn.microsoft.com/azure/ai-services/openai/quotas-limits',
    models: 'https://learn.microsoft.com/azure/ai-services/openai/concepts/models',
    docs: 'https://learn.microsoft.com/azure/ai-services/openai/',
  },
};
