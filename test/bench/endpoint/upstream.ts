/**
 * A provider in a process of its own: answers chat completions at once, with 1 kB of JSON, or as a stream of 200 events where the
 * request asks for one. Prints its port.
 */
import { createServer } from 'node:http';
import { listenLocally } from '../../listenLocally.js';

const EVENTS = 200;

const answer = Buffer.from(
  JSON.stringify({
    id: 'chatcmpl-bench',
    object: 'chat.completion',
    created: 1_760_000_000,
    model: 'bench-model',
    choices: [{ index: 0, message: { role: 'assistant', content: 'word '.repeat(160) }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 12, completion_tokens: 160, total_tokens: 172 },
  }),
);

const event = (delta: object, finish: string | null): string =>
  `data: ${JSON.stringify({ id: 'chatcmpl-bench', object: 'chat.completion.chunk', model: 'bench-model', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const events = [
  Buffer.from(event({ role: 'assistant', content: '' }, null)),
  ...Array.from({ length: EVENTS - 3 }, (_, index) => Buffer.from(event({ content: `word ${index} ` }, null))),
  Buffer.from(event({}, 'stop')),
  Buffer.from('data: [DONE]\n\n'),
];

const server = createServer((request, response) => {
  const body: Buffer[] = [];
  request.on('data', (chunk: Buffer) => body.push(chunk));
  request.on('end', () => {
    if (!Buffer.concat(body).includes('"stream":true')) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
      response.end(answer);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const bytes of events) response.write(bytes);
    response.end();
  });
});
server.keepAliveTimeout = 600_000;
const port = await listenLocally(server);
console.log(JSON.stringify({ listening: `http://127.0.0.1:${port}` }));
