/**
 * Words by which one provider or gateway alone is known, where no field, host or exception names it. A provider's own name counts
 * too, unless it is part of a model's id, a path or a package.
 */
import { providers } from './providers/list.js';

/** By id, in the order in which they are trusted: a gateway's words come before those that it quotes. `|` stands between several. */
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
    'gemini code assist',
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
    "resource has been exhausted (e.g. check quota)|method doesn't allow unregistered callers|pass a valid api key|has not been used in project|expected oauth 2 access token|function call turn comes immediately|invalid json payload received|thought_signature|input token count|generatecontentrequest|generatecontentconfig|aiplatform.|vertex ai|vertexai|gemini has been disabled|gemini api|gemini-code-assist|google cloud|listmodels|application default credentials|unable to submit request because|prohibited_content|due to recitation|ai.google|finishreason.",
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
    'deployment for this resource|openai s0 pricing tier|azure openai|azureopenai|content management policy|azure_openai',
  ],
  bedrock: [
    'bedrock runtime',
    'awsbedrockruntime',
    'bedrockruntime',
    'bedrock:invokemodel',
    'inference profile',
    'amazon bedrock',
    'model identifier is invalid|model use case details|on-demand throughput|model version has reached the end of its life|too many tokens, please wait before trying again|security token included in the request|input is too long for requested model|toolconfig field must be|converse operation|conversestream|invokemodel|an inference profile',
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
    "input length and `max_tokens` exceed context limit|number of request tokens has exceeded|number of concurrent connections has exceeded|exceed your organization's rate limit|this organization has been disabled|authorized for use with claude code|`thinking` or `redacted_thinking`|blocks with cache_control|specified api usage limits|extra usage|appears to violate our usage policy|anthropic's|claude pro|claude max",
  ],
  openai: [
    'in organization org-',
    'sk-proj-',
    "openai's|an api key in an authorization header using bearer auth|organization must be verified|missing scopes: |chatgpt plus|chatgpt pro|chatgpt account|result of our safety system|using codex with|potentially violating our usage policy",
  ],
  dashscope: [
    'internalerror.algo',
    'datainspectionfailed',
    'data_inspection_failed',
    'throttling.ratequota|throttling.allocationquota|input data may contain inappropriate|output data may contain inappropriate|allocated quota exceeded|range of input length should be|use free tier only|model-studio|百炼|dashscope',
  ],
  // Its codes stand in brackets before the message.
  zai: [
    '[1113][',
    '[1210][',
    '[1211][',
    '[1214][',
    '[1301][',
    '[1302][',
    '[1303][',
    '[1304][',
    '[1305][',
    '[1308][',
    '您当前使用该api的|系统检测到输入或生成内容|余额不足或无可用资源包|令牌已过期或验证不正确|模型不存在，请检查模型代码|已达到 # 小时的使用上限|bigmodel|智谱',
  ],
  groq: ['service tier `on_demand`', 'gsk_', 'service tier `on_demand`|failed_generation|console.groq'],
  windsurf: ['cascade error', 'cascade has encountered', 'cascade cannot', 'windsurf|codeium'],
  lmstudio: [
    'try to load the model with a larger context length',
    'lm studio',
    'lms load|when context the overflows|model has crashed without additional|model unloaded',
  ],
  baidu: ['qianfan', 'wenxinworkshop'],
  databricks: ['ai_query'],
  copilot: [
    'github copilot',
    'premium request',
    'capierror',
    'responsible ai service|matched public code|via this integrator|copilot token|sorry, you have been rate-limited|upstream model provider is currently experiencing high demand',
  ],
  deepseek: ['content exists risk', 'authentication fails'],
  volcengine: ['the model or endpoint … does not exist or you do not have access to it'],
  xai: ['your newly created team', 'incorrect api key provided: xa', "team's rate limit is|your team … spending limit"],
  ollama: [
    'try pulling it first',
    'llama runner process',
    'model requires more system memory|registry.ollama.ai/library|ollama run|ollama pull|ollama serve',
  ],
  huggingface: ['hugging face', 'huggingface_hub', 'inference providers', 'hf-inference|call inference providers'],
  replicate: ['replicate.'],
  iflytek: ['xunfei_spark|xunfei|xfyun|iflytek|sparkdesk|appidnoautherror|讯飞'],
  'workers-ai': ['free allocation of # neurons'],
  moonshot: [
    'request reached max organization|request reached organization|request reached max request|exceeded model token limit|rate_limit_reached_error|max organization concurrency',
  ],
  cohere: ['using a trial key|co:here'],
  together: ['rate limit specific to this model|`inputs` tokens + `max_new_tokens` must be'],
  siliconflow: ['request was rejected due to rate limiting. details'],
  mistral: ['service tier capacity exceeded|expected last role user or tool|draft tokens, too large'],
  'llama.cpp': ['exceeds the available context size|llama-server|llama_server'],
  nvidia: ['worker local total request limit|integrate.api.nvidia'],
  cerebras: ["current length is # while limit is|we're experiencing high traffic right now"],
  cursor: [
    'error_not_logged_in|error_openai|error_bad_model|error_free_user|error_pro_user|cursor.com|cursor.sh|cursor.so|cursor rules',
  ],
  fireworks: [
    'not found, inaccessible, and/or not deployed|possibly due to reaching the monthly spending limit or failure to pay',
  ],
  kiro: ['monthly_request_count|overage_request_limit|codewhisperer|amazon q'],
  antigravity: ['antigravity'],
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
  const own = Object.entries(SIGNATURES).map(([id, forms]) => ({
    id,
    byName: false,
    forms: forms.flatMap((each) => each.split('|')),
  }));
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
