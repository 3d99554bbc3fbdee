/** `unwrap sources`: for each tool what was found, what is followed, and what is out of reach and why. */
import type { Command } from 'commander';
import type { SourceReport } from '../watch/source.js';
import { chooseColors, print, say, type Colors } from './output.js';
import { plainJson, plainLine } from './plainText.js';
import { startWatch } from './startWatch.js';

const HELP = `
Exit codes:
  0  the places were looked at
  2  the command line cannot be used`;

const STATES: Record<SourceReport['state'], { mark: string; paint: keyof Colors & ('green' | 'dim' | 'yellow'); words: string }> =
  {
    followed: { mark: '✓', paint: 'green', words: 'followed' },
    'not-found': { mark: '·', paint: 'dim', words: 'not found' },
    unreadable: { mark: '!', paint: 'yellow', words: 'unreadable' },
    'out-of-reach': { mark: '–', paint: 'yellow', words: 'out of reach' },
  };

export function addSources(program: Command): void {
  program
    .command('sources')
    .description('Tell which traces of which assistants can be followed on this machine, and which not and why.')
    .option('--json', 'one JSON object: {"sources": […]}')
    .addHelpText('after', HELP)
    .action(runSources);
}

async function runSources({ json = false }: { readonly json?: boolean }): Promise<void> {
  const watch = startWatch({ onSighting: () => undefined, onProblem: say });
  await watch.ready;
  const sources = watch.sources();
  await watch.close();
  await print(json ? `${plainJson({ sources })}\n` : describeSources(sources, chooseColors()));
}

function describeSources(sources: readonly SourceReport[], colors: Colors): string {
  const names = new Set(sources.map((each) => each.toolName));
  return [...names]
    .map((name) =>
      describeTool(
        name,
        sources.filter((each) => each.toolName === name),
        colors,
      ),
    )
    .join('\n');
}

function describeTool(tool: string, reports: readonly SourceReport[], colors: Colors): string {
  const lines = reports.flatMap((report) => {
    const { mark, paint, words } = STATES[report.state];
    const where = report.files.length > 0 ? report.files : [report.pattern].filter((pattern) => pattern !== null);
    return [
      `  ${colors[paint](mark)} ${plainLine(report.label)} ${colors.dim(words)}`,
      ...where.map((path) => `      ${plainLine(path)}`),
      ...(report.reason === null ? [] : [`      ${colors.dim(plainLine(report.reason))}`]),
    ];
  });
  return `${[colors.bold(plainLine(tool)), ...lines].join('\n')}\n`;
}
