import type { Incident } from '../incidents/incident.js';
import { fixOf, incidentState, type AnsweredCall, type IncidentState } from '../incidents/incidentState.js';
import type { Owned } from './disposableList.js';
import { retryAtOf } from './retryAtOf.js';
import type { AppliedFix } from './standingFixes.js';

export interface IncidentStatesHost {
  /** Newest first. */
  readonly readFixes: () => Promise<readonly AppliedFix[]>;
  readonly answers: () => readonly AnsweredCall[];
  /** Incidents stand otherwise now, or times are told in other words. */
  readonly onChange: () => void;
  readonly onFailure: (error: unknown) => void;
}

/** Other windows and the command line apply fixes too: who looks at the incidents has them read again, no more often than this. */
const READ_AGAIN_MS = 3_000;

const SETTLE_MS = 1_000;

const DAY_MS = 24 * 60 * 60_000;

/** How the incidents of this window stand, for whoever shows them. */
export class IncidentStates implements Owned {
  private fixes: readonly AppliedFix[] = [];
  private readAt = -Infinity;
  private again: NodeJS.Timeout | undefined;
  private waking: NodeJS.Timeout | undefined;
  /** Epoch milliseconds. */
  private wakesAt = Infinity;

  constructor(private readonly host: IncidentStatesHost) {
    this.wakeBy(nextHour());
  }

  readonly stateOf = (incident: Incident): IncidentState => {
    const now = Date.now();
    if (Math.abs(now - this.readAt) > READ_AGAIN_MS) this.look();
    const state = incidentState(incident, { now, retryAt: retryAtOf(incident), fixes: this.fixes, answers: this.host.answers() });
    if (state.state === 'waiting') this.wakeBy(state.until);
    return state;
  };

  readonly fixOf = (incident: Incident): AppliedFix | null => fixOf(incident, this.fixes);

  /** The newest that stands, of a day: what was done longer ago is no news to be told of. */
  get lastFix(): AppliedFix | null {
    return this.fixes.find(({ at }) => Date.now() - at < DAY_MS) ?? null;
  }

  /** A fix was applied or undone, or is about to be: its notification may stand for long. */
  refresh(): void {
    this.look();
    clearTimeout(this.again);
    this.again = setTimeout(() => this.look(), SETTLE_MS);
    this.again.unref();
  }

  dispose(): void {
    clearTimeout(this.again);
    clearTimeout(this.waking);
  }

  /** A wait ends, and a day, though nothing happens. */
  private wakeBy(at: number): void {
    if (at >= this.wakesAt) return;
    this.wakesAt = at;
    clearTimeout(this.waking);
    this.waking = setTimeout(() => {
      this.wakesAt = Infinity;
      this.wakeBy(nextHour());
      this.host.onChange();
    }, at - Date.now());
    this.waking.unref();
  }

  private look(): void {
    this.readAt = Date.now();
    this.read().catch(this.host.onFailure);
  }

  private async read(): Promise<void> {
    const fixes = await this.host.readFixes();
    const isChanged = JSON.stringify(fixes) !== JSON.stringify(this.fixes);
    this.fixes = fixes;
    if (isChanged) this.host.onChange();
  }
}

/** With it what is past changes, and which day is today. Of the clock of who looks, which need not be a whole one of UTC. */
function nextHour(): number {
  return new Date().setMinutes(60, 0, 0);
}
