/**
 * Words by which one provider or gateway alone is known, where no field, host or exception names it. A provider's own name counts
 * too, unless it is part of a model's id, a path or a package.
 */
import { providers } from './providers/list.js';

/** By id, in the order in which they are trusted: a gateway's words come before those that it quotes. */
const SIGNATURES: Readonly<Record<string, readonly string[]>> = {
  openrouter: [
    'provider returned error',
    'free-models-per-',
    'no endpoints found',
    'no allowed providers are available',
    'no cookie auth credentials',
    'no auth credentials found',
    'requires more credits, or fewer max_tokens',
    '"middle-out"',
    'accumulate your rate limits',
    'guardrail restrictions and data policy',
    'is not a valid model id',
  ],
  'one-api': ['one_api_error'],
  aihubmix: ['aihubmix'],
  litellm: ['litellm proxy', 'litellm_proxy', 'no healthy deployment available', 'litellm/router.py', 'litellm router'],
  'new-api': [
    'new_api_error',
    'new_api_panic',
    'shell_api_error',
    '当前分组',
    '预扣费额度失败',
    '预扣费失败',
    '需要预扣费',
    '用户额度不足',
    '该令牌',
    '令牌额度',
  ],
  opencode: ['opencode zen', 'opencode.ai/zen', 'freeusagelimiterror', 'error from provider ('],
  google: [
    'generate_content_free_tier',
    'generatecontentinputtokens',
    'generaterequestsper',
    'user location is not supported for the api use',
    'harm_category',
    'publisher model',
    'candidate was blocked due to',
    'finishreasonsafety',
    'generatecontentresponse',
    'model_capacity_exhausted',
    'promptfeedback',
  ],
  azure: [
    'aka.ms/cogsvc',
    'aka.ms/oai',
    'cognitiveservices',
    'azure openai',
    "microsoft's content management policy",
    'responsibleaipolicyviolation',
    'deploymentnotfound',
    'wrong api endpoint. make sure to provide a valid key',
  ],
  bedrock: [
    'bedrock runtime',
    'awsbedrockruntime',
    'bedrockruntime',
    'bedrock:invokemodel',
    'inference profile',
    'amazon bedrock',
  ],
  anthropic: [
    'claude api',
    'credit balance is too low to access the anthropic',
    'anthropic api',
    'status.claude.com',
    'output blocked by content filtering policy',
    'claude usage limit',
    'claude ai usage',
    // Its protocol's paths and ids, whatever the JSON around them has suffered.
    'type":"error","error"',
    'type": "error", "error"',
    'messages.#content',
    'tools.#custom',
    'prompt is too long: # tokens > #',
    'tool_use_id`',
    'tool_use` ids',
    'srvtoolu_',
    'toolu_',
    'req_011',
  ],
  openai: ['in organization org-', 'sk-proj-'],
  dashscope: ['internalerror.algo', 'datainspectionfailed', 'data_inspection_failed'],
  // Its codes stand in brackets before the message.
  zai: ['[1113][', '[1210][', '[1211][', '[1214][', '[1301][', '[1302][', '[1303][', '[1304][', '[1305][', '[1308]['],
  groq: ['service tier `on_demand`', 'gsk_'],
  windsurf: ['cascade error', 'cascade has encountered', 'cascade cannot'],
  lmstudio: ['try to load the model with a larger context length', 'lm studio'],
  baidu: ['qianfan', 'wenxinworkshop'],
  databricks: ['ai_query'],
  copilot: ['github copilot', 'premium request', 'capierror'],
  deepseek: ['content exists risk'],
  volcengine: ['the model or endpoint … does not exist or you do not have access to it'],
  xai: ['your newly created team', 'incorrect api key provided: xa'],
  ollama: ['try pulling it first', 'llama runner process'],
  huggingface: ['hugging face', 'inference providers'],
  replicate: ['replicate.'],
};

const TRUST: readonly string[] = Object.keys(SIGNATURES);

/** Ids known by their words, the most trusted first. */
export function byTrust(ids: readonly string[]): readonly string[] {
  return ids.length < 2 ? ids : ids.toSorted((a, b) => TRUST.indexOf(a) - TRUST.indexOf(b));
}

/** Names that are also plain words, or that stand in texts of many others. */
const NOT_BY_NAME: ReadonlySet<string> = new Set([
  'lambda',
  'together',
  'inception',
  'venice',
  'envoy',
  'cline',
  'kilo',
  'cursor',
  'copilot',
  'openai',
  'google',
  'meta',
  'azure',
  'friendli',
  'parasail',
  'inference',
  'workers',
  'moonshot',
  'perplexity',
]);

export interface Signature {
  readonly id: string;
  /** Whether it is only the name. */
  readonly byName: boolean;
  readonly forms: readonly string[];
}

export function signatures(): Signature[] {
  const own = Object.entries(SIGNATURES).map(([id, forms]) => ({ id, byName: false, forms }));
  const named = providers.map(({ id, name }) => ({
    id,
    byName: true,
    forms: [...new Set([id, name.toLowerCase()])]
      .filter((form) => form.length > 3 && !NOT_BY_NAME.has(form))
      .map((form) => `${form}$`),
  }));
  return [...own, ...named];
}

/** Not `openrouter/auto`, `@mistral-ai`, `api.groq.com`, `groq_api_key`. */
export function standsAlone(low: string, start: number, end: number): boolean {
  return !'/.@-_$'.includes(low[start - 1] ?? ' ') && !'/-_@.$'.includes(followed(low, end));
}

/** A full stop that ends a sentence is no part of a name. */
function followed(low: string, end: number): string {
  const next = low[end] ?? ' ';
  return next === '.' && /\s|$/.test(low[end + 1] ?? ' ') ? ' ' : next;
}
