/** A provider on loopback that answers by a script: what the endpoint sends is kept, what it gets is chosen per request. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { listenLocally } from '../listenLocally.js';

/** A chat completion that is well. */
export const completion = {
  id: 'c1',
  choices: [{ index: 0, message: { role: 'assistant', content: 'hello' }, finish_reason: 'stop' }],
};

/** One request as it arrived. */
interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly rawHeaders: readonly string[];
  readonly body: string;
  /** Milliseconds by the process's clock. */
  readonly at: number;
  /** Resolves with the time at which the connection was closed before the answer had ended. */
  readonly aborted: Promise<number>;
}

export type Step = (request: Received, response: ServerResponse) => void | Promise<void>;

export interface ScriptedUpstream {
  readonly url: string;
  readonly received: Received[];
  /** What the next requests get, in turn; the last step stays. */
  script: (...steps: Step[]) => void;
  close: () => Promise<void>;
}

export async function startUpstream(...steps: Step[]): Promise<ScriptedUpstream> {
  const received: Received[] = [];
  let script = steps;
  const server = createServer((request, response) => {
    const aborted = new Promise<number>((resolve) => {
      response.on('close', () => {
        if (!response.writableFinished) resolve(performance.now());
      });
    });
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const seen: Received = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        rawHeaders: request.rawHeaders,
        body: Buffer.concat(chunks).toString('utf8'),
        at: performance.now(),
        aborted,
      };
      received.push(seen);
      const step = script.length > 1 ? script.shift() : script[0];
      if (step) void Promise.resolve(step(seen, response)).catch(() => response.destroy());
      else response.destroy();
    });
    request.on('error', () => {});
  });
  const port = await listenLocally(server);
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    script: (...next) => {
      script = next;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

type Headers = Record<string, string>;

/** A plain answer. */
export function answer(status: number, body: unknown, headers: Headers = {}): Step {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return (_, response) => {
    response.writeHead(status, {
      'content-type': typeof body === 'string' ? 'text/html' : 'application/json',
      'content-length': String(Buffer.byteLength(text)),
      ...headers,
    });
    response.end(text);
  };
}

/** Sends pieces as they stand, a pause between them; `then` is what happens behind the last. */
export function send(
  pieces: readonly (string | Buffer | number)[],
  then: 'end' | 'reset' | 'stall' = 'end',
  headers: Headers = {},
): Step {
  return async (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
    response.flushHeaders();
    for (const piece of pieces) {
      if (typeof piece === 'number') await sleep(piece);
      else {
        response.write(piece);
        // Each piece is to arrive as one of its own.
        await sleep(2);
      }
    }
    if (then === 'end') response.end();
    else if (then === 'reset') response.socket?.resetAndDestroy();
  };
}

/** Takes the request and says nothing. */
export const silence: Step = () => {};

/** Closes the connection with a reset before any header. */
export const reset: Step = (_, response) => {
  response.socket?.resetAndDestroy();
};

/** Announces more than it sends, then closes. */
export function cutBody(body: string): Step {
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(body.length + 100) });
    response.write(body);
    setTimeout(() => response.socket?.destroy(), 5);
  };
}

export const chatAnswer = {
  id: 'chatcmpl-7Kq2',
  object: 'chat.completion',
  model: 'alpha-1',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hello.' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
};

function chatChunk(delta: unknown, finish: string | null = null): string {
  return `data: ${JSON.stringify({ id: 'chatcmpl-7Kq2', object: 'chat.completion.chunk', model: 'alpha-1', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
}

/** The events of an orderly chat stream, one a string: role, texts, finish, terminator. */
export function chatEvents(...texts: string[]): string[] {
  return [
    chatChunk({ role: 'assistant', content: '' }),
    ...texts.map((content) => chatChunk({ content })),
    chatChunk({}, 'stop'),
    'data: [DONE]\n\n',
  ];
}

function named(type: string, fields: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
}

export function messageEvents(...texts: string[]): string[] {
  return [
    named('message_start', { message: { id: 'msg_01Xy', type: 'message', role: 'assistant', model: 'beta-2', content: [] } }),
    named('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    named('ping', {}),
    ...texts.map((text) => named('content_block_delta', { index: 0, delta: { type: 'text_delta', text } })),
    named('content_block_stop', { index: 0 }),
    named('message_delta', { delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 4 } }),
    named('message_stop', {}),
  ];
}

export function responseEvents(...texts: string[]): string[] {
  const response = { id: 'resp_04', object: 'response', model: 'gamma-3' };
  return [
    named('response.created', { sequence_number: 0, response: { ...response, status: 'in_progress', output: [] } }),
    named('response.in_progress', { sequence_number: 1, response: { ...response, status: 'in_progress', output: [] } }),
    named('response.output_item.added', {
      sequence_number: 2,
      output_index: 0,
      item: { type: 'message', role: 'assistant', content: [] },
    }),
    ...texts.map((delta, index) => named('response.output_text.delta', { sequence_number: 3 + index, output_index: 0, delta })),
    named('response.completed', {
      sequence_number: 9,
      response: {
        ...response,
        status: 'completed',
        output: [{ type: 'message', content: [{ type: 'output_text', text: texts.join('') }] }],
      },
    }),
  ];
}
