import { expect, it } from 'vitest';
import { EMPTY_CHRONICLE } from '../../src/incidents/chronicle.js';
import { createIncidents } from '../../src/incidents/incidents.js';
import { panelState } from '../../src/vscode/panelState.js';
import { rateLimit, sighting } from '../incidents/fixtures.js';

it('shows the text that the diagnosis was made of, also where what decided stood beside it', () => {
  const incidents = createIncidents();
  const evidence = [{ rule: 'http/429', text: 'retry-after: 12' }];
  incidents.add(sighting(0, rateLimit({ evidence }), { text: 'the best record' }));
  incidents.add(sighting(30_000, rateLimit({ confidence: 0.6, evidence: [] }), { text: 'a later record that says less' }));
  const facts = {
    list: incidents.list(),
    find: incidents.find,
    sources: [],
    notes: [],
    wire: { isOn: false, sources: [] },
    endpoint: null,
    attemptsOf: () => [],
    isSample: () => false,
    stateOf: () => ({ state: 'open' }) as const,
    chronicle: () => EMPTY_CHRONICLE,
    fixesOf: () => ({ actions: [], checks: [] }),
    nameOf: (id: string) => id,
  };
  expect(panelState({ page: 'quiet' }, facts)).toMatchObject({ incident: { count: 2, text: 'the best record' } });
});
