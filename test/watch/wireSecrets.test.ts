import * as fc from 'fast-check';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clients, type Client } from './wire/clients.js';
import { startFaultyServer, type FaultyServer } from './wire/faultyServer.js';
import { openWireLab, type WireLab } from './wire/wireLab.js';

const SEED = 20_261_120;

const letters = fc.string({
  unit: fc.constantFrom(...'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789'.split('')),
  minLength: 32,
  maxLength: 48,
});
/** As providers write them: the prefix is what redaction knows a bare one by. */
const keys = fc
  .tuple(fc.constantFrom('sk-or-v1-', 'sk-ant-api03-', 'sk-proj-', 'gsk_', 'xai-', 'AIzaSy'), letters)
  .map((parts) => parts.join(''));
const prompts = letters.map((word) => `Refactor the billing module of ${word} and keep it secret`);

const exchange = fc.record({
  key: keys,
  other: keys,
  prompt: prompts,
  cookie: letters,
  client: fc.constantFrom(...Object.keys(clients)),
  shape: fc.constantFrom('status', 'stream', 'echo'),
});
type Exchange = typeof exchange extends fc.Arbitrary<infer T> ? T : never;

let answerOf: (response: ServerResponse) => void = () => {};
let server: FaultyServer;
let lab: WireLab;

beforeAll(async () => {
  server = await startFaultyServer((response) => answerOf(response));
  lab = openWireLab([{ id: 'openrouter', hosts: [`127.0.0.1:${server.port}`] }]);
});

afterAll(async () => {
  lab.wire.dispose();
  await server.close();
});

/** What servers that mean well put into their answers: the key that was wrong, the request that could not be served. */
function answer({ key, other, prompt, cookie, shape }: Exchange, response: ServerResponse): void {
  const message = `Incorrect API key provided: ${key}. Authorization: Bearer ${other} was sent by ana.petrova@example.com`;
  const error = { message, type: 'invalid_api_key', request: { messages: [{ role: 'user', content: prompt }], api_key: other } };
  const headers = { 'set-cookie': `session=${cookie}`, 'x-auth-token': other, 'x-request-id': 'req_0123456789abcdef' };
  if (shape === 'stream') {
    response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' });
    response.end(
      `data: ${JSON.stringify({ error })}\n\ndata: ${JSON.stringify({ choices: [{ delta: { content: prompt } }] })}\n\n`,
    );
  } else if (shape === 'echo') {
    const echo = {
      error: { message },
      requestBodyValues: { messages: [{ role: 'user', content: prompt }] },
      headers: { authorization: `Bearer ${key}` },
    };
    response.writeHead(401, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(echo));
  } else response.writeHead(401, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify({ error }));
}

it('shows no secret of a request or of an answer', async () => {
  await fc.assert(
    fc.asyncProperty(exchange, async (planted) => {
      const { key, other, prompt, cookie, client } = planted;
      answerOf = (response) => answer(planted, response);
      lab.clear();
      const call: Client | undefined = Object.entries(clients).find(([name]) => name === client)?.[1];
      await call?.({
        url: `${server.origin}/v1/chat/completions?key=${other}`,
        headers: {
          authorization: `Bearer ${key}`,
          'x-api-key': other,
          cookie: `session=${cookie}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: prompt }] }),
      });
      const sightings = await lab.settle(1);
      expect(sightings).toHaveLength(1);
      expect(sightings[0]?.diagnosis.category).toBe('authentication');
      const told = JSON.stringify([sightings, lab.problems, lab.wire.sources()]);
      for (const secret of [key, other, cookie, prompt, prompt.split(' ')[5] ?? prompt, 'ana.petrova'])
        expect(told).not.toContain(secret);
      // What only the request holds has not even been looked at.
      expect(JSON.stringify(lab.observations)).not.toContain(cookie);
      expect(JSON.stringify(lab.observations)).not.toContain('?key=');
    }),
    { seed: SEED, numRuns: 40 },
  );
});
