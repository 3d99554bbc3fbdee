import { setTimeout as pause } from 'node:timers/promises';
import type { OutputChannel } from 'vscode';
import { scenarios } from '../scenarios.js';
import { storm } from '../storm.js';
import { clineLines } from './clineLines.js';

const BATCH_MS = 100;

/** Writes what is left of many failed calls, without the calls: evenly over the storm's time. */
export async function writeStorm(channel: OutputChannel): Promise<void> {
  const causes = storm.causes.flatMap((id) => scenarios.find((scenario) => scenario.id === id) ?? []);
  const begun = performance.now();
  for (let written = 0; written < storm.failures;) {
    const due = Math.min(1, (performance.now() - begun) / (storm.seconds * 1000)) * storm.failures;
    for (; written < due; written += 1) {
      const scenario = causes[written % causes.length];
      if (scenario?.answer.kind !== 'http') throw new Error('a storm is made of answers');
      const { status, body } = scenario.answer;
      const outcome = { kind: 'http', status, body: typeof body === 'string' ? body : JSON.stringify(body) } as const;
      for (const line of clineLines(scenario, outcome, new Date())) channel.appendLine(line);
    }
    await pause(BATCH_MS);
  }
}
