/** `unwrap diagnose`: why the failures in a text happened. */
import * as l10n from '@vscode/l10n';
import type { Command } from 'commander';
import { extractFailures } from '../engine/extract.js';
import { sight } from '../engine/sight.js';
import type { Incident } from '../incidents/incident.js';
import { createIncidents } from '../incidents/incidents.js';
import { describeIncident } from './describeIncident.js';
import { DEFECT_HELP, exitCodes } from './exitCodes.js';
import { openText } from './openInput.js';
import { chooseColors, measureWidth, print, say } from './output.js';
import { plainJson } from './plainText.js';
import { presentIncident } from './presentIncident.js';
import { readBlocks } from './readBlocks.js';
import { spareMemory } from './spareMemory.js';

/** Milliseconds put between failures whose text bears no time: those of one call stand beside each other in a log. */
const UNTIMED_STEP_MS = 500;
/** Begins the id of a sighting whose time is made up. */
const UNTIMED = 'untimed-';

const HELP = `
The text may be an error as it was copied, or a whole log. Retries of one failure are told once, with their count; the newest
comes last. Texts are read here and sent nowhere; keys and prompts in them are not shown.

Exit codes:
  0  a failure was found and explained
  1  nothing in the text reads as a failure
  2  the command line or the input cannot be used${DEFECT_HELP}`;

interface DiagnoseOptions {
  readonly json?: boolean;
  readonly tool?: string;
}

export function addDiagnose(program: Command): void {
  program
    .command('diagnose')
    .description('Tell why the failures in a text or a log happened, and what to do.')
    .argument('[file]', 'the text; - for standard input', '-')
    .option('--tool <id>', 'the tool that the text is from: cline, continue, cursor, …')
    .option('--json', 'one JSON object: {"incidents": […]}')
    .addHelpText('after', HELP)
    .action(runDiagnose);
}

async function runDiagnose(file: string, { json = false, tool }: DiagnoseOptions): Promise<void> {
  spareMemory();
  if (file === '-' && process.stdin.isTTY) {
    say(
      process.platform === 'win32'
        ? l10n.t('Paste the error, then press Ctrl-Z and Enter.')
        : l10n.t('Paste the error, then press Ctrl-D.'),
    );
  }
  const incidents = await collect(file, tool ?? null);
  if (json) {
    await print(`${plainJson({ incidents: incidents.map((each) => presentIncident(each, isTimed(each))) })}\n`);
  } else if (incidents.length > 0) {
    const page = { colors: chooseColors(), width: measureWidth() };
    await print(incidents.map((each) => describeIncident(each, page, isTimed(each))).join('\n'));
  } else {
    say(l10n.t('Nothing here reads as a failed model call.'));
  }
  process.exitCode = incidents.length > 0 ? exitCodes.done : exitCodes.nothingFound;
}

/** The incidents in a text, oldest last seen first. */
async function collect(file: string, tool: string | null): Promise<Incident[]> {
  const incidents = createIncidents();
  const started = Date.now();
  let time: number | null = null;
  let number = 0;
  const opened = new Set<string>();
  for await (const block of readBlocks(openText(file), say)) {
    for (const observation of extractFailures(block)) {
      number += 1;
      // What bears no time happened about when what stands before it did.
      time = observation.at ?? time;
      const sighting = sight(observation, {
        id: `${time === null ? UNTIMED : ''}${number}`,
        tool: tool ?? observation.tool ?? null,
        source: file === '-' ? 'input' : file,
        at: time ?? started + number * UNTIMED_STEP_MS,
      });
      if (sighting === null) continue;
      const { incident, isNew } = incidents.add(sighting);
      if (isNew) opened.add(incident.id);
    }
  }
  const list = incidents.list().toReversed();
  // One that became part of another is still found by its id; one beyond the limit is not.
  const isCut = [...opened].some((id) => incidents.find(id) === null);
  if (isCut) say(l10n.t('More has failed here; the last {count} incidents are told.', { count: list.length }));
  return list;
}

function isTimed({ sightings }: Incident): boolean {
  return sightings.some((each) => !each.id.startsWith(UNTIMED));
}
