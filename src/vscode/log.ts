import { window, type LogOutputChannel } from 'vscode';
import { OUTPUT_CHANNEL } from './ids.js';

/** The output channel "Unwrap". Its text is shown as text: nothing in it is a link, a command or Markdown. */
export type Log = Pick<LogOutputChannel, 'info' | 'warn' | 'error' | 'dispose'>;

export function createLog(): Log {
  return window.createOutputChannel(OUTPUT_CHANNEL, { log: true });
}

/** Runs one feature's start. One that breaks costs only itself, and says so. */
export function guard<T>(log: Log, feature: string, start: () => T): T | null {
  try {
    return start();
  } catch (error) {
    reportBroken(log, feature, error);
    return null;
  }
}

export function reportBroken(log: Log, feature: string, error: unknown): void {
  log.error(`${feature} does not work: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
