/** A log without failures, as an assistant writes one over months: many short records, some with JSON, numbers and the word "error". */
import { closeSync, openSync, writeSync } from 'node:fs';

const WORDS =
  'session factory resolved state manager provider openrouter model anthropic tool read file src index typescript workspace checkpoint commit diff apply message translator hub webview post cache hook agent loop turn usage tokens stream chunk content'.split(
    ' ',
  );
const SPEAKERS = [
  'SdkController',
  'SessionFactory',
  'VscodeSessionHost',
  'MessageTranslator',
  'HooksAdapter',
  'NoOpTelemetryProvider',
  'CheckpointTracker',
  'Task 1755890000123',
];
const LEVELS = ['LOG', 'LOG', 'LOG', 'LOG', 'DEBUG', 'INFO', 'TRACE', 'WARN'];
const BATCH = 20_000;

/** Seeded: every run scans the same bytes. */
function* draw(): Generator<number> {
  for (let state = 20_261_120; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

export function writeNoisyLog(path: string, bytes: number): void {
  const numbers = draw();
  const next = (below: number): number => Math.floor((numbers.next().value ?? 0) * below);
  const word = (): string => WORDS[next(WORDS.length)] ?? '';
  const file = openSync(path, 'w');
  let at = Date.UTC(2026, 7, 22, 20, 11);
  for (let written = 0; written < bytes;) {
    const lines: string[] = [];
    for (let count = 0; count < BATCH; count += 1) {
      at += next(300);
      const text = Array.from({ length: 4 + next(18) }, word).join(' ');
      const detail = next(10) === 0 ? ` {"ts":${at},"id":"${next(2 ** 30).toString(36)}","errors":0,"messages":${next(90)}}` : '';
      const aside = next(50) === 0 ? ' 0 errors so far' : '';
      const head = `${new Date(at).toISOString()} ${LEVELS[next(LEVELS.length)]}`;
      if (next(12) === 0)
        lines.push(`${head} ClineHandler chunk:{"id":"gen-${at}","choices":[{"delta":{"content":"${word()}"}}]}\n`);
      else lines.push(`${head} [${SPEAKERS[next(SPEAKERS.length)]}] ${text}${aside}${detail}\n`);
    }
    written += writeSync(file, lines.join(''));
  }
  closeSync(file);
}
