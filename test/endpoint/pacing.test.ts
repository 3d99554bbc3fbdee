import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPacing, type ObservedPacing } from '../../src/endpoint/pacing.js';
import { QueueFull } from '../../src/endpoint/places.js';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

function never(): AbortSignal {
  return new AbortController().signal;
}

function setUp(perUpstream = 2, queue = 3): ObservedPacing {
  return createPacing(() => ({ perUpstream, queue }), Date.now);
}

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

describe('pacing', () => {
  it('lets in as many as there are places, and the next in their order', async () => {
    const pacing = setUp();
    const leave = [pacing.tryEnter('u'), pacing.tryEnter('u')];
    expect(pacing.tryEnter('u')).toBeNull();
    expect(pacing.tryEnter('other')).not.toBeNull();
    const order: number[] = [];
    const waiting = [1, 2].map(async (number) => {
      const out = await pacing.enter('u', never());
      order.push(number);
      return out;
    });
    await settle();
    expect(order).toEqual([]);
    leave[0]?.();
    leave[0]?.();
    await settle();
    expect(order).toEqual([1]);
    leave[1]?.();
    await Promise.all(waiting);
    expect(order).toEqual([1, 2]);
    expect(pacing.report()[0]).toEqual({ upstream: 'u', active: 2, waiting: 0 });
  });

  it('does not let anyone past the line', async () => {
    const pacing = setUp(1);
    const leave = pacing.tryEnter('u');
    const first = pacing.enter('u', never());
    leave?.();
    expect(pacing.tryEnter('u')).toBeNull();
    (await first)();
    expect(pacing.tryEnter('u')).not.toBeNull();
  });

  it('refuses who finds the queue full, with a time to come back', async () => {
    const pacing = setUp(1, 1);
    const leave = pacing.tryEnter('u');
    void pacing.enter('u', never());
    const refused = await pacing.enter('u', never()).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(QueueFull);
    expect(refused).toMatchObject({ retryAfterSeconds: 10 });
    leave?.();
  });

  it('lets who is cancelled out of the line at once', async () => {
    const pacing = setUp(1, 1);
    const leave = pacing.tryEnter('u');
    const client = new AbortController();
    const waiting = pacing.enter('u', client.signal).catch((error: unknown) => error);
    client.abort(new Error('gone'));
    expect(await waiting).toMatchObject({ message: 'gone' });
    expect(pacing.report()[0]).toMatchObject({ waiting: 0 });
    leave?.();
    await expect(pacing.enter('u', client.signal)).rejects.toThrow('gone');
    expect(pacing.tryEnter('u')).not.toBeNull();
  });

  it('holds everyone back until a spent limit resets', async () => {
    const pacing = setUp();
    pacing.holdUntil('u', Date.now() + 3_000);
    expect(pacing.tryEnter('u')).toBeNull();
    const entered = vi.fn<() => void>();
    void pacing.enter('u', never()).then(entered);
    await vi.advanceTimersByTimeAsync(2_900);
    expect(entered).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(entered).toHaveBeenCalledOnce();
  });

  it('does not hold anyone for longer than a person would wait', () => {
    const pacing = setUp();
    for (const at of [Date.now() + 3_600_000, Number.NaN, -1]) pacing.holdUntil('u', at);
    expect(pacing.tryEnter('u')).not.toBeNull();
  });

  it('brings a thousand through eight places, eight at a time', async () => {
    const pacing = setUp(8, 1_000);
    let most = 0;
    let active = 0;
    const all = Array.from({ length: 1_000 }, async () => {
      const leave = pacing.tryEnter('u') ?? (await pacing.enter('u', never()));
      most = Math.max(most, ++active);
      await new Promise((resolve) => setTimeout(resolve, 5));
      active--;
      leave();
    });
    await vi.advanceTimersByTimeAsync(1_000);
    await Promise.all(all);
    expect({ most, active }).toEqual({ most: 8, active: 0 });
  });
});
