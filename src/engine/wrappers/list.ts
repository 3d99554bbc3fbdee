/** Every client-side wrapper known. The order is that of nesting seen in practice: a tool's words around an SDK's. */
import { aiSdk } from './aiSdk.js';
import { anthropicSdk } from './anthropicSdk.js';
import { awsSdk } from './awsSdk.js';
import { claudeCode } from './claudeCode.js';
import { cline } from './cline.js';
import { codex } from './codex.js';
import { connect } from './connect.js';
import { continueDev } from './continueDev.js';
import { copilot } from './copilot.js';
import { googleSdk } from './googleSdk.js';
import { langchain } from './langchain.js';
import { litellm } from './litellm.js';
import { openaiSdk } from './openaiSdk.js';
import { opencode } from './opencode.js';
import type { Wrapper } from './wrapper.js';

export const wrappers: readonly Wrapper[] = [
  opencode,
  continueDev,
  copilot,
  codex,
  cline,
  claudeCode,
  langchain,
  litellm,
  connect,
  aiSdk,
  googleSdk,
  awsSdk,
  anthropicSdk,
  openaiSdk,
];
