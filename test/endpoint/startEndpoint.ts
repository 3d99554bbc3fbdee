/** The whole endpoint on an ephemeral port, with folders of its own, and ways to ask it. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import { stateFolder, type Machine } from '../../src/endpoint/folders.js';
import { readLock } from '../../src/endpoint/lockFile.js';
import { serveEndpoint, type RunningEndpoint, type ServeOptions } from '../../src/endpoint/server.js';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is where it is a text. */
  readonly body?: unknown;
}

export interface Started extends RunningEndpoint {
  readonly token: string;
  readonly machine: Machine;
  readonly stateFolder: string;
  readonly configFile: string;
  /** What was said of its configuration and of warnings, in order. */
  readonly said: string[];
  readonly ask: (path: string, ask?: Ask) => Promise<Answer>;
  /** With the token. */
  readonly askAdmin: (path: string, ask?: Ask) => Promise<Answer>;
}

interface StartOptions extends Partial<ServeOptions> {
  readonly env?: Machine['env'];
  /** A folder that another endpoint used; else a new one. */
  readonly folder?: string;
}

const cleanUps: (() => Promise<void> | void)[] = [];

/** Whatever was started in a test is ended after it. */
export function afterTest(cleanUp: () => Promise<void> | void): void {
  cleanUps.push(cleanUp);
}

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

export function makeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'unwrap-endpoint-'));
  afterTest(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** @param config the configuration file's content; a text is written as it is */
export async function startEndpoint(config: unknown = {}, { env = {}, folder, ...options }: StartOptions = {}): Promise<Started> {
  const home = folder ?? makeFolder();
  const machine: Machine = { platform: 'linux', home, env };
  const configFile = path.join(home, 'endpoint.jsonc');
  if (folder === undefined || !existsSync(configFile)) {
    writeFileSync(configFile, typeof config === 'string' ? config : JSON.stringify(config));
  }
  const said: string[] = [];
  const endpoint = await serveEndpoint({
    config: { file: configFile, shownAs: 'endpoint.jsonc', mayBeMissing: true },
    machine,
    port: 0,
    version: '9.9.9',
    network: { proxy: null, bypass: null, env, strictSsl: true },
    lingerMs: null,
    clients: [],
    onConfigApplied: ({ warnings }) => said.push('applied', ...warnings.map(({ text }) => text)),
    onConfigRefused: ({ message }) => said.push(`refused ${message}`),
    onWarning: (text) => said.push(text),
    onUnneeded: () => said.push('unneeded'),
    ...options,
  });
  afterTest(endpoint.drain);
  const state = stateFolder(machine);
  const token = readLock(state)?.token ?? '';
  const ask: Started['ask'] = (target, what) => askHttp(endpoint.port, target, what);
  return {
    ...endpoint,
    token,
    machine,
    stateFolder: state,
    configFile,
    said,
    ask,
    askAdmin: (target, what = {}) => ask(target, { ...what, headers: { authorization: `Bearer ${token}`, ...what.headers } }),
  };
}

export function askHttp(port: number, target: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: target, method, headers, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (text += chunk));
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    asked.on('error', reject);
    asked.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
  });
}

/** Sends bytes as they are and reads until the other side closes. */
export function sendRaw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    socket.setEncoding('latin1');
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on('data', (chunk) => (text += String(chunk)));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
}

/** Polls, at most fifteen seconds. */
export async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 15_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('It did not come about within 15 s.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
