import { EventEmitter, once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import path from 'node:path';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { listenLocally } from '../listenLocally.js';
import { answer, completion, startUpstream, type Step } from '../endpoint/scriptedUpstream.js';
import { afterTest, askHttp, until } from '../endpoint/startEndpoint.js';
import { CERTIFICATE } from '../watch/wire/certificate.js';
import { runCli } from './runCli.js';
import { startTlsUpstream } from '../endpoint/startTlsUpstream.js';

const cli = runCli();
const running: ChildProcessWithoutNullStreams[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

const question = { model: 'm', messages: [{ role: 'user', content: 'hi' }], stream: true };

interface Serving {
  readonly child: ChildProcessWithoutNullStreams;
  readonly port: number;
  readonly home: string;
  readonly configFile: string;
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
}

async function serve(config: unknown = {}, args: readonly string[] = [], env: Record<string, string> = {}): Promise<Serving> {
  const home = env['HOME'] ?? mkdtempSync(path.join(cli.folder(), 'home-'));
  const configFile = path.join(home, 'endpoint.jsonc');
  writeFileSync(configFile, JSON.stringify(config));
  const child = cli.start(['serve', '--port', '0', '--config', configFile, ...args], { HOME: home, ...env });
  running.push(child);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  await Promise.race([until(() => out.includes('\n')), ended]);
  const [ready = ''] = out.split('\n');
  if (ready === '') throw new Error(`It did not start: ${err}`);
  const { listening, pid } = JSON.parse(ready);
  expect(pid).toBe(child.pid);
  return { child, port: Number(new URL(listening).port), home, configFile, out: () => out, err: () => err, ended };
}

function event(content: string): string {
  return `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;
}

/** Opens a stream, tells of its first text, and goes on when told. */
function pausedStream(goOn: Promise<unknown>): Step {
  return async (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(event('first'));
    await goOn;
    response.end(`${event('last')}data: [DONE]\n\n`);
  };
}

function chat(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: '/mock/chat/completions', method: 'POST' }, (answered) => {
      let text = '';
      answered.on('data', (chunk) => (text += String(chunk)));
      answered.on('end', () => resolve(text));
      answered.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(JSON.stringify(question));
  });
}

describe('unwrap serve', () => {
  it('serves, and ends with 0 when it is told to', async () => {
    const upstream = await startUpstream(answer(200, completion));
    afterTest(upstream.close);
    const { child, port, ended, err, home } = await serve({ upstreams: { mock: { baseUrl: upstream.url } } });
    const answered = await askHttp(port, '/mock/chat/completions', { method: 'POST', body: { ...question, stream: false } });
    expect(answered).toMatchObject({ status: 200, text: JSON.stringify(completion) });
    const lock = JSON.parse(readFileSync(path.join(home, '.local/state/unwrap/endpoint.lock.json'), 'utf8'));
    expect(lock).toMatchObject({ pid: child.pid, port });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(err().replace(/\n?maxRSS.*/, '')).toBe('');
  });

  it('lets the streams under way finish when it is told to end, and refuses what is new', async () => {
    const gate = new EventEmitter();
    const upstream = await startUpstream(pausedStream(once(gate, 'open')));
    afterTest(upstream.close);
    const { child, port, ended, err } = await serve({ upstreams: { mock: { baseUrl: upstream.url } } });
    const streams = Array.from({ length: 5 }, () => chat(port));
    await until(() => upstream.received.length === 5);
    child.kill('SIGTERM');
    await until(() => err().includes('5 requests are still under way'));
    const refused = await askHttp(port, '/mock/chat/completions', { method: 'POST', body: question });
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '5', connection: 'close' } });
    expect(JSON.parse((await askHttp(port, '/-/health')).text)).toMatchObject({ status: 'draining' });
    gate.emit('open');
    for (const text of await Promise.all(streams)) expect(text).toMatch(/first[^]*last[^]*\[DONE\]/);
    expect(await ended).toBe(0);
  });

  it('ends at once when it is told twice', async () => {
    const upstream = await startUpstream(pausedStream(new Promise(() => undefined)));
    afterTest(upstream.close);
    const { child, port, ended, err } = await serve({ upstreams: { mock: { baseUrl: upstream.url } } });
    const stream = chat(port).catch((error: unknown) => error);
    await until(() => upstream.received.length === 1);
    child.kill('SIGINT');
    await until(() => err().includes('still under way'));
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    await stream;
  });

  it('stops a tool that would start over for ever, by its name, and no other', async () => {
    const upstream = await startUpstream(answer(429, { error: { message: 'Too many requests' } }));
    afterTest(upstream.close);
    const { port } = await serve({ upstreams: { mock: { baseUrl: upstream.url } }, retry: { attempts: 1 } });
    const ask = async (userAgent: string): Promise<number> =>
      (await askHttp(port, '/mock/chat/completions', { method: 'POST', headers: { 'user-agent': userAgent }, body: question }))
        .status;
    expect(await ask('opencode/1.18.33')).toBe(424);
    expect(await ask('curl/8.15.0')).toBe(429);
  });

  it('says who has the port', async () => {
    const first = await serve();
    const second = await cli.run(['serve', '--port', String(first.port), '--config', first.configFile]);
    expect(second).toMatchObject({ code: 2, stdout: '' });
    expect(second.stderr).toContain(`taken by another "unwrap serve" (process ${first.child.pid},`);
    const other = createServer((socket) => socket.destroy());
    const port = await listenLocally(other);
    const third = await cli.run(['serve', '--port', String(port), '--config', first.configFile]);
    other.close();
    expect(third).toMatchObject({ code: 2, stdout: '' });
    expect(third.stderr).toContain(`port ${port} is taken by another program; choose another with --port`);
  });

  it('leaves the windows to the one that serves already, with the same token', async () => {
    const first = await serve();
    const lockFile = path.join(first.home, '.local/state/unwrap/endpoint.lock.json');
    const lock = readFileSync(lockFile, 'utf8');
    const second = await serve({}, [], { HOME: first.home });
    expect(second.err()).toContain(`windows use the endpoint that already serves on port ${first.port}`);
    expect(readFileSync(lockFile, 'utf8')).toBe(lock);
    second.child.kill('SIGTERM');
    await second.ended;
    expect(readFileSync(lockFile, 'utf8')).toBe(lock);
    // A crash leaves the file as it was; the next one sees that nobody serves.
    first.child.kill('SIGKILL');
    await first.ended;
    const third = await serve({}, [], { HOME: first.home });
    expect(JSON.parse(readFileSync(lockFile, 'utf8'))).toMatchObject({ pid: third.child.pid, token: JSON.parse(lock).token });
  });

  it.each([
    ['{ "retry": { "attempts": 0 } }', /endpoint\.jsonc:1:14: retry\.attempts: must be at least 1/],
    ['{ "routes": [{ "match": "a", "chain": [{ "upstream": "opnerouter" }] }] }', /is "openrouter" meant\?/],
    ['{', /is not JSON with comments/],
  ])('exits 2 before it listens where the configuration cannot be used: %s', async (text, reason) => {
    const configFile = path.join(cli.folder(), 'endpoint.jsonc');
    writeFileSync(configFile, text);
    const { code, stdout, stderr } = await cli.run(['serve', '--port', '0', '--config', configFile]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(reason);
  });

  it('serves without a key that is not set, and says so', async () => {
    const { err } = await serve({ upstreams: { openai: { key: { env: 'NO_SUCH_KEY' } } } });
    await until(() => err().includes('\n'));
    expect(err()).toMatch(/endpoint\.jsonc:1:\d+: upstreams\.openai\.key: the environment variable NO_SUCH_KEY is not set/);
  });

  it.each([
    [['--config', 'nowhere.jsonc'], 'nowhere.jsonc: there is no such file'],
    [['--port', '70000'], 'a port is a number'],
    [['--port', 'x'], 'a port is a number'],
    [['--linger', '-1'], 'whole seconds'],
    [['--host', '0.0.0.0'], "unknown option '--host'"],
    [['--proxy', 'ftp://user:hidden@x'], '--proxy: a proxy is spoken to by http'],
  ])('exits 2 on %j', async (args, reason) => {
    const { code, stderr, stdout } = await cli.run(['serve', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr).not.toContain('hidden');
  });

  it('applies a valid change and says why it refuses another, a line each with --json', async () => {
    const { configFile, out } = await serve({}, ['--json']);
    writeFileSync(configFile, '{ "explain": false }');
    await until(() => out().includes('config-applied'));
    writeFileSync(configFile, '{ "explian": false }');
    await until(() => out().includes('config-refused'));
    const events = out()
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line): { event: string; text: string } => JSON.parse(line));
    expect(events).toMatchObject([{ event: 'config-applied' }, { event: 'config-refused' }]);
    expect(events[1]?.text).toMatch(/:1:3: explian: there is no such key here; is "explain" meant\?/);
  });

  it('is what the extension brings along, too', async () => {
    const program = path.resolve(import.meta.dirname, '../../dist/extension/endpoint.cjs');
    const child = spawn(process.execPath, [program, 'serve', '--port', '0'], { env: { HOME: cli.folder() } });
    running.push(child);
    const [ready] = await once(child.stdout, 'data');
    const { listening } = JSON.parse(String(ready));
    const { text } = await askHttp(Number(new URL(listening).port), '/-/health');
    expect(JSON.parse(text)).toMatchObject({ name: 'unwrap', pid: child.pid, status: 'serving' });
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  it('ends by itself when nobody needs it any more', async () => {
    const { ended } = await serve({}, ['--linger', '0']);
    expect(await ended).toBe(0);
  });

  it('believes the certificates that NODE_EXTRA_CA_CERTS names', async () => {
    const baseUrl = await startTlsUpstream();
    const certificates = path.join(cli.folder(), 'company.pem');
    writeFileSync(certificates, CERTIFICATE);
    const { port } = await serve({ upstreams: { own: { baseUrl } } }, [], { NODE_EXTRA_CA_CERTS: certificates });
    expect((await askHttp(port, '/own/models')).status).toBe(200);
  });
});
