/**
 * What the wire tap adds to calls that do not fail, in CPU time of a process that calls: against the same calls without subscribers,
 * in turn, in one run. The server is a process of its own, so that its work is not counted.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { fetch as packageFetch } from 'undici';
import { providers } from '../../src/engine/providers/list.js';
import { tapWire } from '../../src/watch/wire.js';
import { HostTable } from '../../src/watch/wire/hostTable.js';

const ROUNDS = 40;
const REQUESTS = 150;
const STREAMS = 1;
const EVENTS = 5_000;

/** `/json` answers at once, `/stream` with as many events, each a chunk of its own. */
const SERVER = `
const { createServer } = require('node:http');
const event = 'data: {"choices":[{"delta":{"content":"word "}}]}\\n\\n';
createServer((request, response) => {
  request.resume().on('end', () => {
    if (!request.url.startsWith('/stream')) return response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices":[]}');
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    let left = ${EVENTS};
    const write = () => {
      for (let burst = 0; burst < 10 && left > 0; burst += 1, left -= 1) response.write(event);
      if (left > 0) setImmediate(write);
      else response.end('data: [DONE]\\n\\n');
    };
    write();
  });
}).listen(0, '127.0.0.1', function () { console.log(this.address().port); });
`;

type Ask = (url: string) => Promise<void>;

async function askByFetch(url: string): Promise<void> {
  const response = await fetch(url, { method: 'POST', body: '{}' });
  for await (const chunk of response.body ?? []) void chunk;
}

/** The package publishes chunks, which the `fetch` of an older Node does not. */
async function askByPackage(url: string): Promise<void> {
  const response = await packageFetch(url, { method: 'POST', body: '{}' });
  for await (const chunk of response.body ?? []) void chunk;
}

async function askByNode(url: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const asked = request(url, { method: 'POST' }, (response) => response.on('error', reject).on('end', resolve).resume());
    asked.on('error', reject).end('{}');
  });
}

export async function benchWire(): Promise<void> {
  const server = spawn(process.execPath, ['-e', SERVER], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [line]: unknown[] = await once(server.stdout, 'data');
    const port = String(line).trim();
    const known = new HostTable([...providers, { id: 'bench', hosts: [`127.0.0.1:${port}`] }]);
    const unknown = new HostTable(providers);
    const origin = `http://127.0.0.1:${port}`;
    const json = `${origin}/json/v1/chat/completions`;
    const stream = `${origin}/stream/v1/chat/completions`;
    await report('a call by fetch of a host that is looked at', known, REQUESTS, () => repeat(REQUESTS, askByFetch, json));
    await report('a call by fetch of another host', unknown, REQUESTS, () => repeat(REQUESTS, askByFetch, json));
    await report('a call by node:http of a host that is looked at', known, REQUESTS, () => repeat(REQUESTS, askByNode, json));
    await report('an event of a stream by fetch', known, STREAMS * EVENTS, () => repeat(STREAMS, askByPackage, stream));
    await report('an event of a stream by node:http', known, STREAMS * EVENTS, () => repeat(STREAMS, askByNode, stream));
  } finally {
    server.kill();
  }
}

async function repeat(times: number, ask: Ask, url: string): Promise<void> {
  for (let time = 0; time < times; time += 1) await ask(url);
}

/** Of each the least counts, since other work on the machine only adds; of the ratios of neighbours the one in the middle. */
async function report(name: string, hosts: HostTable, units: number, work: () => Promise<void>): Promise<void> {
  const bare: number[] = [];
  const tapped: number[] = [];
  const ratios: number[] = [];
  await work();
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await timeCpu(work);
    const wire = tapWire({ hosts, onObservation: complain, onProblem: console.error });
    const after = await timeCpu(work);
    wire.dispose();
    bare.push(before);
    tapped.push(after);
    ratios.push(after / before);
  }
  const least = (times: readonly number[]): string => (Math.min(...times) / units).toFixed(2);
  const middle = ratios.toSorted((left, right) => left - right)[ROUNDS >> 1] ?? Number.NaN;
  console.log(`wire: ${name}: ${least(bare)} µs without, ${least(tapped)} µs with the tap, ratio ${middle.toFixed(3)}`);
}

/** In microseconds of this process. */
async function timeCpu(work: () => Promise<void>): Promise<number> {
  const started = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(started);
  return user + system;
}

function complain(): void {
  throw new Error('a failure was seen where nothing failed');
}
