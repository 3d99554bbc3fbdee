/** Every tool that Unwrap knows: one file each, and its line here. */
import { claudeCode } from './claudeCode.js';
import { cline } from './cline.js';
import { codex } from './codex.js';
import { continueTool } from './continue.js';
import { copilot } from './copilot.js';
import { cursor } from './cursor.js';
import { geminiCli } from './geminiCli.js';
import { kilo } from './kilo.js';
import { opencode } from './opencode.js';
import { roo } from './roo.js';
import type { Tool } from './tool.js';
import { windsurf } from './windsurf.js';
import { zed } from './zed.js';
import { zoo } from './zoo.js';

export const tools: readonly Tool[] = [
  cline,
  continueTool,
  cursor,
  copilot,
  claudeCode,
  codex,
  geminiCli,
  opencode,
  roo,
  zoo,
  kilo,
  windsurf,
  zed,
];
