import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../src/engine/model.js';
import { createIncidents } from '../../src/incidents/incidents.js';
import { rateLimit, sighting, START, wrapper } from './fixtures.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** The four lines that Cline writes for one failed call: the model stands in the third alone, the cause in none. */
function clineLines(afterMs: number): Sighting[] {
  const line = (offset: number, text: string, changes = {}) =>
    sighting(afterMs + offset, wrapper({ message: text, layers: [{ by: 'cline', message: text }], ...changes }), {
      text: `${new Date(START + afterMs + offset).toISOString()} ${text}`,
    });
  return [
    line(0, 'ERROR [ai-sdk] stream error'),
    line(5, 'ERROR Agent run failed'),
    line(6, 'LOG task.provider_api_error Provider returned error', {
      model: 'anthropic/claude-sonnet-4.6',
      gateway: 'openrouter',
      message: 'Provider returned error',
    }),
    line(9, 'LOG send() completed: text=Provider returned error'),
  ];
}

/** The same call as the endpoint or the wire tap shows it. */
function wire(afterMs: number): Sighting {
  return sighting(afterMs, rateLimit(), { source: 'wire', text: `429 at ${afterMs}` });
}

function correlate(sightings: readonly Sighting[]) {
  const incidents = createIncidents();
  for (const each of sightings) incidents.add(each);
  return incidents;
}

describe('one failed call', () => {
  it('is one incident, however many lines the tool writes for it', () => {
    const incidents = createIncidents();
    const added = clineLines(0).map((each) => incidents.add(each));
    expect(incidents.list()).toHaveLength(1);
    expect(added.map((each) => each.isNew)).toEqual([true, false, false, false]);
    expect(incidents.last()).toMatchObject({
      count: 1,
      tools: ['cline'],
      firstAt: START,
      lastAt: START + 9,
      diagnosis: { category: 'unknown', model: 'anthropic/claude-sonnet-4.6', gateway: 'openrouter' },
    });
    expect(incidents.last()?.sightings).toHaveLength(4);
  });

  it.each([
    ['first', -300],
    ['last', 3 * SECOND],
  ])('is named by its cause when the wire is seen %s', (_, wireAfterMs) => {
    const cause = sighting(wireAfterMs, rateLimit({ requestId: 'gen-11' }), { source: 'wire' });
    const both = [...clineLines(0), cause].sort((left, right) => left.at - right.at);
    const incidents = correlate(both);
    expect(incidents.list()).toHaveLength(1);
    expect(incidents.last()).toMatchObject({ count: 1, diagnosis: { category: 'rate_limit', requestId: 'gen-11' } });
  });

  it('takes from the wrapper what the cause does not say, and keeps what it does', () => {
    const incidents = correlate([
      sighting(0, rateLimit({ model: null, status: null, retryAfterSeconds: null }), { source: 'wire' }),
      sighting(20, wrapper({ model: 'anthropic/claude-sonnet-4.6', status: 429, requestId: 'req_7', provider: 'openrouter' })),
    ]);
    expect(incidents.last()?.diagnosis).toMatchObject({
      category: 'rate_limit',
      model: 'anthropic/claude-sonnet-4.6',
      status: 429,
      requestId: 'req_7',
      provider: 'bedrock',
    });
  });

  it('is not joined by a wrapper of another model', () => {
    const incidents = correlate([sighting(0, rateLimit()), sighting(10, wrapper({ model: 'openai/gpt-5.1' }))]);
    expect(incidents.list()).toHaveLength(2);
  });

  it('knows a model by the names that a gateway and a cloud give it', () => {
    const incidents = correlate([
      sighting(0, rateLimit({ model: 'us.anthropic.claude-sonnet-4-6-20260101-v1:0' }), { source: 'wire' }),
      sighting(10, wrapper({ model: 'anthropic/claude-sonnet-4.6:beta' })),
    ]);
    expect(incidents.list()).toHaveLength(1);
  });

  it('is one where a log keeps only an outer layer of what the wire shows, and guesses from it', () => {
    const message = '429 Provider returned error';
    const guess = rateLimit({ category: 'quota_exhausted', confidence: 0.7, message, layers: [{ by: 'openai-sdk', message }] });
    for (const order of [
      [0, 900],
      [900, 0],
    ] as const) {
      const incidents = correlate([sighting(order[0], guess), sighting(order[1], rateLimit(), { source: 'wire' })]);
      expect(incidents.list()).toHaveLength(1);
      expect(incidents.last()).toMatchObject({ count: 1, diagnosis: { category: 'rate_limit' } });
    }
  });

  it('is one under an equal request id, whatever the tool, the time and the category', () => {
    const incidents = correlate([
      sighting(0, wrapper({ requestId: 'req_1', category: 'server_error', confidence: 0.6 }), { tool: 'continue' }),
      sighting(90 * SECOND, rateLimit({ requestId: 'req_1' }), { tool: 'cline', source: 'wire' }),
    ]);
    expect(incidents.list()).toHaveLength(1);
    expect(incidents.last()).toMatchObject({ count: 1, tools: ['continue', 'cline'], diagnosis: { category: 'rate_limit' } });
  });
});

describe('retries', () => {
  it('raise the count and keep the incident open as long as they come', () => {
    const at = [0, 2, 6, 14, 30, 62, 126, 300, 850].map((seconds) => seconds * SECOND);
    const incidents = correlate(at.map((each) => sighting(each, rateLimit())));
    expect(incidents.list()).toHaveLength(1);
    expect(incidents.last()).toMatchObject({ count: 9, firstAt: START, lastAt: START + 850 * SECOND });
  });

  it('are told apart though each leaves four lines and two sources', () => {
    const calls = [0, 2_100, 6_300].flatMap((at) => [wire(at - 40)].concat(clineLines(at)));
    expect(correlate(calls).last()?.count).toBe(3);
  });

  it('that follow at once are counted by the line that repeats', () => {
    expect(correlate([0, 250, 500, 750].flatMap((at) => clineLines(at))).last()?.count).toBe(4);
  });

  it('after ten quiet minutes are a new incident', () => {
    const incidents = correlate([sighting(0, rateLimit()), sighting(10 * MINUTE + 1, rateLimit())]);
    expect(incidents.list().map((each) => each.count)).toEqual([1, 1]);
  });

  it('read late close the gap between two incidents', () => {
    const incidents = createIncidents();
    const first = incidents.add(sighting(0, rateLimit())).incident.id;
    const second = incidents.add(sighting(15 * MINUTE, rateLimit())).incident.id;
    const { incident, isNew } = incidents.add(sighting(8 * MINUTE, rateLimit()));
    expect({ id: incident.id, count: incident.count, isNew }).toEqual({ id: first, count: 3, isNew: false });
    expect(incidents.list()).toHaveLength(1);
    expect(incidents.find(second)).toEqual(incidents.find(first));
  });

  it('show the newest hint and request id', () => {
    const incidents = correlate([
      sighting(0, rateLimit({ retryAfterSeconds: 30, requestId: 'gen-a' })),
      sighting(40 * SECOND, rateLimit({ retryAfterSeconds: 7, requestId: 'gen-b', model: null })),
    ]);
    expect(incidents.last()?.diagnosis).toMatchObject({
      retryAfterSeconds: 7,
      requestId: 'gen-b',
      model: 'anthropic/claude-sonnet-4.6',
    });
  });

  it('through a gateway that tries another provider for the model stay one incident', () => {
    const incidents = correlate([sighting(0, rateLimit()), sighting(20 * SECOND, rateLimit({ provider: 'google' }))]);
    expect(incidents.last()?.count).toBe(2);
  });

  it.each([
    ['category', rateLimit({ category: 'billing' })],
    ['model', rateLimit({ model: 'openai/gpt-5.1' })],
    ['provider without a gateway', rateLimit({ provider: 'groq', gateway: null })],
    ['side that refuses', rateLimit({ origin: 'gateway', provider: null })],
  ])('do not include a failure of another %s', (_, other) => {
    const incidents = correlate([sighting(0, rateLimit()), sighting(20 * SECOND, other)]);
    expect(incidents.list()).toHaveLength(2);
  });

  it('do not include the failure of another tool', () => {
    const incidents = correlate([sighting(0, rateLimit()), sighting(1, rateLimit(), { tool: 'continue' })]);
    expect(incidents.list()).toHaveLength(2);
  });

  it('of calls without a cause take no cause from a call minutes away', () => {
    const incidents = correlate([
      ...clineLines(0),
      ...clineLines(MINUTE),
      sighting(MINUTE + 50, rateLimit(), { source: 'wire' }),
    ]);
    expect(incidents.list().map((each) => [each.diagnosis.category, each.count])).toEqual([
      ['rate_limit', 1],
      ['unknown', 1],
    ]);
  });

  it('whose cause becomes known join the incident of that cause', () => {
    const incidents = createIncidents();
    const first = incidents.add(sighting(0, rateLimit(), { source: 'wire' })).incident.id;
    const [line] = clineLines(MINUTE);
    const opened = incidents.add(line ?? sighting(MINUTE, wrapper()));
    expect(opened.isNew).toBe(true);
    const joined = incidents.add(sighting(MINUTE + 50, rateLimit(), { source: 'wire' }));
    expect(joined).toMatchObject({ isNew: false, incident: { id: first, count: 2 } });
    expect(incidents.list()).toHaveLength(1);
    expect(incidents.find(opened.incident.id)?.id).toBe(first);
  });
});

it('tells news from a further record of what is known', () => {
  const incidents = createIncidents();
  const news = (...sightings: Sighting[]) => sightings.map((each) => incidents.add(each).isNews);
  expect(news(...clineLines(0), wire(30))).toEqual([true, false, false, false, false]);
  expect(news(...clineLines(MINUTE), wire(MINUTE + 30))).toEqual([true, false, false, false, false]);
  expect(incidents.list().map((each) => each.count)).toEqual([2]);
});

describe('a replay', () => {
  it('of a record changes nothing, also under a new id and after a retry', () => {
    const incidents = createIncidents();
    const lines = clineLines(0);
    for (const each of lines) incidents.add(each);
    incidents.add(sighting(MINUTE, wrapper()));
    const before = incidents.list();
    for (const each of lines) {
      expect(incidents.add({ ...each, id: `${each.id}-again` })).toMatchObject({ isNew: false, changed: false });
    }
    expect(incidents.list()).toEqual(before);
  });

  it('through a rotated file does not raise the count', () => {
    const lines = clineLines(0);
    const rotated = lines.map((each) =>
      sighting(0, each.diagnosis, { source: `${each.source}.1`, at: each.at, text: each.text }),
    );
    const incidents = correlate([...lines, ...rotated]);
    expect(incidents.last()?.count).toBe(1);
  });

  it('of a pasted text opens the incident that it opened before', () => {
    const incidents = createIncidents();
    const pasted = { tool: null, source: 'clipboard', text: '429 Too many requests' };
    const first = incidents.add(sighting(0, rateLimit(), pasted));
    const second = incidents.add(sighting(5 * MINUTE, rateLimit(), pasted));
    expect(second).toMatchObject({ changed: false, incident: { id: first.incident.id, count: 1 } });
  });
});

it('keeps a pasted text apart from what the logs say and from other pasted texts', () => {
  const incidents = correlate([
    sighting(0, rateLimit(), { tool: null, source: 'a.log' }),
    sighting(10, rateLimit(), { tool: null, source: 'clipboard', text: 'one' }),
    sighting(20, rateLimit(), { tool: null, source: 'clipboard', text: 'two' }),
  ]);
  expect(incidents.list().map((each) => each.count)).toEqual([1, 1, 1]);
});

describe('bounds', () => {
  it('keep the incidents last seen newest', () => {
    const incidents = createIncidents({ limit: 3 });
    for (let index = 0; index < 10; index += 1) incidents.add(sighting(index * 20 * MINUTE, rateLimit()));
    expect(incidents.list().map((each) => each.lastAt - START)).toEqual([180, 160, 140].map((minutes) => minutes * MINUTE));
  });

  it('keep the sighting with the best diagnosis, and count all calls', () => {
    const full = sighting(0, rateLimit(), { source: 'wire', text: `429 ${'x'.repeat(9_000)}` });
    const weaker = Array.from({ length: 300 }, (_, index) => sighting((index + 1) * 10 * SECOND, rateLimit({ confidence: 0.6 })));
    const incidents = correlate([full, ...weaker]);
    const incident = incidents.last();
    expect(incident?.count).toBe(301);
    expect(incident?.sightings).toHaveLength(20);
    expect(incident?.sightings[0]).toEqual(full);
    expect(incident?.diagnosis.confidence).toBe(0.95);
  });

  it('count a storm of lines that never pauses', () => {
    const incidents = correlate(Array.from({ length: 500 }, (_, index) => sighting(index * 100, rateLimit())));
    expect(incidents.last()).toMatchObject({ count: 500, firstAt: START, lastAt: START + 49_900 });
  });
});

it('names no new incident as one of the history', () => {
  const history = [...correlate([sighting(0, rateLimit())]).list()];
  const { incident } = createIncidents({ history }).add(sighting(0, rateLimit({ category: 'billing' })));
  expect(history.map((each) => each.id)).not.toContain(incident.id);
});

it('lists the newest last seen first, and forgets all on request', () => {
  const incidents = createIncidents();
  expect(incidents.last()).toBeNull();
  incidents.add(sighting(0, rateLimit()));
  incidents.add(sighting(MINUTE, rateLimit({ category: 'billing' })));
  incidents.add(sighting(2 * MINUTE, rateLimit()));
  expect(incidents.list().map((each) => each.diagnosis.category)).toEqual(['rate_limit', 'billing']);
  incidents.clear();
  expect(incidents.list()).toEqual([]);
});
