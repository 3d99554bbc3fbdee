import { createProgram } from './program.js';
import { runProgram } from './runProgram.js';

await runProgram(createProgram());
