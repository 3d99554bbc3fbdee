/** The built program as an agent's client starts it: JSON-RPC lines over standard input and output. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { writeHistory } from '../../src/incidents/history.js';
import { createIncidents } from '../../src/incidents/incidents.js';
import { rateLimit, sighting } from '../incidents/fixtures.js';
import { manifest } from '../manifest/readManifest.js';
import { clineRetries } from './logs.js';
import { runCli } from './runCli.js';

const cli = runCli();
const running: ChildProcessWithoutNullStreams[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

const Reply = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.nullable(z.union([z.number(), z.string()])),
  result: z.optional(z.record(z.string(), z.unknown())),
  error: z.optional(z.object({ code: z.number(), message: z.string(), data: z.optional(z.unknown()) })),
});
type Reply = z.infer<typeof Reply>;

interface Server {
  readonly child: ChildProcessWithoutNullStreams;
  readonly write: (line: string) => void;
  /** The next line of the server. */
  readonly read: () => Promise<unknown>;
  readonly ask: (method: string, params?: object) => Promise<Reply>;
}

function start(args: readonly string[] = [], env: Record<string, string> = {}): Server {
  const child = cli.start(['mcp', ...args], env);
  running.push(child);
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  const write = (line: string): void => void child.stdin.write(`${line}\n`);
  const read = async (): Promise<unknown> => {
    while (!out.includes('\n')) await once(child.stdout, 'data');
    const end = out.indexOf('\n');
    const line = out.slice(0, end);
    out = out.slice(end + 1);
    return JSON.parse(line);
  };
  let ids = 0;
  const ask: Server['ask'] = async (method, params) => {
    ids += 1;
    write(JSON.stringify({ jsonrpc: '2.0', id: ids, method, ...(params === undefined ? {} : { params }) }));
    const reply = Reply.parse(await read());
    expect(reply.id).toBe(ids);
    return reply;
  };
  return { child, write, read, ask };
}

const client = { capabilities: {}, clientInfo: { name: 'test', version: '1' } };
const call = (asked: object = {}) => ({ name: 'get_llm_errors', arguments: asked });
/** What each request bears in the revision without a handshake. */
const claim = (version: string) => ({
  _meta: {
    'io.modelcontextprotocol/protocolVersion': version,
    'io.modelcontextprotocol/clientInfo': client.clientInfo,
    'io.modelcontextprotocol/clientCapabilities': {},
  },
});

/** VS Code's folders under a home of its own, and Cline's log within them. */
async function layEditor(name: string): Promise<{ log: string; env: Record<string, string> }> {
  const home = path.join(cli.folder(), name);
  const data =
    process.platform === 'darwin' ? path.join(home, 'Library', 'Application Support', 'Code') : path.join(home, 'Code');
  const channel = path.join(data, 'logs', '20260302T090000', 'window1', 'exthost', 'output_logging_20260302T090001');
  await mkdir(channel, { recursive: true });
  const log = path.join(channel, '1-Cline.log');
  await writeFile(log, `${clineRetries()}\n`);
  return { log, env: { HOME: home, USERPROFILE: home, XDG_CONFIG_HOME: home, APPDATA: home } };
}

describe('unwrap mcp, to a client that shakes hands', () => {
  it.each(['2025-11-25', '2025-06-18', '2024-11-05'])('speaks %s', async (protocolVersion) => {
    const { ask } = start();
    expect(await ask('initialize', { protocolVersion, ...client })).toMatchObject({
      result: { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'unwrap', version: manifest.version } },
    });
  });

  it('answers a version that it does not know with its newest', async () => {
    const { ask } = start();
    expect(await ask('initialize', { protocolVersion: '1999-01-01', ...client })).toMatchObject({
      result: { protocolVersion: '2025-11-25' },
    });
  });

  it('has one tool, that only reads', async () => {
    const { ask, write } = start();
    await ask('initialize', { protocolVersion: '2025-11-25', ...client });
    write('{"jsonrpc":"2.0","method":"notifications/initialized"}');
    expect(await ask('ping')).toMatchObject({ result: {} });
    expect(await ask('tools/list')).toMatchObject({
      result: {
        tools: [
          {
            name: 'get_llm_errors',
            inputSchema: { type: 'object', properties: { limit: { maximum: 20 } } },
            annotations: { readOnlyHint: true, openWorldHint: false },
          },
        ],
      },
    });
  });

  it('tells why the last call failed, of what fails from now on', async () => {
    const { log, env } = await layEditor('tells');
    const { ask } = start([], env);
    expect(await ask('tools/call', call())).toMatchObject({
      result: { isError: false, structuredContent: { errors: [], watched_since: expect.stringMatching(/^20/) } },
    });
    await appendFile(log, `${clineRetries().replaceAll('2026-03-02T', '2026-03-03T')}\n`);
    await expect
      .poll(async () => (await ask('tools/call', call({ tool: 'Cline' }))).result, { timeout: 10_000, interval: 50 })
      .toMatchObject({
        isError: false,
        content: [{ type: 'text', text: expect.stringMatching(/1\. Amazon Bedrock is rate-limiting .* behind OpenRouter\./) }],
        structuredContent: {
          errors: [{ tools: ['Cline'], category: 'rate_limit', status: 429, retry: { can_help: true } }],
        },
      });
  }, 20_000);
});

describe('unwrap mcp, to a client of the revision 2026-07-28', () => {
  it('answers each request by itself', async () => {
    const { ask } = start();
    const stamped = { resultType: 'complete', _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'unwrap' } } };
    const cached = { ttlMs: expect.any(Number), cacheScope: 'public' };
    expect(await ask('tools/list', claim('2026-07-28'))).toMatchObject({
      result: { ...stamped, ...cached, tools: [{ name: 'get_llm_errors' }] },
    });
    expect(await ask('server/discover', claim('2026-07-28'))).toMatchObject({
      result: { ...stamped, ...cached, supportedVersions: ['2026-07-28'], capabilities: { tools: {} } },
    });
    expect(await ask('tools/call', { ...claim('2026-07-28'), ...call() })).toMatchObject({
      result: { ...stamped, isError: false, structuredContent: { errors: [] } },
    });
    expect(await ask('ping', claim('2026-07-28'))).toMatchObject({ error: { code: -32_601 } });
  });

  it('names the versions that it serves to one of another', async () => {
    const { ask } = start();
    expect(await ask('server/discover', claim('2031-01-01'))).toMatchObject({
      error: { code: -32_022, data: { supported: ['2026-07-28'], requested: '2031-01-01' } },
    });
  });
});

describe('unwrap mcp --history', () => {
  it('answers with what a window has kept, read anew each time', async () => {
    const history = path.join(cli.folder(), 'window.json');
    const { ask } = start(['--history', history]);
    expect(await ask('tools/call', call())).toMatchObject({
      result: { structuredContent: { errors: [], watched_since: null } },
    });
    const incidents = createIncidents();
    incidents.add(sighting(0, rateLimit()));
    await writeFile(history, JSON.stringify(writeHistory(incidents.list())));
    expect(await ask('tools/call', call())).toMatchObject({
      result: { structuredContent: { errors: [{ provider: 'Amazon Bedrock', time: '2026-03-02T09:00:00.000Z' }] } },
    });
    await writeFile(history, '{"torn');
    expect(await ask('tools/call', call())).toMatchObject({ result: { isError: true } });
  });
});

describe('unwrap mcp, whatever comes in', () => {
  it('answers what is wrong, and goes on', async () => {
    const { ask, write, read } = start();
    write('no JSON');
    expect(await read()).toMatchObject({ id: null, error: { code: -32_700 } });
    for (const line of ['7', '"x"', '{"id":1,"method":"ping"}', '{"jsonrpc":"2.0","id":{},"method":"ping"}']) {
      write(line);
      expect(await read()).toMatchObject({ id: null, error: { code: -32_600 } });
    }
    write('');
    write('{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":9}}');
    write('{"jsonrpc":"2.0","id":9,"result":{}}');
    expect(await ask('resources/list')).toMatchObject({ error: { code: -32_601 } });
    expect(await ask('initialize')).toMatchObject({ error: { code: -32_602 } });
    expect(await ask('tools/call', { name: 'run_command', arguments: { command: 'id' } })).toMatchObject({
      error: { code: -32_602, message: 'There is one tool, get_llm_errors.' },
    });
    expect(await ask('tools/call', call({ limit: 1_000 }))).toMatchObject({
      result: { isError: true, content: [{ text: expect.stringContaining('from 1 to 20') }] },
    });
    write('[{"jsonrpc":"2.0","id":"a","method":"ping"},{"jsonrpc":"2.0","id":"b","method":"ping"}]');
    expect(await read()).toMatchObject([{ id: 'a' }, { id: 'b' }]);
  });

  it('ends with 0 at the end of its input, having answered what was asked', async () => {
    const input = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_llm_errors"}}\n';
    const { code, stdout, stderr } = await cli.run(['mcp'], { input });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ id: 1, result: { structuredContent: { errors: [] } } });
  });

  it.skipIf(process.platform === 'win32')('ends with 0 when it is told to', async () => {
    const { child, ask } = start();
    await ask('ping');
    const ended = once(child, 'close');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });
});
