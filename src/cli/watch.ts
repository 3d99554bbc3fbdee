/** `unwrap watch`: tells of each failure of every tool on this machine as it happens. */
import * as l10n from '@vscode/l10n';
import type { Command } from 'commander';
import { explain } from '../engine/explain.js';
import type { Category } from '../engine/model.js';
import type { Incident } from '../incidents/incident.js';
import { createIncidents } from '../incidents/incidents.js';
import { describeCount, describeIncident } from './describeIncident.js';
import { describeTime } from './describeTime.js';
import { DEFECT_HELP } from './exitCodes.js';
import { chooseColors, measureWidth, print, say } from './output.js';
import { plainJson, plainLine } from './plainText.js';
import { presentIncident } from './presentIncident.js';
import { sayText } from './sayText.js';
import { spareMemory } from './spareMemory.js';
import { startWatch } from './startWatch.js';
import { waitForSignal } from './waitForSignal.js';

/** A tool writes several lines for one failed call, the cause in the last: what is told waits for them. */
const SETTLE_MS = 250;
/** Incidents of which is known what was told; more than can still change. */
const REMEMBERED = 500;

const HELP = `
Only what fails from now on is told. With --json each line is {"event": "new" | "update", "incident": {…}}; a further failed
call, or a cause that became known, is an update under the same id. Ctrl-C ends it.

Exit codes:
  0  ended by Ctrl-C or SIGTERM
  2  the command line cannot be used${DEFECT_HELP}`;

export function addWatch(program: Command): void {
  program
    .command('watch')
    .description('Follow the logs of every tool on this machine and explain each failure as it happens.')
    .option('--json', 'one JSON object a line')
    .addHelpText('after', HELP)
    .action(runWatch);
}

async function runWatch({ json = false }: { readonly json?: boolean }): Promise<void> {
  spareMemory();
  const incidents = createIncidents();
  const teller = tell(json);
  /** By incident, what tells of it once its lines have settled. */
  const waiting = new Map<string, NodeJS.Timeout>();
  const tellNow = (id: string): void => {
    clearTimeout(waiting.get(id));
    waiting.delete(id);
    const incident = incidents.find(id);
    if (incident !== null) teller(incident);
  };
  const watch = startWatch({
    onSighting: (sighting) => {
      const { incident, changed } = incidents.add(sighting);
      if (changed && !waiting.has(incident.id)) waiting.set(incident.id, setTimeout(tellNow, SETTLE_MS, incident.id));
    },
    onProblem: say,
  });
  const ended = waitForSignal();
  await watch.ready;
  say(describeStart(watch.sources().flatMap((each) => each.files).length));
  await ended;
  await watch.close();
  for (const id of waiting.keys()) tellNow(id);
}

interface Told {
  readonly count: number;
  readonly category: Category;
}

/** Writes an incident the first time in full, then what has changed of it. */
function tell(json: boolean): (incident: Incident) => void {
  const colors = chooseColors();
  /** By id, what was told last of it; oldest first. */
  const told = new Map<string, Told>();
  const compose = (incident: Incident, before: Told | undefined): string => {
    if (json) return `${plainJson({ event: before === undefined ? 'new' : 'update', incident: presentIncident(incident) })}\n`;
    if (before?.category !== incident.diagnosis.category) {
      return `${describeIncident(incident, { colors, width: measureWidth() })}\n`;
    }
    const again = l10n.t('{calls}, last {time}', { calls: describeCount(incident.count), time: describeTime(incident.lastAt) });
    return `${colors.yellow('↻')} ${plainLine(sayText(explain(incident.diagnosis).short))} ${colors.dim(again)}\n\n`;
  };
  return (incident) => {
    const { id, count, diagnosis } = incident;
    const before = told.get(id);
    if (before?.count === count && before.category === diagnosis.category) return;
    told.delete(id);
    told.set(id, { count, category: diagnosis.category });
    if (told.size > REMEMBERED) told.delete(told.keys().next().value ?? id);
    void print(compose(incident, before));
  };
}

function describeStart(files: number): string {
  return files === 1
    ? l10n.t('1 file is followed, and what appears later too ("unwrap sources" lists them). Ctrl-C ends.')
    : l10n.t('{files} files are followed, and what appears later too ("unwrap sources" lists them). Ctrl-C ends.', { files });
}
