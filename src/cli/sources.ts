/** `unwrap sources`: for each tool what was found, what is followed, and what is out of reach and why. */
import * as l10n from '@vscode/l10n';
import type { Command } from 'commander';
import type { Text } from '../engine/text.js';
import type { SourceReport } from '../watch/source.js';
import { DEFECT_HELP } from './exitCodes.js';
import { chooseColors, print, say, type Colors } from './output.js';
import { plainJson, plainLine } from './plainText.js';
import { sayInEnglish, sayText } from './sayText.js';
import { startWatch } from './startWatch.js';

const HELP = `
Places that hold nothing yet are only counted: they are followed as soon as they do.

Exit codes:
  0  the places were looked at
  2  the command line cannot be used${DEFECT_HELP}`;

interface SourcesOptions {
  readonly json?: boolean;
  readonly all?: boolean;
}

export function addSources(program: Command): void {
  program
    .command('sources')
    .description('Tell which traces of which tools can be followed on this machine, and which not and why.')
    .option('--all', 'list the places that hold nothing yet, too')
    .option('--json', 'one JSON object with all of them: {"sources": […]}')
    .addHelpText('after', HELP)
    .action(runSources);
}

async function runSources({ json = false, all = false }: SourcesOptions): Promise<void> {
  const watch = startWatch({ onSighting: () => undefined, onProblem: say });
  await watch.ready;
  const sources = watch.sources();
  await watch.close();
  await print(
    json
      ? `${plainJson({ sources: sayReports(sources, sayInEnglish) })}\n`
      : describeSources(sayReports(sources, sayText), all, chooseColors()),
  );
}

/** A report in words. */
type Source = Omit<SourceReport, 'label' | 'reason'> & { readonly label: string; readonly reason: string | null };

function sayReports(reports: readonly SourceReport[], sayOne: (text: Text) => string): Source[] {
  return reports.map(({ label, reason, ...report }) =>
    Object.assign(report, { label: sayOne(label), reason: reason && sayOne(reason) }),
  );
}

function describeSources(sources: readonly Source[], all: boolean, colors: Colors): string {
  const tools = new Map<string, Source[]>();
  for (const each of sources) tools.set(each.toolName, [...(tools.get(each.toolName) ?? []), each]);
  const absent = [...tools].filter(([, reports]) => !all && reports.every(isAbsent)).map(([tool]) => tool);
  const told = [...tools].filter(([tool]) => !absent.includes(tool));
  return [...told.map(([tool, reports]) => describeTool(tool, reports, all, colors)), ...describeAbsent(absent, colors)].join(
    '\n',
  );
}

function isAbsent({ state }: Source): boolean {
  return state === 'not-found' || state === 'out-of-reach';
}

/** Of most tools that Unwrap knows nothing is on one machine: they are named, and no more. */
function describeAbsent(tools: readonly string[], colors: Colors): string[] {
  return tools.length === 0
    ? []
    : [
        `${colors.bold(l10n.t('Not found here'))}\n  ${colors.dim(`· ${l10n.t('{tools} (--all tells where they are looked for)', { tools: tools.map(plainLine).join(', ') })}`)}\n`,
      ];
}

/** What is followed first, what can never be last. */
function describeTool(tool: string, reports: readonly Source[], all: boolean, colors: Colors): string {
  const inState = (state: Source['state']): Source[] => reports.filter((each) => each.state === state);
  const lines = [colors.bold(plainLine(tool))];
  for (const { label, files } of inState('followed')) lines.push(`  ${colors.green('✓')} ${plainLine(label)}`, ...indent(files));
  for (const { label, pattern, reason } of inState('unreadable')) {
    lines.push(`  ${colors.red('!')} ${plainLine(label)}: ${plainLine(reason ?? l10n.t('unreadable'))}`, ...indent([pattern]));
  }
  const missing = inState('not-found');
  if (all) {
    for (const { label, pattern } of missing) {
      lines.push(
        `  ${colors.dim(`· ${l10n.t('{place}: nothing there yet', { place: plainLine(label) })}`)}`,
        ...indent([pattern]),
      );
    }
  } else if (missing.length > 0) {
    const said =
      missing.length === 1
        ? l10n.t('nothing there yet in 1 place (--all lists it)')
        : l10n.t('nothing there yet in {count} places (--all lists them)', { count: missing.length });
    lines.push(`  ${colors.dim(`· ${said}`)}`);
  }
  for (const [reason, labels] of groupByReason(inState('out-of-reach'))) {
    const said = l10n.t('out of reach: {places}', { places: labels.map(plainLine).join(', ') });
    lines.push(`  ${colors.yellow('–')} ${said}`, ...indent([reason]));
  }
  return `${lines.join('\n')}\n`;
}

function groupByReason(reports: readonly Source[]): Map<string | null, string[]> {
  const groups = new Map<string | null, string[]>();
  for (const { reason, label } of reports) groups.set(reason, [...(groups.get(reason) ?? []), label]);
  return groups;
}

function indent(texts: readonly (string | null)[]): string[] {
  return texts.flatMap((text) => (text === null ? [] : [`      ${plainLine(text)}`]));
}
