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
/** Both contestants take turns, so that a load of the machine meets both; short turns, so that it is the same load. */
const ROUNDS = 11;
const REQUESTS = { json: 3_000, stream: 500 };
/** Until the code is compiled and the connections stand. */
const WARM_UP = { json: 6_000, stream: 1_000 };
/** Turns of about the same length: the peer takes a second for its own. */
const THROUGHPUT = { rounds: 7, ours: 10_000, peer: 1_000, peerWarmUp: 3_000 };
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
    const serve = (name: string): Promise<Contestant> =>
      start(name, ['dist/unwrap.mjs', 'serve', '--port', '0', '--config', config], { XDG_STATE_HOME: join(folder, name) });
    const unwrap = await serve('unwrap');
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
    sayMemory(unwrap, 'after all of this, 256 streams at once among it');
    await reportMemory({ ...ours, contestant: await serve('unwrap anew') });
  } finally {
    await Promise.all(started.map((contestant) => contestant.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(floor: Entry, ours: Entry, stream: boolean): Promise<void> {
  const kind = stream ? 'stream' : 'json';
  for (const connections of CONNECTIONS) {
    await measure(floor, connections, WARM_UP[kind], stream);
    await measure(ours, connections, WARM_UP[kind], stream);
    const rounds: { floor: Measured; ours: Measured }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({
        floor: await measure(floor, connections, REQUESTS[kind], stream),
        ours: await measure(ours, connections, REQUESTS[kind], stream),
      });
    }
    const say = (figure: 'cpuMicroseconds' | 'p50Ms', digits: number): string => {
      const [own, bare] = (['ours', 'floor'] as const).map((of) =>
        median(rounds.map((round) => round[of][figure])).toFixed(digits),
      );
      // Of each pair of turns by itself: what the machine does beside it changes from pair to pair.
      const ratio = median(rounds.map((round) => round.ours[figure] / round.floor[figure]));
      return `${own}, bare ${bare}, ratio ${ratio.toFixed(2)}`;
    };
    console.log(
      `  ${stream ? 'stream of 200 events' : '1 kB JSON'}, ${connections} connections:` +
        ` CPU µs a request ${say('cpuMicroseconds', 0)}; p50 ms ${say('p50Ms', 2)}`,
    );
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function compareThroughput(ours: Entry, peer: Entry): Promise<void> {
  await measure(peer, 32, THROUGHPUT.peerWarmUp, false);
  await measure(ours, 32, THROUGHPUT.ours, false);
  const rounds: { ours: Measured; peer: Measured }[] = [];
  for (let round = 0; round < THROUGHPUT.rounds; round += 1) {
    rounds.push({
      peer: await measure(peer, 32, THROUGHPUT.peer, false),
      ours: await measure(ours, 32, THROUGHPUT.ours, false),
    });
  }
  const of = (who: 'ours' | 'peer', figure: 'perSecond' | 'cpuMicroseconds'): string =>
    median(rounds.map((round) => round[who][figure])).toFixed(0);
  const times = median(rounds.map((round) => round.ours.perSecond / round.peer.perSecond));
  const perCore = median(rounds.map((round) => round.peer.cpuMicroseconds / round.ours.cpuMicroseconds));
  console.log(
    `  1 kB JSON, 32 connections: ${of('ours', 'perSecond')} requests/s, ${peer.contestant.name} ${of('peer', 'perSecond')}, ratio ${times.toFixed(1)};` +
      ` CPU ${of('ours', 'cpuMicroseconds')} µs a request, ${of('peer', 'cpuMicroseconds')}: ${perCore.toFixed(1)} times as many on one core`,
  );
}

function sayMemory(contestant: Contestant, when: string): void {
  const { nowMb, mostMb } = contestant.memory();
  console.log(`  memory ${when}: ${nowMb.toFixed(0)} MB, at most ${mostMb.toFixed(0)}`);
}

async function reportMemory(ours: Entry): Promise<void> {
  sayMemory(ours.contestant, 'of a process that has just begun');
  await measure(ours, 32, MEMORY_REQUESTS, false);
  sayMemory(ours.contestant, `after ${MEMORY_REQUESTS} requests`);
  for (let part = 1; part <= 4; part += 1) {
    await measure(ours, 32, MEMORY_EVENTS / EVENTS_A_STREAM / 4, true);
    sayMemory(ours.contestant, `after ${(part * MEMORY_EVENTS) / 4} more events`);
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
