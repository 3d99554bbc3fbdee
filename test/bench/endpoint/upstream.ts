/**
 * A provider in a process of its own: answers chat completions at once, with 1 kB of JSON, or as a stream of 200 events where the
 * request asks for one. It writes bytes that are made beforehand, so that the cores are left to what is measured. Prints its address.
 */
import { Buffer } from 'node:buffer';
import { createServer, type Socket } from 'node:net';
import { listenLocally } from '../../listenLocally.js';

const EVENTS = 200;

const HEAD = `HTTP/1.1 200 OK\r\nDate: ${new Date().toUTCString()}\r\nConnection: keep-alive\r\nKeep-Alive: timeout=600\r\n`;

const answer = JSON.stringify({
  id: 'chatcmpl-bench',
  object: 'chat.completion',
  created: 1_760_000_000,
  model: 'bench-model',
  choices: [{ index: 0, message: { role: 'assistant', content: 'word '.repeat(160) }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 12, completion_tokens: 160, total_tokens: 172 },
});
const answered = Buffer.from(`${HEAD}content-type: application/json\r\ncontent-length: ${answer.length}\r\n\r\n${answer}`);

const event = (delta: object, finish: string | null): string =>
  `data: ${JSON.stringify({ id: 'chatcmpl-bench', object: 'chat.completion.chunk', model: 'bench-model', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const events = [
  event({ role: 'assistant', content: '' }, null),
  ...Array.from({ length: EVENTS - 3 }, (_, index) => event({ content: `word ${index} ` }, null)),
  event({}, 'stop'),
  'data: [DONE]\n\n',
];
/** Each event is a chunk of its own. */
const chunks = events.map((text) => `${text.length.toString(16)}\r\n${text}\r\n`).join('');
const streamed = Buffer.from(`${HEAD}content-type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`);

const server = createServer({ noDelay: true }, serve);
const port = await listenLocally(server);
console.log(JSON.stringify({ listening: `http://127.0.0.1:${port}` }));

function serve(socket: Socket): void {
  let request = '';
  socket.on('data', (bytes) => {
    request += bytes.toString('latin1');
    if (!isWhole(request)) return;
    socket.write(request.includes('"stream":true') ? streamed : answered);
    request = '';
  });
  // Who measures ends its connections as it likes.
  socket.on('error', () => socket.destroy());
}

function isWhole(request: string): boolean {
  const headEnd = request.indexOf('\r\n\r\n');
  if (headEnd === -1) return false;
  const told = /\r\ncontent-length: (\d+)/i.exec(request)?.[1];
  return told === undefined ? request.endsWith('\r\n0\r\n\r\n') : request.length >= headEnd + 4 + Number(told);
}
