/** A fix for a person at a terminal, before it is made; and for a program. */
import * as l10n from '@vscode/l10n';
import { redact } from '../engine/redact.js';
import type { Text } from '../engine/text.js';
import { unreachable } from '../engine/unreachable.js';
import type { FilePreview, Preview } from '../fixes/previewFix.js';
import type { Plan, Step } from '../tools/fix.js';
import { abbreviateHome } from '../watch/abbreviateHome.js';
import type { Environment } from '../tools/tool.js';
import { chooseColors, measureWidth, noColors, type Colors } from './output.js';
import { plainLine, plainText } from './plainText.js';
import { sayInEnglish, sayText } from './sayText.js';
import { unifiedDiff } from './unifiedDiff.js';
import { wrapText } from './wrapText.js';

/** Several lines, the last one ended. Keys in the files are not shown. */
export function describePreview({ plan, files }: Preview, environment: Environment): string {
  const page = { colors: chooseColors(), width: measureWidth() };
  switch (plan.kind) {
    case 'edits':
      return join([
        head(sayText(plan.title), page.colors),
        ...files.map((file) => diffOf(file, environment, page.colors)),
        ...wrap(l10n.t('Takes effect {when}.', { when: sayText(plan.effect) }), page.width),
        ...notes(plan.notes, page),
        ...steps(plan.steps, page),
      ]);
    case 'guided':
      return join([head(sayText(plan.title), page.colors), ...steps(plan.steps, page), ...notes(plan.notes, page)]);
    case 'api':
      return join([
        head(sayText(plan.title), page.colors),
        ...wrap(l10n.t('This is done in the editor, where the extension takes it.'), page.width),
      ]);
    case 'done':
      return join([`${page.colors.green('✓')} ${plainLine(sayText(plan.title))}.`]);
    case 'refused': {
      const at = plan.at === null ? '' : `${abbreviateHome(environment, plan.at.path)}:${plan.at.line}:${plan.at.column}: `;
      return join([
        `${page.colors.red('●')} ${plainLine(at + redact(sayText(plan.reason)))}`,
        ...wrap(sayText(plan.remedy), page.width),
      ]);
    }
    default:
      return unreachable(plan);
  }
}

/** With the differences as text, so that no key leaves the files. */
export function presentPreview({ tool, toolName, plan, files }: Preview, environment: Environment): object {
  const shown = files.map((file) => ({ path: file.path, diff: diffText(file, environment) }));
  return { tool, toolName, plan: presentPlan(plan, shown) };
}

/** Its texts in English. */
function presentPlan(plan: Plan, files: readonly object[]): object {
  switch (plan.kind) {
    case 'edits':
      return { ...plan, ...presentTexts(plan), effect: sayInEnglish(plan.effect), steps: presentSteps(plan.steps), files };
    case 'guided':
      return { ...plan, ...presentTexts(plan), steps: presentSteps(plan.steps) };
    case 'api':
      return { ...plan, ...presentTexts(plan), effect: sayInEnglish(plan.effect) };
    case 'done':
      return { ...plan, title: sayInEnglish(plan.title) };
    case 'refused':
      return { ...plan, reason: sayInEnglish(plan.reason), remedy: sayInEnglish(plan.remedy) };
    default:
      return unreachable(plan);
  }
}

function presentTexts({ title, notes: some }: Pick<Extract<Plan, { kind: 'edits' }>, 'title' | 'notes'>): object {
  return { title: sayInEnglish(title), notes: some.map(sayInEnglish) };
}

function presentSteps(some: readonly Step[]): object[] {
  return some.map(({ text, value }) => ({ text: sayInEnglish(text), ...(value === undefined ? {} : { value }) }));
}

interface Page {
  readonly colors: Colors;
  readonly width: number;
}

function head(title: string, colors: Colors): string {
  return `${colors.cyan('●')} ${colors.bold(plainLine(title))}`;
}

function diffOf(file: FilePreview, environment: Environment, colors: Colors): string {
  if (file.before === file.after)
    return colors.dim(
      l10n.t('{file} is touched, so that the tool looks again.', { file: plainLine(abbreviateHome(environment, file.path)) }),
    );
  // Settings are often links into a folder of dotfiles: that file is the one to be written.
  const link =
    file.target === file.path
      ? ''
      : `${colors.dim(`  ${l10n.t('It is a link to {file}.', { file: plainLine(abbreviateHome(environment, file.target)) })}`)}\n`;
  return link + unifiedDiff(abbreviateHome(environment, file.path), file.before, file.after, showLine, colors).trimEnd();
}

function diffText(file: FilePreview, environment: Environment): string {
  return file.before === file.after
    ? ''
    : unifiedDiff(abbreviateHome(environment, file.path), file.before, file.after, showLine, noColors);
}

/**
 * What the engine leaves in prose, because its form could be that of a word, is a secret where settings call it one: `TOKEN=…`,
 * `"key": "…"`. Numbers and switches are none (`max_tokens`).
 */
const NAMED_SECRET =
  /((?:key|token|secret|passw(?:or)?d|pwd|credential|cookie)\w{0,40}["']?\s{0,8}[:=]\s{0,8}["']?)(?![\d_.]{1,20}(?!\w)|(?:true|false|null)(?!\w)|\[redacted)[^\s"',;{}]{3,}/gi;

/** Without keys. */
export function showLine(line: string): string {
  return plainText(redact(line).replaceAll(NAMED_SECRET, '$1[redacted key]'));
}

function notes(some: readonly Text[], { width, colors }: Page): string[] {
  return some.flatMap((note) => wrap(sayText(note), width).map((line) => colors.dim(line)));
}

function steps(some: readonly Step[], { width, colors }: Page): string[] {
  return some.flatMap(({ text, value }, index) => [
    ...wrapText(`${some.length > 1 ? `${index + 1}. ` : ''}${plainLine(sayText(text))}`, '  ', width),
    ...(value === undefined ? [] : [`     ${colors.cyan(plainLine(value))}`]),
  ]);
}

function wrap(text: string, width: number): string[] {
  return wrapText(plainLine(text), '  ', width);
}

function join(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
