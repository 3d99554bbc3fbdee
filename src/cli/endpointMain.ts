/** `unwrap serve` alone, for the extension to start: packed with it, it shares the engine that lies there already. */
import { Command } from 'commander';
import { runProgram } from './runProgram.js';
import { addServe } from './serve.js';
import { version } from './version.js';

const program = new Command('unwrap').version(version).showHelpAfterError('(--help tells more)').exitOverride();
addServe(program);
void runProgram(program);
