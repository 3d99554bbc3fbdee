/** What the settings of each tool say, and which fixes were made. */
import * as l10n from '@vscode/l10n';
import { redact } from '../engine/redact.js';
import { unreachable } from '../engine/unreachable.js';
import type { Text } from '../engine/text.js';
import { listFixes } from '../fixes/listFixes.js';
import { FixFailure } from '../fixes/fixFailure.js';
import { fixText } from '../fixes/fixText.js';
import type { JournalEntry } from '../fixes/journal.js';
import { readSettings } from '../fixes/previewFix.js';
import type { Configured, SettingsScope, ToolSettings } from '../tools/fix.js';
import { Refusal } from '../tools/settings/refusal.js';
import { abbreviateHome } from '../watch/abbreviateHome.js';
import { padColumns } from './columns.js';
import { describeTime } from './describeTime.js';
import { chooseColors, print, type Colors } from './output.js';
import { plainJson, plainLine } from './plainText.js';
import { presentFix } from './presentFix.js';
import { sayInEnglish, sayText } from './sayText.js';

interface Listed {
  readonly tool: string;
  readonly name: string;
  /** Those that are there. */
  readonly files: readonly string[];
  readonly settings: Configured | null;
  /** Why they cannot be read; null where they can. */
  readonly problem: Text | null;
}

/** Tools without any file of theirs are left out. */
export async function listSettings(
  tools: readonly ToolSettings[],
  scope: SettingsScope,
  folder: string,
  json: boolean,
): Promise<void> {
  const listed: Listed[] = [];
  for (const tool of tools) {
    const one = await readTool(tool, scope);
    if (one !== null) listed.push(one);
  }
  const fixes = await listFixes(folder, Date.now());
  await print(
    json
      ? `${plainJson({ tools: listed.map(presentTool), fixes: fixes.map(presentFix) })}\n`
      : describe(listed, fixes, scope, chooseColors()),
  );
}

async function readTool(tool: ToolSettings, scope: SettingsScope): Promise<Listed | null> {
  const { id, name } = tool;
  try {
    const { texts } = await readSettings(tool, scope);
    const files = texts.filter(({ text }) => text !== null).map(({ path }) => path);
    if (files.length === 0) return null;
    return {
      tool: id,
      name,
      files,
      settings: withoutSecrets(tool.read({ environment: scope.environment, texts })),
      problem: null,
    };
  } catch (error) {
    return { tool: id, name, files: [], settings: null, problem: problemOf(error) };
  }
}

function problemOf(error: unknown): Text {
  if (error instanceof FixFailure) return error.text;
  if (!(error instanceof Refusal)) throw error;
  return fixText('fixes.refused', { reason: error.reason, remedy: error.remedy });
}

function presentTool({ problem, ...tool }: Listed): object {
  return { ...tool, problem: problem && sayInEnglish(problem) };
}

/** A base URL may hold a name and a password. */
function withoutSecrets(settings: Configured): Configured {
  return { ...settings, baseUrl: settings.baseUrl === null ? null : redact(settings.baseUrl) };
}

function describe(listed: readonly Listed[], fixes: readonly JournalEntry[], scope: SettingsScope, colors: Colors): string {
  const lines = listed.flatMap((each) => describeTool(each, scope, colors));
  if (listed.length === 0) lines.push(l10n.t('No tool has settings here.'));
  lines.push('', colors.bold(l10n.t('Fixes')));
  if (fixes.length === 0) lines.push(`  ${l10n.t('none yet')}`);
  for (const { id, title, state, at } of fixes)
    lines.push(`  ${colors.cyan(id)}  ${describeTime(at)}  ${plainLine(sayText(title))} ${colors.dim(`(${sayState(state)})`)}`);
  return `${lines.join('\n')}\n`;
}

function describeTool(
  { tool, name, files, settings, problem }: Listed,
  { environment }: SettingsScope,
  colors: Colors,
): string[] {
  const facts = [
    [l10n.t('Model'), settings?.model ?? null],
    [l10n.t('Provider'), settings?.provider ?? null],
    [l10n.t('Calls'), settings?.baseUrl ?? null],
    [l10n.t('Set up'), settings === null || settings.models.length < 2 ? null : settings.models.map(({ id }) => id).join(', ')],
    [l10n.t('Problem'), problem && sayText(problem)],
    [l10n.t('Files'), files.map((file) => abbreviateHome(environment, file)).join(', ') || null],
  ] as const;
  return [
    `${colors.bold(plainLine(name))} ${colors.dim(tool)}`,
    ...facts.flatMap(([label, value]) => (value === null ? [] : [`  ${colors.dim(padColumns(label, 9))}${plainLine(value)}`])),
  ];
}

function sayState(state: JournalEntry['state']): string {
  switch (state) {
    case 'applying':
      return l10n.t('applying');
    case 'applied':
      return l10n.t('applied');
    case 'abandoned':
      return l10n.t('abandoned');
    case 'undoing':
      return l10n.t('undoing');
    case 'undone':
      return l10n.t('undone');
    default:
      return unreachable(state);
  }
}
