/** `unwrap diagnose`: why the failures in a text happened. */
import type { Command } from 'commander';
import { extractFailures } from '../engine/extract.js';
import type { Sighting } from '../engine/model.js';
import { sight } from '../engine/sight.js';
import type { Incident } from '../incidents/incident.js';
import { createIncidents } from '../incidents/incidents.js';
import { describeIncident } from './describeIncident.js';
import { exitCodes } from './exitCodes.js';
import { openInput } from './openInput.js';
import { chooseColors, print, say } from './output.js';
import { plainJson } from './plainText.js';
import { presentIncident } from './presentIncident.js';
import { readBlocks } from './readBlocks.js';

/** Milliseconds put between failures whose text bears no time: those of one call stand beside each other in a log. */
const UNTIMED_STEP_MS = 500;

const HELP = `
The text may be an error as it was copied, or a whole log. Retries of one failure are told once, with their count; the newest
comes last. Texts are read here and sent nowhere; keys and prompts in them are not shown.

Exit codes:
  0  a failure was found and explained
  1  nothing in the text reads as a failure
  2  the command line or the input cannot be used`;

interface DiagnoseOptions {
  readonly json?: boolean;
  readonly tool?: string;
}

export function addDiagnose(program: Command): void {
  program
    .command('diagnose')
    .description('Tell why the failures in a text or a log happened, and what to do.')
    .argument('[file]', 'the text; - for standard input', '-')
    .option('--tool <id>', 'the assistant that the text is from: cline, continue, cursor, …')
    .option('--json', 'one JSON object: {"incidents": […]}')
    .addHelpText('after', HELP)
    .action(runDiagnose);
}

async function runDiagnose(file: string, { json = false, tool }: DiagnoseOptions): Promise<void> {
  if (file === '-' && process.stdin.isTTY)
    say(`Paste the error, then press ${process.platform === 'win32' ? 'Ctrl-Z and Enter' : 'Ctrl-D'}.`);
  const { incidents, untimed, leftOut } = await collect(file, tool ?? null);
  const isTimed = (incident: Incident): boolean => incident.sightings.some((each) => !untimed.has(each.id));
  if (leftOut > 0) say(`${leftOut} older incidents are left out.`);
  if (json) {
    await print(`${plainJson({ incidents: incidents.map((each) => presentIncident(each, isTimed(each))) })}\n`);
  } else if (incidents.length > 0) {
    const colors = chooseColors();
    await print(incidents.map((each) => describeIncident(each, colors, isTimed(each))).join('\n'));
  } else {
    say('Nothing here reads as a failed model call.');
  }
  process.exitCode = incidents.length > 0 ? exitCodes.done : exitCodes.nothingFound;
}

interface Collected {
  /** Oldest last seen first. */
  readonly incidents: readonly Incident[];
  /** The ids of sightings whose time is made up. */
  readonly untimed: ReadonlySet<string>;
  readonly leftOut: number;
}

async function collect(file: string, tool: string | null): Promise<Collected> {
  const incidents = createIncidents();
  const untimed = new Set<string>();
  const started = Date.now();
  let time: number | null = null;
  let number = 0;
  let opened = 0;
  for await (const block of readBlocks(openInput(file), say)) {
    for (const observation of extractFailures(block)) {
      number += 1;
      const seen: Pick<Sighting, 'id' | 'tool' | 'source' | 'at'> = {
        id: String(number),
        tool: tool ?? observation.tool ?? null,
        source: file === '-' ? 'input' : file,
        // What bears no time happened about when what stands before it did.
        at: observation.at ?? time ?? started + number * UNTIMED_STEP_MS,
      };
      if (observation.at === null || observation.at === undefined) {
        if (time === null) untimed.add(seen.id);
      } else time = observation.at;
      const sighting = sight(observation, seen);
      if (sighting !== null && incidents.add(sighting).isNew) opened += 1;
    }
  }
  const list = incidents.list().toReversed();
  return { incidents: list, untimed, leftOut: Math.max(0, opened - list.length) };
}
