/** `unwrap undo`: takes a fix back. */
import * as l10n from '@vscode/l10n';
import type { Command } from 'commander';
import type { UndoPreview } from '../fixes/undoFix.js';
import type { Environment } from '../tools/tool.js';
import { abbreviateHome } from '../watch/abbreviateHome.js';
import { readEnvironment } from '../watch/machine.js';
import { showLine } from './describePreview.js';
import { DEFECT_HELP, exitCodes } from './exitCodes.js';
import { chooseColors, print, say } from './output.js';
import { plainJson, plainLine } from './plainText.js';
import { presentFix } from './presentFix.js';
import { sayInEnglish, sayText } from './sayText.js';
import { fixesFolder } from './settingsScope.js';
import { unifiedDiff } from './unifiedDiff.js';

const HELP = `
Without an id the last fix is taken back ("unwrap fix --list" tells them). A file that has changed since the fix is left alone, unless
--keep-later is said: then the fix's own change is taken out of it and the rest kept. Some tools write their settings anew at every run.
Only the newest fixes of a month can be taken back: backups hold what the settings hold, keys too, and are not kept longer.

Exit codes:
  0  the settings are as they were before the fix; with --dry-run, they could be
  1  nothing was changed: there is no such fix, or a file has changed since
  2  the command line cannot be used${DEFECT_HELP}`;

interface UndoCliOptions {
  readonly keepLater?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export function addUndo(program: Command): void {
  program
    .command('undo')
    .description('Take a fix back: the settings are again as they were, byte for byte.')
    .argument('[id]', 'of the fix; without it, the last one')
    .option('--keep-later', 'where a file has changed since, take back the change of the fix alone')
    .option('--dry-run', 'show what would change, and change nothing')
    .option('--json', 'one JSON object: {"fix": {…}}, or {"error": "…"}')
    .addHelpText('after', HELP)
    .action(runUndo);
}

async function runUndo(
  id: string | undefined,
  { keepLater = false, dryRun = false, json = false }: UndoCliOptions,
): Promise<void> {
  const environment = readEnvironment();
  const [{ undoFix, previewUndo }, { FixFailure }] = await Promise.all([
    import('../fixes/undoFix.js'),
    import('../fixes/fixFailure.js'),
  ]);
  const desk = { folder: fixesFolder(environment), now: Date.now };
  try {
    const preview = await previewUndo(id ?? null, desk, { keepLater });
    if (!json && (dryRun || keepLater)) await print(describeUndo(preview, environment));
    const fix = dryRun ? preview.entry : await undoFix(preview.entry.id, desk, { keepLater });
    const files = fix.files.map(({ path }) => abbreviateHome(environment, path)).join(', ');
    if (json) await print(`${plainJson({ fix: presentFix(fix) })}\n`);
    else if (!dryRun)
      await print(`${l10n.t('Undone: {title} ({files}).', { title: plainLine(sayText(fix.title)), files: plainLine(files) })}\n`);
  } catch (error) {
    if (!(error instanceof FixFailure)) throw error;
    if (json) await print(`${plainJson({ error: sayInEnglish(error.text), code: error.code })}\n`);
    else say(error.code === 'changed-since' && !keepLater ? `${sayText(error.text)} (--keep-later)` : sayText(error.text));
    process.exitCode = exitCodes.unchanged;
  }
}

function describeUndo({ entry, files }: UndoPreview, environment: Environment): string {
  const colors = chooseColors();
  const head = `${colors.cyan('●')} ${colors.bold(l10n.t('Take back: {title}', { title: plainLine(sayText(entry.title)) }))}\n`;
  return (
    head +
    files
      .map(({ path, before, after }) => unifiedDiff(abbreviateHome(environment, path), before, after ?? '', showLine, colors))
      .join('')
  );
}
