import { expect, it } from 'vitest';
import type { Diagnosis, Sighting } from '../../src/engine/model.js';
import { createIncidents } from '../../src/incidents/incidents.js';
import { trailOf } from '../../src/incidents/trail.js';
import { rateLimit, sighting, wrapper } from './fixtures.js';

/** As the endpoint tells it; `tool` is known where the client says who it is. */
function atEndpoint(afterMs: number, diagnosis: Diagnosis, tool: string | null = null): Sighting {
  return sighting(afterMs, diagnosis, {
    tool,
    source: 'endpoint',
    text: `POST /api/v1/chat/completions\n\n${diagnosis.message}`,
  });
}

const kept = wrapper({ model: 'anthropic/claude-sonnet-4.6', gateway: 'openrouter' });

it.each([null, 'cline'])(
  'What the endpoint saw and a tool kept the wrapper of is one incident of the cause and the tool (caller: %s)',
  (tool) => {
    const seen = atEndpoint(0, rateLimit(), tool);
    const written = sighting(90, kept);
    for (const order of [
      [seen, written],
      [written, seen],
    ]) {
      const incidents = createIncidents();
      for (const each of order) incidents.add(each);
      expect(incidents.list()).toHaveLength(1);
      expect(incidents.last()).toMatchObject({
        tools: ['cline'],
        count: 1,
        lead: seen.id,
        diagnosis: { category: 'rate_limit' },
      });
    }
  },
);

it('Of a status that a tool reads otherwise, the cause is what the upstream said', () => {
  const incidents = createIncidents();
  const message = 'Country, region, or territory not supported';
  incidents.add(
    atEndpoint(
      0,
      rateLimit({ category: 'region_restricted', status: 403, message, layers: [{ by: 'openrouter', message }] }),
      'cline',
    ),
  );
  const guess = 'Failed to authenticate';
  incidents.add(
    sighting(
      40,
      rateLimit({ category: 'authentication', status: 403, message: guess, layers: [{ by: 'cline', message: guess }] }),
    ),
  );
  expect(incidents.list()).toHaveLength(1);
  expect(incidents.last()?.diagnosis.category).toBe('region_restricted');
});

it('What the tool did not keep of it is marked as dropped', () => {
  const incidents = createIncidents();
  incidents.add(atEndpoint(0, rateLimit()));
  incidents.add(sighting(90, kept));
  const incident = incidents.last();
  const trail = incident === null ? [] : trailOf(incident);
  expect(trail.at(-1)).toMatchObject({ source: 'endpoint', tool: null, dropped: true });
});

it('Two exchanges that say the same at one time are two failed calls', () => {
  const incidents = createIncidents();
  incidents.add(atEndpoint(0, rateLimit(), 'codex'));
  incidents.add(atEndpoint(0, rateLimit(), 'codex'));
  expect(incidents.last()).toMatchObject({ tools: ['codex'], count: 2 });
});
