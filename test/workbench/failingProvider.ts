/** A provider on loopback that fails as it is told: `/<scenario>/…`, whatever the rest of the path, answers that scenario. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import { listenLocally } from '../listenLocally.js';
import { scenarios, type Answer } from './scenarios.js';

/** When the stand-in wrote a failure into its log: what latencies are measured from; and what the extension host held then. */
const Written = z.object({ scenario: z.string(), at: z.number(), hostBytes: z.number() });
export type Written = z.infer<typeof Written>;

export interface FailingProvider {
  readonly url: string;
  /** What the stand-in reported to have written, oldest first. */
  readonly written: readonly Written[];
  /** Lets the stand-in make a call that fails so. */
  readonly ask: (scenario: string) => void;
  readonly close: () => Promise<void>;
}

/** How long the stand-in is kept waiting for something to do. */
const POLL_MS = 10_000;

/** A request to a model is a prompt, at most: nothing here is that large. */
const BODY_LIMIT_BYTES = 1_000_000;

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  request.setEncoding('utf8');
  for await (const piece of request) {
    body += String(piece);
    if (body.length > BODY_LIMIT_BYTES) throw new Error(`a request of more than ${BODY_LIMIT_BYTES} bytes`);
  }
  return body;
}

function answerWith(answer: Answer, response: ServerResponse): void {
  switch (answer.kind) {
    case 'reset': {
      response.socket?.destroy();
      return;
    }
    case 'stream': {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
      response.write(': OPENROUTER PROCESSING\n\n');
      for (const event of answer.events) response.write(`data: ${JSON.stringify(event)}\n\n`);
      response.end('data: [DONE]\n\n');
      return;
    }
    case 'http': {
      const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(body);
    }
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { message } }));
}

/** Listens on a free port of loopback. */
export async function startFailingProvider(): Promise<FailingProvider> {
  const written: Written[] = [];
  const asked: string[] = [];
  let waiting: ServerResponse | null = null;
  const handOut = (): void => {
    if (waiting === null || asked.length === 0) return;
    waiting.end(asked.shift());
    waiting = null;
  };
  /** A long poll: it is answered when there is something to do, or with nothing. */
  const keepWaiting = (response: ServerResponse): void => {
    waiting?.end();
    waiting = response;
    const timer = setTimeout(() => response.end(), POLL_MS);
    response.once('close', () => {
      clearTimeout(timer);
      if (waiting === response) waiting = null;
    });
    handOut();
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const id = new URL(request.url ?? '/', 'http://127.0.0.1').pathname.split('/')[1] ?? '';
    if (id === 'written') {
      written.push(Written.parse(JSON.parse(body)));
      response.writeHead(204).end();
      return;
    }
    if (id === 'next') {
      keepWaiting(response);
      return;
    }
    const scenario = scenarios.find((candidate) => candidate.id === id);
    if (scenario) answerWith(scenario.answer, response);
    else refuse(response, 404, `no scenario "${id}"; there are: ${scenarios.map((known) => known.id).join(', ')}`);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else refuse(response, 400, error instanceof Error ? error.message : String(error));
    });
  });
  const port = await listenLocally(server);
  return {
    url: `http://127.0.0.1:${port}`,
    written,
    ask: (scenario) => {
      asked.push(scenario);
      handOut();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
