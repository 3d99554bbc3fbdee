import { CommanderError } from 'commander';
import { exitCodes } from './exitCodes.js';
import { endQuietlyOnClosedPipe, say } from './output.js';
import { createProgram } from './program.js';
import { UnusableInput } from './unusableInput.js';

endQuietlyOnClosedPipe();
try {
  await createProgram().parseAsync();
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
