import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Event, Extension } from 'vscode';
import type { Observation } from '../../src/engine/model.js';
import type { Seen } from '../../src/engine/sight.js';
import { tools } from '../../src/tools/list.js';
import { LiveErrors } from '../../src/vscode/liveErrors.js';

const ROO = 'RooVeterinaryInc.roo-cline';
const ZOO = 'ZooCodeOrganization.zoo-code';

type Other = Pick<Extension<unknown>, 'isActive' | 'exports'>;

let installed: Map<string, Other>;
let listeners: Set<() => unknown>;
let told: [Observation, Seen][];
let problems: string[];
let changes: number;
let live: LiveErrors;

const changed = (): void => listeners.forEach((listener) => listener());
const onDidChange: Event<void> = (listener) => {
  const own = (): unknown => listener();
  listeners.add(own);
  return { dispose: () => listeners.delete(own) };
};

function listen(): LiveErrors {
  return new LiveErrors({
    tools,
    extensions: { getExtension: (id) => installed.get(id), onDidChange },
    onObservation: (observation, seen) => void told.push([observation, seen]),
    onProblem: (message) => void problems.push(message),
    onSourcesChange: () => (changes += 1),
  });
}

/** In VS Code too it is an error to read what an inactive extension exports. */
const asleep: Other = {
  isActive: false,
  get exports(): unknown {
    throw new Error('not active');
  },
};

const failed = (ts: number, text = '429\nOpenRouter completion error: slow down'): object => ({
  taskId: '1',
  action: 'created',
  message: { ts, type: 'ask', ask: 'api_req_failed', text },
});

beforeEach(() => {
  vi.useFakeTimers();
  installed = new Map();
  listeners = new Set();
  told = [];
  problems = [];
  changes = 0;
});

afterEach(() => {
  live.dispose();
  vi.useRealTimers();
});

describe("an extension's own events", () => {
  it('are told of with tool, time and source, each failure under an id of its own', () => {
    const roo = new EventEmitter();
    installed.set(ROO, { isActive: true, exports: roo });
    live = listen();
    roo.emit('message', failed(1_795_000_000_000));
    roo.emit('message', failed(1_795_000_060_000));
    expect(told).toEqual([
      [
        { raw: '429\nOpenRouter completion error: slow down', status: 429, at: 1_795_000_000_000 },
        { id: expect.any(String), tool: 'roo', source: ROO, at: 1_795_000_000_000 },
      ],
      [expect.anything(), expect.objectContaining({ at: 1_795_000_060_000 })],
    ]);
    expect(new Set(told.map(([, { id }]) => id)).size).toBe(2);
  });

  it('are waited for without starting the extension', () => {
    installed.set(ROO, asleep);
    live = listen();
    expect(live.sources()).toMatchObject([{ toolName: 'Roo Code', state: 'not-found' }]);
    const roo = new EventEmitter();
    installed.set(ROO, { isActive: true, exports: roo });
    vi.advanceTimersByTime(3_000);
    expect(live.sources()).toMatchObject([{ toolName: 'Roo Code', state: 'followed' }]);
    expect(changes).toBe(2);
    // Nothing is left to wait for.
    expect(vi.getTimerCount()).toBe(0);
    roo.emit('message', failed(1));
    expect(told).toHaveLength(1);
  });

  it('are followed of one that is installed later, and of its successor, once each', () => {
    live = listen();
    expect(vi.getTimerCount()).toBe(0);
    const first = new EventEmitter();
    installed.set(ZOO, { isActive: true, exports: first });
    changed();
    changed();
    first.emit('message', failed(1));
    const second = new EventEmitter();
    installed.set(ZOO, { isActive: true, exports: second });
    changed();
    expect(first.listenerCount('message')).toBe(0);
    second.emit('message', failed(2));
    expect(told.map(([, { tool, at }]) => [tool, at])).toEqual([
      ['zoo', 1],
      ['zoo', 2],
    ]);
    installed.clear();
    changed();
    expect([second.listenerCount('message'), live.sources()]).toEqual([0, []]);
  });

  it('are not looked for in an extension that has none to give', () => {
    installed.set('kilocode.kilo-code', { isActive: true, exports: undefined });
    installed.set(ZOO, { isActive: true, exports: { on: 'always' } });
    live = listen();
    expect([live.sources(), vi.getTimerCount(), problems]).toEqual([[], 0, []]);
  });

  it('do the other extension no harm, whatever comes of them', () => {
    const roo = new EventEmitter();
    installed.set(ROO, { isActive: true, exports: roo });
    live = listen();
    const hostile = {
      get message(): never {
        throw new Error('no');
      },
    };
    for (const event of [null, 7, {}, { message: {} }, hostile]) expect(() => roo.emit('message', event)).not.toThrow();
    expect(told).toEqual([]);
    installed.set(ZOO, {
      isActive: true,
      exports: {
        on: () => {
          throw new Error('deaf');
        },
        off: () => {},
      },
    });
    expect(changed).not.toThrow();
    expect(problems).toContainEqual(`${ZOO} cannot be listened to: Error: deaf`);
  });

  it('are heard no more after the end', () => {
    const roo = new EventEmitter();
    installed.set(ROO, { isActive: true, exports: roo });
    installed.set(ZOO, asleep);
    live = listen();
    live.dispose();
    expect([roo.listenerCount('message'), listeners.size, vi.getTimerCount()]).toEqual([0, 0, 0]);
  });
});
