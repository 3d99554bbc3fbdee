/**
 * What a success costs on its way through the endpoint: CPU per request and latency beside a bare pass-through on the same HTTP
 * client, throughput beside a peer, and the memory of many requests and events. Linux alone: CPU and memory are read in `/proc`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startContestant, type Contestant } from './endpoint/contestant.js';
import { load, type Loaded } from './endpoint/load.js';
import { startPortkey } from './endpoint/portkey.js';

const CHAT = '/v1/chat/completions';
const CONNECTIONS = [1, 32, 256];
/** Both contestants take turns, so that a load of the machine meets both. */
const ROUNDS = 3;
const REQUESTS = { json: 6_000, stream: 1_200 };
/** The peer is slow: fewer requests tell as much. */
const PEER_REQUESTS = 1_500;
const MEMORY_REQUESTS = 100_000;
const MEMORY_EVENTS = 1_000_000;
const EVENTS_A_STREAM = 200;

interface Entry {
  readonly contestant: Contestant;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Measured extends Loaded {
  readonly cpuMicroseconds: number;
}

export async function benchEndpoint(): Promise<void> {
  if (process.platform !== 'linux') {
    console.log('  left out: CPU and memory of another process are read in /proc');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'unwrap-bench-'));
  const started: Contestant[] = [];
  const start = async (name: string, argv: readonly string[], env?: NodeJS.ProcessEnv): Promise<Contestant> => {
    const contestant = await startContestant(name, argv, env);
    started.push(contestant);
    return contestant;
  };
  try {
    const upstream = await start('upstream', ['--import', 'tsx', 'test/bench/endpoint/upstream.ts']);
    const bare = await start('bare dispatch', ['--import', 'tsx', 'test/bench/endpoint/passThrough.ts', upstream.origin]);
    const config = join(folder, 'endpoint.jsonc');
    writeFileSync(
      config,
      JSON.stringify({
        upstreams: { bench: { baseUrl: `${upstream.origin}/v1`, protocol: 'openai' } },
        concurrency: { perUpstream: 512, queue: 512 },
      }),
    );
    const unwrap = await start('unwrap', ['dist/unwrap.mjs', 'serve', '--port', '0', '--config', config], {
      XDG_STATE_HOME: folder,
    });
    const floor: Entry = { contestant: bare, path: CHAT };
    const ours: Entry = { contestant: unwrap, path: '/bench/chat/completions' };
    for (const stream of [false, true]) await compare(floor, ours, stream);
    const peer = await startPortkey();
    if (peer) {
      started.push(peer);
      const headers = {
        authorization: 'Bearer bench',
        'x-portkey-provider': 'openai',
        'x-portkey-custom-host': `${upstream.origin}/v1`,
      };
      await compareThroughput(ours, { contestant: peer, path: CHAT, headers });
    }
    await reportMemory(ours);
  } finally {
    await Promise.all(started.map((contestant) => contestant.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(floor: Entry, ours: Entry, stream: boolean): Promise<void> {
  for (const connections of CONNECTIONS) {
    const requests = stream ? REQUESTS.stream : REQUESTS.json;
    await measure(floor, connections, requests / 4, stream);
    await measure(ours, connections, requests / 4, stream);
    const rounds: { floor: Measured; ours: Measured }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({
        floor: await measure(floor, connections, requests, stream),
        ours: await measure(ours, connections, requests, stream),
      });
    }
    const best = (of: 'floor' | 'ours', figure: 'cpuMicroseconds' | 'p50Ms'): number =>
      Math.min(...rounds.map((round) => round[of][figure]));
    const cpu = [best('ours', 'cpuMicroseconds'), best('floor', 'cpuMicroseconds')] as const;
    const p50 = [best('ours', 'p50Ms'), best('floor', 'p50Ms')] as const;
    console.log(
      `  ${stream ? 'stream of 200 events' : '1 kB JSON'}, ${connections} connections: CPU ${cpu[0].toFixed(0)} µs a request, bare ${cpu[1].toFixed(0)}, ratio ${(cpu[0] / cpu[1]).toFixed(2)};` +
        ` p50 ${p50[0].toFixed(2)} ms, bare ${p50[1].toFixed(2)}, ratio ${(p50[0] / p50[1]).toFixed(2)}`,
    );
  }
}

async function compareThroughput(ours: Entry, peer: Entry): Promise<void> {
  await measure(peer, 32, PEER_REQUESTS / 4, false);
  const theirs = await measure(peer, 32, PEER_REQUESTS, false);
  const own = await measure(ours, 32, REQUESTS.json, false);
  const perCore = theirs.cpuMicroseconds / own.cpuMicroseconds;
  console.log(
    `  1 kB JSON, 32 connections: ${own.perSecond.toFixed(0)} requests/s, ${peer.contestant.name} ${theirs.perSecond.toFixed(0)}, ratio ${(own.perSecond / theirs.perSecond).toFixed(1)};` +
      ` CPU ${own.cpuMicroseconds.toFixed(0)} µs a request, ${theirs.cpuMicroseconds.toFixed(0)}: ${perCore.toFixed(1)} times as many on one core`,
  );
}

async function reportMemory(ours: Entry): Promise<void> {
  const say = (when: string): void => {
    const { nowMb, mostMb } = ours.contestant.memory();
    console.log(`  memory ${when}: ${nowMb.toFixed(0)} MB, at most ${mostMb.toFixed(0)}`);
  };
  await measure(ours, 32, MEMORY_REQUESTS, false);
  say(`after ${MEMORY_REQUESTS} more requests`);
  for (let part = 1; part <= 4; part += 1) {
    await measure(ours, 32, MEMORY_EVENTS / EVENTS_A_STREAM / 4, true);
    say(`after ${(part * MEMORY_EVENTS) / 4} more events`);
  }
}

async function measure(
  { contestant, path, headers }: Entry,
  connections: number,
  requests: number,
  stream: boolean,
): Promise<Measured> {
  const before = contestant.cpuMicroseconds();
  const loaded = await load({ origin: contestant.origin, path, ...(headers ? { headers } : {}), connections, requests, stream });
  return { ...loaded, cpuMicroseconds: (contestant.cpuMicroseconds() - before) / requests };
}
