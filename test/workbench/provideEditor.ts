import path from 'node:path';
import { provideCodeServer } from './codeServer.js';

/** Before the first test: the browser-hosted VS Code is installed where it is missing, which takes longer than any test may. */
export async function setup(): Promise<void> {
  await provideCodeServer(path.resolve(import.meta.dirname, '..', '..', '.cache'), console.log);
}
