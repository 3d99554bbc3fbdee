import { describe, expect, it } from 'vitest';
import { createBreakers, type ObservedBreakers } from '../../src/endpoint/breakers.js';
import type { Place } from '../../src/endpoint/places.js';

const place: Place = { upstream: 'u', key: 'k', model: 'm' };
const policy = { failures: 3, cooldownMs: 1_000 };

interface Clock {
  at: number;
}

function setUp(): { breakers: ObservedBreakers; clock: Clock } {
  const clock = { at: 1_000_000 };
  return {
    breakers: createBreakers(
      () => policy,
      () => clock.at,
    ),
    clock,
  };
}

function fail(breakers: ObservedBreakers, times: number): void {
  for (let time = 0; time < times; time++) breakers.fail(place, 'server_error', null);
}

describe('a breaker', () => {
  it('opens on consecutive failures, and on no fewer', () => {
    const { breakers, clock } = setUp();
    fail(breakers, 2);
    breakers.succeed(place);
    fail(breakers, 2);
    expect(breakers.ask(place)).toEqual({ kind: 'go' });
    fail(breakers, 1);
    expect(breakers.ask(place)).toMatchObject({ kind: 'closed', opensAt: clock.at + 1_000 });
  });

  it('is of one upstream, key and model', () => {
    const { breakers } = setUp();
    fail(breakers, 3);
    for (const other of [{ upstream: 'v' }, { key: 'l' }, { model: 'n' }, { model: null }]) {
      expect(breakers.ask({ ...place, ...other })).toEqual({ kind: 'go' });
    }
  });

  it('lets one probe through; its success closes it', () => {
    const { breakers, clock } = setUp();
    fail(breakers, 3);
    clock.at += 1_000;
    expect(breakers.ask(place).kind).toBe('go');
    expect(breakers.ask(place).kind).toBe('closed');
    breakers.succeed(place);
    expect(breakers.ask(place).kind).toBe('go');
    expect(breakers.ask(place).kind).toBe('go');
  });

  it('doubles its cooldown with each failed probe, up to a cap', () => {
    const { breakers, clock } = setUp();
    fail(breakers, 3);
    const waits: number[] = [];
    for (let probe = 0; probe < 14; probe++) {
      const leave = breakers.ask(place);
      if (leave.kind !== 'closed') throw new Error('It is closed.');
      waits.push(leave.opensAt - clock.at);
      clock.at = leave.opensAt;
      expect(breakers.ask(place).kind).toBe('go');
      fail(breakers, 1);
    }
    expect(waits.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(waits.at(-1)).toBe(600_000);
  });

  it('gives a cancelled probe to the next', () => {
    const { breakers, clock } = setUp();
    fail(breakers, 3);
    clock.at += 1_000;
    breakers.ask(place);
    breakers.release(place);
    expect(breakers.ask(place).kind).toBe('go');
  });

  it('takes a 429 as a cooldown by its hint, and as no failure', () => {
    const { breakers, clock } = setUp();
    for (let time = 0; time < 9; time++) breakers.fail(place, 'rate_limit', null);
    expect(breakers.ask(place).kind).toBe('go');
    breakers.fail(place, 'rate_limit', clock.at + 5_000);
    expect(breakers.ask(place)).toMatchObject({ kind: 'closed', opensAt: clock.at + 5_000 });
    breakers.succeed(place);
    expect(breakers.ask(place).kind).toBe('closed');
    clock.at += 5_000;
    expect(breakers.ask(place).kind).toBe('go');
    expect(breakers.ask(place).kind).toBe('go');
  });

  it('does not believe an absurd hint', () => {
    const { breakers, clock } = setUp();
    breakers.fail(place, 'rate_limit', clock.at + 1e15);
    expect(breakers.ask(place)).toMatchObject({ kind: 'closed', opensAt: clock.at + 600_000 });
    breakers.fail({ ...place, model: 'n' }, 'rate_limit', clock.at - 5);
    expect(breakers.ask({ ...place, model: 'n' }).kind).toBe('go');
  });

  it('counts a refusal of the request itself as a sign of life', () => {
    const { breakers } = setUp();
    fail(breakers, 2);
    breakers.fail(place, 'invalid_request', null);
    fail(breakers, 2);
    expect(breakers.ask(place).kind).toBe('go');
  });

  it('remembers a bounded number of places, and none that never failed', () => {
    const { breakers } = setUp();
    for (let model = 0; model < 5_000; model++) breakers.succeed({ ...place, model: String(model) });
    expect(breakers.report()).toEqual([]);
    for (let model = 0; model < 5_000; model++) breakers.fail({ ...place, model: String(model) }, 'network', null);
    expect(breakers.report()).toHaveLength(1_000);
  });

  it('reports its state', () => {
    const { breakers, clock } = setUp();
    const stateOf = () => breakers.report().map(({ state }) => state);
    fail(breakers, 1);
    expect(stateOf()).toEqual(['closed']);
    fail(breakers, 2);
    expect(stateOf()).toEqual(['open']);
    clock.at += 1_000;
    expect(stateOf()).toEqual(['half-open']);
  });
});
