import { describe, expect, it } from 'vitest';
import { readHistory, writeHistory } from '../../src/incidents/history.js';
import { createIncidents } from '../../src/incidents/incidents.js';
import { rateLimit, sighting, wrapper } from './fixtures.js';

const MINUTE = 60_000;

function seen() {
  const incidents = createIncidents();
  for (let index = 0; index < 8; index += 1) incidents.add(sighting(index * 30_000, rateLimit()));
  incidents.add(sighting(20 * MINUTE, wrapper()));
  incidents.add(sighting(40 * MINUTE, rateLimit({ category: 'billing', message: '余额不足 💸' })));
  return incidents;
}

const reload = (stored: unknown): unknown => JSON.parse(JSON.stringify(stored));

const bytes = (stored: unknown): number => Buffer.byteLength(JSON.stringify(stored));

describe('a history', () => {
  it('survives a reload: the same incidents, joined by what comes next', () => {
    const before = seen();
    const after = createIncidents({ history: readHistory(reload(writeHistory(before.list()))) });
    const facts = (incidents: typeof before) =>
      incidents
        .list()
        .map(({ id, count, firstAt, lastAt, tools, diagnosis }) => ({ id, count, firstAt, lastAt, tools, diagnosis }));
    expect(facts(after)).toEqual(facts(before));
    const next = sighting(5 * MINUTE, rateLimit());
    expect(after.add(next)).toMatchObject({ isNew: false, incident: { id: before.add(next).incident.id, count: 9 } });
    expect(after.add(sighting(90 * MINUTE, wrapper()))).toMatchObject({ isNew: true, incident: { count: 1 } });
    expect(new Set(after.list().map((each) => each.id)).size).toBe(4);
  });

  it('keeps the record that the diagnosis was made of, however many say the same with less', () => {
    const incidents = createIncidents();
    const full = sighting(0, rateLimit());
    incidents.add(full);
    for (let index = 1; index < 9; index += 1) incidents.add(sighting(index * 30_000, rateLimit({ confidence: 0.6 })));
    const [stored] = readHistory(reload(writeHistory(incidents.list())));
    expect(stored?.sightings).toContainEqual(full);
    expect(createIncidents({ history: stored ? [stored] : [] }).last()?.lead).toBe(full.id);
  });

  it('knows a record that it holds', () => {
    const record = sighting(0, rateLimit(), { text: `429 ${'x'.repeat(20_000)}` });
    const before = createIncidents();
    before.add(record);
    const after = createIncidents({ history: readHistory(reload(writeHistory(before.list()))) });
    expect(after.add({ ...record, id: 'other' })).toMatchObject({ changed: false, incident: { count: 1 } });
  });

  it('fits its bound in bytes of UTF-8 and keeps the newest', () => {
    const list = seen().list();
    const all = writeHistory(list);
    expect(all).toHaveLength(3);
    expect(writeHistory(list, bytes(all))).toHaveLength(3);
    const bounded = writeHistory(list, bytes(all) - 1);
    expect(bytes(bounded)).toBeLessThan(bytes(all));
    expect(bounded[0]?.diagnosis.category).toBe('billing');
    expect(writeHistory(list, 10)).toEqual([]);
  });

  it.each([undefined, null, 7, 'x', {}, { length: 3 }])('that is no list (%j) is empty', (stored) => {
    expect(readHistory(stored)).toEqual([]);
  });

  it('leaves out what does not read, and keeps the rest', () => {
    const [incident] = writeHistory(seen().list());
    const spoilt = [
      null,
      { ...incident, id: 7 },
      { ...incident, count: 0 },
      { ...incident, count: 1.5 },
      { ...incident, lastAt: 0 },
      { ...incident, sightings: [] },
      { ...incident, diagnosis: { category: 'bad luck' } },
    ];
    expect(readHistory([...spoilt, incident, incident])).toEqual([incident]);
  });
});
