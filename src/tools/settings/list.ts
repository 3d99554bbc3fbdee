/** Every tool whose settings Unwrap can read or guide through, but those that are changed through an extension's API. */
import type { ToolSettings } from '../fix.js';
import { cursorSettings, windsurfSettings } from './byHand.js';
import { claudeCodeSettings } from './claudeCode.js';
import { clineSettings } from './cline.js';
import { codexSettings } from './codex.js';
import { continueSettings } from './continue.js';
import { copilotSettings } from './copilot.js';
import { geminiCliSettings } from './geminiCli.js';
import { kiloSettings, opencodeSettings } from './opencode.js';
import { zedSettings } from './zed.js';

export const toolSettings: readonly ToolSettings[] = [
  claudeCodeSettings,
  clineSettings,
  codexSettings,
  continueSettings,
  copilotSettings,
  cursorSettings,
  geminiCliSettings,
  kiloSettings,
  opencodeSettings,
  windsurfSettings,
  zedSettings,
];

export function settingsOfTool(id: string): ToolSettings | null {
  return toolSettings.find((each) => each.id === id) ?? null;
}
