/** Standard output and standard error, the way every command uses them. */
import { once } from 'node:events';
import { isatty } from 'node:tty';
import pc from 'picocolors';
import { plainText } from './plainText.js';

export type Colors = ReturnType<typeof pc.createColors>;

/** For what a program reads. */
export const noColors: Colors = pc.createColors(false);

/** Colours for a person at a terminal: none where the output is piped or `NO_COLOR` is set, unless `FORCE_COLOR` asks for them. */
export function chooseColors(): Colors {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return pc.createColors(false);
  if (FORCE_COLOR) return pc.createColors(FORCE_COLOR !== '0');
  return pc.createColors(isatty(process.stdout.fd) && TERM !== 'dumb');
}

/** How wide the terminal is; lines that go elsewhere are not wrapped. */
export function measureWidth(): number {
  return isatty(process.stdout.fd) ? process.stdout.columns : Infinity;
}

/** Settles when the reader has taken enough for more to be written. */
export async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** A line for a person, beside the output. What it names, a file or an argument, may hold anything. */
export function say(message: string): void {
  process.stderr.write(`unwrap: ${plainText(message)}\n`);
}

/** A reader that has seen enough (`| head`) ends the program without a word. */
export function endQuietlyOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit();
    });
  }
}
