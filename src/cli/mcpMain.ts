/** `unwrap mcp` alone, for an editor to start: packed with the extension, it shares the engine that lies there already. */
import { Command } from 'commander';
import { addMcp } from './mcp.js';
import { runProgram } from './runProgram.js';
import { version } from './version.js';

const program = new Command('unwrap').version(version).showHelpAfterError('(--help tells more)').exitOverride();
addMcp(program);
void runProgram(program);
