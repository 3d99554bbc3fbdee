import type { Incidents } from '../incidents/incidents.js';
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

/** Diagnoses the built-in text as any other; the id of the incident that it makes. */
export function addSample(samples: Pick<Incidents, 'add'>): string {
  const [sighting] = sightText(TEXT, 'selection', Date.now());
  if (!sighting) throw new Error('The sample is no failure.');
  return samples.add(sighting).incident.id;
}
