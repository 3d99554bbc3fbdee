import type { Provider } from './provider.js';

export const databricks: Provider = {
  id: 'databricks',
  name: 'Databricks',
  kind: 'provider',
  aliases: ['databricks-mosaic', 'mosaic-ai', 'databricksexception'],
  hosts: ['.cloud.databricks.com', '.azuredatabricks.net', '.gcp.databricks.com', 'databricks.com', '.databricks.com'],
  keyPrefixes: ['dapi'],
  baseUrls: {},
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: {
    request_limit_exceeded: { category: 'rate_limit' },
    resource_exhausted: { category: 'rate_limit', broad: true },
    permission_denied: { category: 'permission' },
    unauthenticated: { category: 'authentication' },
    bad_request: { category: 'invalid_request', broad: true },
    invalid_parameter_value: { category: 'invalid_request' },
    malformed_request: { category: 'invalid_request' },
    endpoint_not_found: { category: 'model_not_found' },
    resource_does_not_exist: { category: 'model_not_found' },
    temporarily_unavailable: { category: 'overloaded' },
    workspace_temporarily_unavailable: { category: 'overloaded' },
    internal_error: { category: 'server_error' },
    deadline_exceeded: { category: 'timeout' },
    cancelled: { category: 'cancelled' },
  },
  links: {
    status: 'https://status.databricks.com',
    limits: 'https://docs.databricks.com/aws/en/machine-learning/foundation-model-apis/limits',
    models: 'https://docs.databricks.com/aws/en/machine-learning/foundation-model-apis/supported-models',
    docs: 'https://docs.databricks.com/aws/en/machine-learning/foundation-model-apis/',
  },
  sources: [
    'Databricks documentation, Foundation Model APIs limits',
    'databricks/databricks-sdk-py:databricks/sdk/errors/platform.py',
  ],
};
