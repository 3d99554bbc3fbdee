import { Command } from 'commander';
import { addClassify } from './classify.js';
import { addDiagnose } from './diagnose.js';
import { addExport } from './export.js';
import { addFix } from './fix.js';
import { addMcp } from './mcp.js';
import { addServe } from './serve.js';
import { addSources } from './sources.js';
import { addUndo } from './undo.js';
import { version } from './version.js';
import { addWatch } from './watch.js';

export function createProgram(): Command {
  const program = new Command('unwrap')
    .description("Tells why an AI assistant's model call failed, and what to do about it.")
    .version(version)
    .showHelpAfterError('(--help tells more)')
    .exitOverride();
  for (const add of [addDiagnose, addWatch, addServe, addExport, addFix, addUndo, addClassify, addSources, addMcp]) add(program);
  return program;
}
