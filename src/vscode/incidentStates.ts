import type { Incident } from '../incidents/incident.js';
import { incidentState, type AnsweredCall, type IncidentState, type StandingFix } from '../incidents/incidentState.js';
import { retryAtOf } from './retryAtOf.js';

export interface IncidentStatesHost {
  readonly readFixes: () => Promise<readonly StandingFix[]>;
  readonly answers: () => readonly AnsweredCall[];
  /** Incidents stand otherwise now. */
  readonly onChange: () => void;
  readonly onFailure: (error: unknown) => void;
}

/** Other windows and the command line apply fixes too: who looks at the incidents has them read again, no more often than this. */
const READ_AGAIN_MS = 3_000;

/** How the incidents of this window stand, for whoever shows them. */
export class IncidentStates {
  private fixes: readonly StandingFix[] = [];
  private readAt = -Infinity;

  constructor(private readonly host: IncidentStatesHost) {}

  readonly stateOf = (incident: Incident): IncidentState => {
    const now = Date.now();
    if (Math.abs(now - this.readAt) > READ_AGAIN_MS) this.refresh();
    return incidentState(incident, { now, retryAt: retryAtOf(incident), fixes: this.fixes, answers: this.host.answers() });
  };

  /** A fix was applied or undone. */
  refresh(): void {
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
