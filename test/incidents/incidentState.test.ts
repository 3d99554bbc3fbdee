import { describe, expect, it } from 'vitest';
import type { Incident } from '../../src/incidents/incident.js';
import { incidentState, type KnownSince } from '../../src/incidents/incidentState.js';
import { createIncidents } from '../../src/incidents/incidents.js';
import { rateLimit, sighting, START } from './fixtures.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const incident = (changes: Parameters<typeof rateLimit>[0] = {}): Incident =>
  createIncidents().add(sighting(0, rateLimit(changes))).incident;
const known = (changes: Partial<KnownSince>): KnownSince => ({ now: START, retryAt: null, fixes: [], answers: [], ...changes });
const later = (each: Incident, ms: number) => incidentState(each, known({ now: START + ms })).state;
const billing = incident({ category: 'billing', retryable: false });

describe('an incident', () => {
  it('waits until the wait that the server asked for is over, then is open', () => {
    const until = START + 12_000;
    expect(incidentState(incident(), known({ retryAt: until }))).toEqual({ state: 'waiting', until });
    expect(incidentState(incident(), known({ retryAt: until, now: until }))).toEqual({ state: 'open' });
  });

  it('is fixed by a fix that follows it soon, of its own tool, and only while nothing has failed since', () => {
    const fixed = (at: number, tool = 'cline') => incidentState(billing, known({ now: at + HOUR, fixes: [{ tool, at }] })).state;
    expect(fixed(START + MINUTE)).toBe('fixed');
    expect(fixed(START - MINUTE)).toBe('open');
    expect(fixed(START + MINUTE, 'continue')).toBe('open');
    expect(fixed(START + 2 * HOUR)).toBe('open');
  });

  it('is recovered once the endpoint has had the same model answered, under whichever of its names', () => {
    const at = START + 5 * MINUTE;
    const answered = (model: string, tool: string | null = 'cline', time = at) =>
      incidentState(billing, known({ now: at, answers: [{ model, tool, at: time }] })).state;
    expect(answered('anthropic/claude-sonnet-4.6')).toBe('recovered');
    expect(answered('claude-sonnet-4-6', null)).toBe('recovered');
    expect(answered('claude-haiku-4-5')).toBe('open');
    expect(answered('claude-sonnet-4-6', 'continue')).toBe('open');
    expect(answered('claude-sonnet-4-6', 'cline', START - 1)).toBe('open');
  });

  it('is recovered by no answer where its own model is not known', () => {
    const unknown = incident({ model: null });
    const answers = [{ model: 'claude-sonnet-4-6', tool: 'cline', at: START + MINUTE }];
    expect(incidentState(unknown, known({ now: START + MINUTE, answers })).state).toBe('open');
  });

  it('is past an hour after what passes by itself, a day after what stands, and at once when it was called off', () => {
    expect(later(incident(), HOUR)).toBe('open');
    expect(later(incident(), HOUR + 1)).toBe('past');
    expect(later(billing, 23 * HOUR)).toBe('open');
    expect(later(billing, 25 * HOUR)).toBe('past');
    expect(later(incident({ category: 'cancelled' }), 0)).toBe('past');
  });

  it('stays open where the clock was put back', () => {
    expect(incidentState(billing, known({ now: START - 1000 * HOUR })).state).toBe('open');
  });
});
