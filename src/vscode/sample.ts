import type { Incident } from '../incidents/incident.js';
import { createIncidents } from '../incidents/incidents.js';
import { sightText } from './sightText.js';

/** A failure as an assistant writes it into its log: invented, in OpenRouter's real format. */
const TEXT = `OpenRouter API Error: 429 ${JSON.stringify({
  error: {
    message: 'Provider returned error',
    code: 429,
    metadata: {
      raw: JSON.stringify({
        message: 'anthropic/claude-sonnet-4.6: Too many tokens per minute, please wait 30 seconds before trying again.',
      }),
      provider_name: 'Amazon Bedrock',
    },
  },
})}`;

/** Incidents that are made up to be looked at. They are in no list and no history, and their ids are no other's. */
export class Samples {
  private readonly incidents = new Map<string, Incident>();

  /** Diagnoses the built-in text as any other; the id of the incident that it makes. */
  add(): string {
    const [sighting] = sightText(TEXT, 'selection', Date.now());
    if (!sighting) throw new Error('The sample is no failure.');
    const id = `sample-${this.incidents.size + 1}`;
    this.incidents.set(id, { ...createIncidents().add(sighting).incident, id });
    return id;
  }

  find(id: string): Incident | null {
    return this.incidents.get(id) ?? null;
  }
}
