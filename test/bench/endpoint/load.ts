/**
 * Requests in a closed loop over a fixed number of connections, written and read as bytes: an HTTP client would take more of the
 * machine's few cores than what is measured.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { AnswerReader } from './answerReader.js';

export interface Load {
  readonly origin: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly requests: number;
  readonly stream: boolean;
}

export interface Loaded {
  readonly p50Ms: number;
  readonly perSecond: number;
}

/** Rejects where an answer is not whole: a proxy that drops bytes is not fast. */
export async function load(wanted: Load): Promise<Loaded> {
  const { origin, connections, requests, stream } = wanted;
  const bytes = writeRequest(wanted);
  const end = stream ? 'data: [DONE]\n\n' : '}}';
  const times: number[] = [];
  let left = requests;
  const work = (client: Client): Promise<void> =>
    new Promise((resolve, reject) => {
      let begun = 0;
      const next = (): void => {
        if (left === 0) {
          client.socket.destroy();
          resolve();
          return;
        }
        left -= 1;
        begun = performance.now();
        client.socket.write(bytes);
      };
      client.onAnswer = ({ status, tail }) => {
        times.push(performance.now() - begun);
        if (status === 200 && tail.endsWith(end)) next();
        else reject(new Error(`an answer of ${origin} is not whole: status ${status}, ends ${tail}`));
      };
      client.socket.once('error', reject).once('end', () => reject(new Error(`${origin} closed a connection`)));
      next();
    });
  const clients = await Promise.all(Array.from({ length: connections }, () => openClient(origin)));
  const begun = performance.now();
  await Promise.all(clients.map(work)).finally(() => {
    for (const { socket } of clients) socket.destroy();
  });
  const seconds = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  return { p50Ms: times[Math.floor(times.length / 2)] ?? Number.NaN, perSecond: requests / seconds };
}

function writeRequest({ origin, path, headers, stream }: Load): Buffer {
  const body = JSON.stringify({ model: 'bench-model', stream, messages: [{ role: 'user', content: 'question '.repeat(20) }] });
  const lines = Object.entries({
    host: new URL(origin).host,
    connection: 'keep-alive',
    'content-type': 'application/json',
    'content-length': String(body.length),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

interface Client {
  readonly socket: Socket;
  onAnswer: (answer: { readonly status: number; readonly tail: string }) => void;
}

async function openClient(origin: string): Promise<Client> {
  const { hostname, port } = new URL(origin);
  const reader = new AnswerReader();
  const socket = connect({
    host: hostname,
    port: Number(port),
    noDelay: true,
    onread: {
      buffer: Buffer.alloc(64 * 1024),
      callback: (length, buffer) => {
        if (reader.feed(buffer, length)) client.onAnswer(reader);
        return true;
      },
    },
  });
  const client: Client = { socket, onAnswer: () => undefined };
  await once(socket, 'connect');
  return client;
}
