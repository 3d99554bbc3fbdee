import { createProgram } from './program.js';
import { runProgram } from './runProgram.js';
import { speakLanguageOf } from './speak.js';

await speakLanguageOf(process.env);
await runProgram(createProgram());
