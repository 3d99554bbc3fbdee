import { describe, expect, it } from 'vitest';
import type { Diagnosis, Sighting } from '../../src/engine/model.js';
import { readHistory, writeHistory } from '../../src/incidents/history.js';
import { createIncidents } from '../../src/incidents/incidents.js';
import { trailOf } from '../../src/incidents/trail.js';
import { rateLimit, sighting, wrapper } from './fixtures.js';

const SECOND = 1_000;

/** As the tap tells it: nobody says whose call it was. */
function onWire(afterMs: number, diagnosis: Diagnosis = rateLimit({ model: null })): Sighting {
  return sighting(afterMs, diagnosis, {
    tool: null,
    source: 'wire',
    text: `POST https://openrouter.ai/api/v1/chat/completions\n\n${diagnosis.message}`,
  });
}

/** What Cline 4.1 keeps of it. */
const kept = (changes: Partial<Diagnosis> = {}): Diagnosis =>
  wrapper({ model: 'anthropic/claude-sonnet-4.6', gateway: 'openrouter', ...changes });

const overloaded = (changes: Partial<Diagnosis> = {}): Diagnosis =>
  rateLimit({
    category: 'overloaded',
    status: 529,
    gateway: null,
    provider: 'anthropic',
    model: null,
    message: 'Overloaded',
    layers: [{ by: 'anthropic', message: 'Overloaded' }],
    ...changes,
  });

/** In either order: a log is read when it is written, the wire when it is heard. */
function correlate(sightings: readonly Sighting[]) {
  const [one, other] = [sightings, sightings.toReversed()].map((order) => {
    const incidents = createIncidents();
    for (const each of order) incidents.add(each);
    return incidents;
  });
  const summary = (incidents: typeof one) =>
    incidents?.list().map(({ tools, count, diagnosis }) => ({ tools, count, category: diagnosis.category }));
  expect(summary(one)).toEqual(summary(other));
  if (one === undefined) throw new Error('nothing was correlated');
  return one;
}

describe('an exchange on the wire and a tool’s log', () => {
  it.each([80, 900, 3 * SECOND])(
    'that keeps the wrapper alone, %d ms later, are one incident of the cause and the tool',
    (afterMs) => {
      const incidents = correlate([onWire(0), sighting(afterMs, kept())]);
      expect(incidents.list()).toHaveLength(1);
      expect(incidents.last()).toMatchObject({
        tools: ['cline'],
        count: 1,
        diagnosis: { category: 'rate_limit', provider: 'bedrock', model: 'anthropic/claude-sonnet-4.6', retryAfterSeconds: 12 },
      });
    },
  );

  it('that names nothing are one where they are of one moment, and two where they are not', () => {
    const nothing = wrapper({ message: 'Something went wrong', layers: [{ by: 'cline', message: 'Something went wrong' }] });
    expect(correlate([onWire(0), sighting(SECOND, nothing)]).list()).toHaveLength(1);
    expect(correlate([onWire(0), sighting(4 * SECOND, nothing)]).list()).toHaveLength(2);
  });

  it('that was written before the answer came tells of another call', () => {
    expect(correlate([sighting(0, kept()), onWire(900)]).list()).toHaveLength(1);
    const incidents = correlate([sighting(0, kept()), onWire(3 * SECOND), sighting(3_050, kept())]);
    expect(incidents.list().map(({ count, diagnosis }) => [count, diagnosis.category])).toEqual([
      [1, 'rate_limit'],
      [1, 'unknown'],
    ]);
  });

  it('that says the same are one call, not two', () => {
    const incidents = correlate([onWire(0), sighting(60, rateLimit())]);
    expect(incidents.list()).toHaveLength(1);
    expect(incidents.last()).toMatchObject({ tools: ['cline'], count: 1 });
  });

  it('that makes another cause of the status are one, and the cause is the wire’s', () => {
    const guess = rateLimit({
      category: 'authentication',
      status: 403,
      confidence: 0.98,
      message: 'Failed to authenticate',
      layers: [{ by: 'cline', message: 'Failed to authenticate' }],
    });
    const told = rateLimit({
      category: 'region_restricted',
      status: 403,
      confidence: 0.8,
      model: null,
      message: 'Country, region, or territory not supported',
      layers: [{ by: 'openrouter', message: 'Country, region, or territory not supported' }],
    });
    const incidents = correlate([onWire(0, told), sighting(40, guess)]);
    expect(incidents.list()).toHaveLength(1);
    expect(incidents.last()?.diagnosis.category).toBe('region_restricted');
  });

  it('of three attempts and one line are one incident of three failed calls', () => {
    const incidents = correlate([onWire(0), onWire(2 * SECOND), onWire(6 * SECOND), sighting(6_050, kept())]);
    expect(incidents.list()).toHaveLength(1);
    expect(incidents.last()).toMatchObject({ tools: ['cline'], count: 3, diagnosis: { category: 'rate_limit' } });
  });

  it('of another model, another gateway or another time stay two', () => {
    expect(correlate([onWire(0, rateLimit()), sighting(50, kept({ model: 'openai/gpt-5.1' }))]).list()).toHaveLength(2);
    expect(correlate([onWire(0), sighting(50, kept({ gateway: 'vercel' }))]).list()).toHaveLength(2);
    expect(correlate([onWire(0), sighting(60 * SECOND, kept())]).list()).toHaveLength(2);
  });

  it('are one under an equal request id', () => {
    const incidents = correlate([
      onWire(0, rateLimit({ requestId: 'req_0123456789' })),
      sighting(20 * SECOND, wrapper({ requestId: 'req_0123456789' })),
    ]);
    expect(incidents.list()).toHaveLength(1);
  });

  it('are not news twice', () => {
    const incidents = createIncidents();
    expect(incidents.add(onWire(0))).toMatchObject({ isNew: true, isNews: true });
    expect(incidents.add(sighting(80, kept()))).toMatchObject({ isNew: false, isNews: false, changed: true });
  });
});

describe('two tools', () => {
  it('that fail at one time, each of its own cause, are two incidents with a cause each', () => {
    const incidents = correlate([
      onWire(0),
      onWire(10, overloaded()),
      sighting(60, wrapper({ provider: 'anthropic', message: 'API Error', layers: [{ by: 'continue', message: 'API Error' }] }), {
        tool: 'continue',
        source: '/logs/continue.log',
      }),
      sighting(70, kept()),
    ]);
    expect(incidents.list().map(({ tools, diagnosis }) => [tools, diagnosis.category])).toEqual(
      expect.arrayContaining([
        [['cline'], 'rate_limit'],
        [['continue'], 'overloaded'],
      ]),
    );
    expect(incidents.list()).toHaveLength(2);
  });

  it('are told apart by what one of them names where the other names nothing', () => {
    const nothing = wrapper({
      message: 'Connection to the model failed',
      layers: [{ by: 'continue', message: 'Connection to the model failed' }],
    });
    const incidents = correlate([
      onWire(0),
      onWire(400, overloaded()),
      sighting(30, nothing, { tool: 'continue', source: '/logs/continue.log' }),
      sighting(450, kept()),
    ]);
    expect(incidents.list().find(({ tools }) => tools.includes('cline'))?.diagnosis.category).toBe('rate_limit');
    expect(incidents.list().find(({ tools }) => tools.includes('continue'))?.diagnosis.category).toBe('overloaded');
  });

  it('do not share one exchange', () => {
    const incidents = correlate([
      onWire(0),
      sighting(50, kept()),
      sighting(60, kept(), { tool: 'continue', source: '/logs/continue.log' }),
    ]);
    expect(incidents.list()).toHaveLength(2);
    expect(
      incidents
        .list()
        .map(({ diagnosis }) => diagnosis.category)
        .sort(),
    ).toEqual(['rate_limit', 'unknown']);
  });

  it('whose logs both name the cause stay two', () => {
    const incidents = correlate([
      onWire(0, rateLimit()),
      sighting(40, rateLimit()),
      onWire(90, overloaded()),
      sighting(120, overloaded(), { tool: 'continue', source: '/logs/continue.log' }),
    ]);
    expect(incidents.list()).toHaveLength(2);
  });
});

describe('exchanges alone', () => {
  it('are counted each, though they say the same at one time', () => {
    expect(correlate([onWire(0), onWire(0), onWire(0)]).last()).toMatchObject({ count: 3, tools: [] });
  });

  it('of different causes stay apart', () => {
    expect(correlate([onWire(0), onWire(1, overloaded())]).list()).toHaveLength(2);
  });
});

describe('what is kept', () => {
  it('of an exchange is the diagnosis, never what went over the wire', () => {
    const incidents = correlate([onWire(0), sighting(80, kept())]);
    const stored = writeHistory(incidents.list());
    expect(JSON.stringify(stored)).not.toContain('POST https://');
    const reopened = createIncidents({ history: readHistory(JSON.parse(JSON.stringify(stored))) });
    expect(reopened.last()).toMatchObject({
      count: 1,
      tools: ['cline'],
      diagnosis: { category: 'rate_limit', provider: 'bedrock' },
    });
  });
});

describe('the trail', () => {
  it('leads from what the tool kept to what the wire shows, and says what the tool dropped', () => {
    const incidents = correlate([onWire(0), sighting(80, kept())]);
    const [incident] = incidents.list();
    expect(incident && trailOf(incident)).toEqual([
      { by: 'openrouter', message: 'Provider returned error', status: 429, source: 'wire', tool: null, dropped: false },
      {
        by: 'bedrock',
        message: 'Too many requests, please wait before trying again.',
        source: 'wire',
        tool: null,
        dropped: true,
      },
    ]);
  });

  it('begins with what the tool said in words of its own', () => {
    const words = 'The model could not be reached';
    const incidents = correlate([onWire(0), sighting(80, kept({ message: words, layers: [{ by: 'cline', message: words }] }))]);
    const [incident] = incidents.list();
    expect((incident ? trailOf(incident) : []).map(({ by, source, dropped }) => [by, source, dropped])).toEqual([
      ['cline', '/logs/1-Cline.log', false],
      ['openrouter', 'wire', true],
      ['bedrock', 'wire', true],
    ]);
  });

  it('of a log or an exchange alone says of nothing that it was dropped', () => {
    for (const only of [onWire(0), sighting(0, rateLimit())]) {
      const [incident] = correlate([only]).list();
      const trail = incident ? trailOf(incident) : [];
      expect(trail).toHaveLength(2);
      expect(trail.some(({ dropped }) => dropped)).toBe(false);
    }
  });
});
