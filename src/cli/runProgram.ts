/** Runs a program to its end, and says by the exit code how it went. */
import { CommanderError, type Command } from 'commander';
import { exitCodes } from './exitCodes.js';
import { endQuietlyOnClosedPipe, say } from './output.js';
import { UnusableInput } from './unusableInput.js';

export async function runProgram(program: Command): Promise<void> {
  endQuietlyOnClosedPipe();
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.unusable;
    else if (error instanceof UnusableInput) {
      say(error.message);
      process.exitCode = exitCodes.unusable;
    } else {
      say(`this is a defect of Unwrap, please report it:\n${error instanceof Error ? error.stack : String(error)}`);
      process.exitCode = exitCodes.defect;
    }
  }
}
