import type { Provider } from './provider.js';

/** Those that serve it: the domain is shared by all of the cloud's services. */
const REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ca-central-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'sa-east-1',
  'us-gov-east-1',
  'us-gov-west-1',
];

/**
 * @see Amazon Bedrock User Guide, Troubleshooting Amazon Bedrock API error codes
 * @see Amazon Bedrock API Reference, Common errors
 * @see Amazon Bedrock API Reference, InvokeModelWithResponseStream
 */
export const bedrock: Provider = {
  id: 'bedrock',
  name: 'Amazon Bedrock',
  shortName: 'Bedrock',
  kind: 'provider',
  aliases: [
    'amazon-bedrock',
    'aws-bedrock',
    'aws',
    'amazon',
    'bedrock-runtime',
    'bedrockexception',
    'bedrock-converse',
    'amazon-web-services',
  ],
  hosts: [
    ...REGIONS.flatMap((region) => [`bedrock-runtime.${region}.amazonaws.com`, `bedrock.${region}.amazonaws.com`]),
    '.api.aws',
  ],
  keyPrefixes: ['ABSK', 'AKIA', 'ASIA', 'bedrock-api-key-'],
  baseUrls: {},
  headers: { requestId: ['x-amzn-requestid', 'x-amz-request-id'], retry: ['retry-after'], rateLimit: [] },
  codes: [
    {
      category: 'rate_limit',
      broad: true,
      codes: ['throttlingexception', 'throttling', 'throttledexception', 'toomanyrequestsexception'],
    },
    { category: 'quota_exhausted', codes: ['servicequotaexceededexception'] },
    { category: 'permission', broad: true, codes: ['accessdeniedexception', 'accessdenied'] },
    {
      category: 'authentication',
      codes: [
        'expiredtokenexception',
        'expiredtoken',
        'unrecognizedclientexception',
        'invalidclienttokenid',
        'invalidsignatureexception',
        'signaturedoesnotmatch',
        'incompletesignature',
        'incompletesignatureexception',
        'missingauthenticationtoken',
        'missingauthenticationtokenexception',
        'requestexpired',
      ],
    },
    {
      category: 'authentication',
      origin: 'client',
      codes: [
        'credentialsprovidererror',
        'nocredentialserror',
        'unauthorizedssotokenerror',
        'ssotokenloaderror',
        'expiredtokenerror',
      ],
    },
    { category: 'model_not_found', broad: true, codes: ['resourcenotfoundexception'] },
    { category: 'invalid_request', broad: true, codes: ['validationexception', 'validationerror'] },
    { category: 'overloaded', codes: ['modelnotreadyexception', 'serviceunavailableexception', 'serviceunavailable'] },
    { category: 'timeout', codes: ['modeltimeoutexception'] },
    {
      category: 'server_error',
      codes: ['modelerrorexception', 'internalserverexception', 'internalfailure', 'internalservererror'],
    },
    { category: 'stream_interrupted', broad: true, codes: ['modelstreamerrorexception'] },
    { category: 'permission', codes: ['optinrequired', 'notauthorized'] },
  ],
  links: {
    status: 'https://health.aws.amazon.com/health/status',
    keys: 'https://console.aws.amazon.com/bedrock/home#/api-keys',
    billing: 'https://console.aws.amazon.com/billing/home',
    limits: 'https://console.aws.amazon.com/servicequotas/home/services/bedrock/quotas',
    models: 'https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html',
    docs: 'https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html',
  },
};
