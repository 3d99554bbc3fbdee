import type { Incident } from '../incidents/incident.js';
import type { Owned } from './disposableList.js';

/** The newest incident that nobody has looked at yet, or null. One at a time: a storm is one alert. */
export class Alert {
  private current: Incident | null = null;
  private readonly listeners = new Set<(incident: Incident | null) => void>();

  get incident(): Incident | null {
    return this.current;
  }

  onChange(listener: (incident: Incident | null) => void): Owned {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Alerts of this incident from now on; null is quiet. */
  set(incident: Incident | null): void {
    this.current = incident;
    for (const listener of this.listeners) listener(incident);
  }

  /** Quiet again, if it is this incident that is alerted of. */
  lookAt(incidentId: string): void {
    if (this.current?.id === incidentId) this.set(null);
  }
}
