/** Every provider and gateway known, each in its own file beside this one. */
import { aiHubMix } from './aiHubMix.js';
import { anthropic } from './anthropic.js';
import { antigravity } from './antigravity.js';
import { atlasCloud } from './atlasCloud.js';
import { azure } from './azure.js';
import { baidu } from './baidu.js';
import { baseten } from './baseten.js';
import { bedrock } from './bedrock.js';
import { bifrost } from './bifrost.js';
import { cerebras } from './cerebras.js';
import { chuizi } from './chuizi.js';
import { chutes } from './chutes.js';
import { cline } from './cline.js';
import { cloudflare } from './cloudflare.js';
import { codexProxy } from './codexProxy.js';
import { cohere } from './cohere.js';
import { copilot } from './copilot.js';
import { crossModel } from './crossModel.js';
import { cursor } from './cursor.js';
import { dashscope } from './dashscope.js';
import { databricks } from './databricks.js';
import { deepInfra } from './deepInfra.js';
import { deepseek } from './deepseek.js';
import { envoy } from './envoy.js';
import { evoLink } from './evoLink.js';
import { featherless } from './featherless.js';
import { fireworks } from './fireworks.js';
import { friendli } from './friendli.js';
import { githubModels } from './githubModels.js';
import { gmiCloud } from './gmiCloud.js';
import { google } from './google.js';
import { groq } from './groq.js';
import { huggingface } from './huggingface.js';
import { hyperbolic } from './hyperbolic.js';
import { iFlytek } from './iFlytek.js';
import { inception } from './inception.js';
import { kilo } from './kilo.js';
import { kiro } from './kiro.js';
import { kluster } from './kluster.js';
import { lambda } from './lambda.js';
import { liteLlm } from './liteLlm.js';
import { llamaCpp } from './llamaCpp.js';
import { lmStudio } from './lmStudio.js';
import { minimax } from './minimax.js';
import { mistral } from './mistral.js';
import { moonshot } from './moonshot.js';
import { nebius } from './nebius.js';
import { newApi } from './newApi.js';
import { novita } from './novita.js';
import { nvidia } from './nvidia.js';
import { ollama } from './ollama.js';
import { openai } from './openai.js';
import { oneApi } from './oneApi.js';
import { opencode } from './opencode.js';
import { openRouter } from './openRouter.js';
import { parasail } from './parasail.js';
import { perplexity } from './perplexity.js';
import { poolside } from './poolside.js';
import { portkey } from './portkey.js';
import { replicate } from './replicate.js';
import { requesty } from './requesty.js';
import { routstr } from './routstr.js';
import { sambanova } from './sambanova.js';
import { siliconflow } from './siliconflow.js';
import { stepFun } from './stepFun.js';
import { together } from './together.js';
import { tokenMix } from './tokenMix.js';
import { uniApi } from './uniApi.js';
import { venice } from './venice.js';
import { vercel } from './vercel.js';
import { vllm } from './vllm.js';
import { volcengine } from './volcengine.js';
import { windsurf } from './windsurf.js';
import { workersAi } from './workersAi.js';
import { xai } from './xai.js';
import { xiaomi } from './xiaomi.js';
import { zai } from './zai.js';
import type { Provider } from './provider.js';

export const providers: readonly Provider[] = [
  aiHubMix,
  anthropic,
  antigravity,
  atlasCloud,
  azure,
  baidu,
  baseten,
  bedrock,
  bifrost,
  cerebras,
  chuizi,
  chutes,
  cline,
  cloudflare,
  codexProxy,
  cohere,
  copilot,
  crossModel,
  cursor,
  dashscope,
  databricks,
  deepInfra,
  deepseek,
  envoy,
  evoLink,
  featherless,
  fireworks,
  friendli,
  githubModels,
  gmiCloud,
  google,
  groq,
  huggingface,
  hyperbolic,
  iFlytek,
  inception,
  kilo,
  kiro,
  kluster,
  lambda,
  liteLlm,
  llamaCpp,
  lmStudio,
  minimax,
  mistral,
  moonshot,
  nebius,
  newApi,
  novita,
  nvidia,
  ollama,
  oneApi,
  openai,
  opencode,
  openRouter,
  parasail,
  perplexity,
  poolside,
  portkey,
  replicate,
  requesty,
  routstr,
  sambanova,
  siliconflow,
  stepFun,
  together,
  tokenMix,
  uniApi,
  venice,
  vercel,
  vllm,
  volcengine,
  windsurf,
  workersAi,
  xai,
  xiaomi,
  zai,
];
