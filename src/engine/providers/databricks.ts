import type { Provider } from './provider.js';

/**
 * @see Databricks documentation, Foundation Model APIs limits
 * @see databricks/databricks-sdk-py:databricks/sdk/errors/platform.py
 */
export const databricks: Provider = {
  id: 'databricks',
  name: 'Databricks',
  kind: 'provider',
  aliases: ['databricks-mosaic', 'mosaic-ai', 'databricksexception'],
  hosts: ['.cloud.databricks.com', '.azuredatabricks.net', '.gcp.databricks.com', 'databricks.com', '.databricks.com'],
  keyPrefixes: ['dapi'],
  baseUrls: {},
  headers: { requestId: ['x-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    { category: 'rate_limit', codes: ['request_limit_exceeded'] },
    { category: 'rate_limit', broad: true, codes: ['resource_exhausted'] },
    { category: 'permission', codes: ['permission_denied'] },
    { category: 'authentication', codes: ['unauthenticated'] },
    { category: 'invalid_request', broad: true, codes: ['bad_request'] },
    { category: 'invalid_request', codes: ['invalid_parameter_value', 'malformed_request'] },
    { category: 'model_not_found', codes: ['endpoint_not_found', 'resource_does_not_exist'] },
    { category: 'overloaded', codes: ['temporarily_unavailable', 'workspace_temporarily_unavailable'] },
    { category: 'server_error', codes: ['internal_error'] },
    { category: 'timeout', codes: ['deadline_exceeded'] },
    { category: 'cancelled', codes: ['cancelled'] },
  ],
  links: {
    status: 'https://status.databricks.com',
    limits: 'https://docs.databricks.com/aws/en/machine-learning/foundation-model-apis/limits',
    models: 'https://docs.databricks.com/aws/en/machine-learning/foundation-model-apis/supported-models',
    docs: 'https://docs.databricks.com/aws/en/machine-learning/foundation-model-apis/',
  },
};
