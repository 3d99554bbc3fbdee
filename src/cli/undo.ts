/** `unwrap undo`: takes a fix back. */
import type { Command } from 'commander';
import { abbreviateHome } from '../watch/abbreviateHome.js';
import { readEnvironment } from '../watch/machine.js';
import { DEFECT_HELP, exitCodes } from './exitCodes.js';
import { print, say } from './output.js';
import { plainJson, plainLine } from './plainText.js';
import { fixesFolder } from './settingsScope.js';

const HELP = `
Without an id the last fix is taken back ("unwrap fix --list" tells them). A file that has changed since the fix is left alone. Only the
newest fixes of a month can be taken back: backups hold what the settings hold, keys too, and are not kept longer.

Exit codes:
  0  the settings are as they were before the fix
  1  nothing was changed: there is no such fix, or a file has changed since
  2  the command line cannot be used${DEFECT_HELP}`;

export function addUndo(program: Command): void {
  program
    .command('undo')
    .description('Take a fix back: the settings are again as they were, byte for byte.')
    .argument('[id]', 'of the fix; without it, the last one')
    .option('--json', 'one JSON object: {"fix": {…}}, or {"error": "…"}')
    .addHelpText('after', HELP)
    .action(runUndo);
}

async function runUndo(id: string | undefined, { json = false }: { readonly json?: boolean }): Promise<void> {
  const environment = readEnvironment();
  const [{ undoFix }, { FixFailure }] = await Promise.all([import('../fixes/undoFix.js'), import('../fixes/fixFailure.js')]);
  try {
    const fix = await undoFix(id ?? null, { folder: fixesFolder(environment), now: Date.now });
    const files = fix.files.map(({ path }) => abbreviateHome(environment, path)).join(', ');
    await print(json ? `${plainJson({ fix })}\n` : `Undone: ${plainLine(fix.title)} (${plainLine(files)}).\n`);
  } catch (error) {
    if (!(error instanceof FixFailure)) throw error;
    if (json) await print(`${plainJson({ error: error.message, code: error.code })}\n`);
    else say(error.message);
    process.exitCode = exitCodes.unchanged;
  }
}
