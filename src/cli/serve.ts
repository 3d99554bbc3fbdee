/** `unwrap serve`: the local endpoint, until it is told to stop. */
import { EventEmitter, once } from 'node:events';
import { InvalidArgumentError, type Command } from 'commander';
import { InvalidConfig, sayProblem } from '../endpoint/configProblem.js';
import { tools } from '../tools/list.js';
import { readEnvironment } from '../watch/machine.js';
import { collectSooner } from './collectSooner.js';
import { DEFECT_HELP } from './exitCodes.js';
import { print, say } from './output.js';
import { placeOfConfig } from './placeOfConfig.js';
import { plainJson } from './plainText.js';
import { UnusableInput } from './unusableInput.js';
import { version } from './version.js';

const DEFAULT_PORT = 4141;
/** What still runs after the end of everything is a leak that must not keep the process. */
const LEAK_MS = 1_000;

const HELP = `
Requests to http://127.0.0.1:${DEFAULT_PORT}/<upstream>/<rest> go to that upstream, and on to the next place of their route's chain
where it fails: /openrouter/api/v1/chat/completions, /openai/v1/responses, /anthropic/v1/messages. A tool's own key passes through.

When it is ready it prints one line, {"listening": "http://…", "pid": …}. It reads its configuration again whenever the file
changes. Ctrl-C or SIGTERM ends it when the requests under way are over; a second one ends it at once. With --json what
happens meanwhile is told on standard output too, one {"event": …} a line.

Exit codes:
  0  ended by Ctrl-C, SIGTERM, or for want of anyone who needs it (--linger)
  2  the command line or the configuration cannot be used, or the port is taken${DEFECT_HELP}`;

interface ServeCliOptions {
  readonly config?: string;
  readonly port: number;
  readonly linger?: number;
  readonly proxy?: string;
  readonly proxyBypass?: string;
  readonly strictSsl: boolean;
  readonly json?: boolean;
}

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('Run the local endpoint, which repeats, redirects and explains the model calls that fail.')
    .option('--config <file>', "the configuration; without it, endpoint.jsonc in the user's configuration folder")
    .option('--port <number>', 'on 127.0.0.1 and ::1; 0 for any that is free', parsePort, DEFAULT_PORT)
    .option('--linger <seconds>', 'end when no window and no request has needed it for so long', parseSeconds)
    .option('--proxy <url>', 'reach upstreams through this proxy; without it, as HTTPS_PROXY and HTTP_PROXY say')
    .option('--proxy-bypass <hosts>', 'reached directly, as NO_PROXY lists them')
    .option('--no-strict-ssl', 'believe any certificate')
    .option('--json', 'tell what happens on standard output, one JSON object a line')
    .addHelpText('after', HELP)
    .action(runServe);
}

async function runServe(options: ServeCliOptions): Promise<void> {
  collectSooner();
  const machine = readEnvironment();
  const place = placeOfConfig(options.config, machine);
  const tell = createTeller(options.json ?? false);
  // Loaded here: no other command needs it.
  const [{ serveEndpoint }, { PortTaken }, { parseProxy }] = await Promise.all([
    import('../endpoint/server.js'),
    import('../endpoint/listen.js'),
    import('../endpoint/proxy.js'),
  ]);
  const stop = waitForEnd();
  try {
    if (options.proxy !== undefined) parseProxy(options.proxy);
  } catch (error) {
    throw new UnusableInput(`--proxy: ${error instanceof Error ? error.message : String(error)}`);
  }
  const endpoint = await serveEndpoint({
    config: place,
    machine,
    port: options.port,
    version,
    network: {
      proxy: options.proxy ?? null,
      bypass: options.proxyBypass ?? null,
      env: machine.env,
      strictSsl: options.strictSsl,
    },
    lingerMs: options.linger === undefined ? null : options.linger * 1000,
    clients: tools.flatMap(({ id, client }) => (client ? [{ tool: id, ...client }] : [])),
    onConfigApplied: ({ warnings }) => {
      tell('config-applied', `${place.shownAs}: the change is in force`);
      for (const warning of warnings) tell('warning', sayProblem(place.shownAs, warning));
    },
    onConfigRefused: (refusal) => tell('config-refused', `${refusal.message}\nthe configuration before it stays in force`),
    onWarning: (text) => tell('warning', text),
    onUnneeded: stop.now,
  }).catch((error: unknown) => {
    if (error instanceof InvalidConfig || error instanceof PortTaken) throw new UnusableInput(error.message);
    throw error;
  });
  await print(`${plainJson({ listening: endpoint.url, pid: process.pid })}\n`);
  await stop.asked;
  const active = endpoint.active();
  if (active > 0) {
    const requests = active === 1 ? '1 request is' : `${active} requests are`;
    tell('ending', `${requests} still under way; Ctrl-C again ends at once`);
  }
  await Promise.race([endpoint.drain(), stop.askedAgain]);
  setTimeout(() => process.exit(), LEAK_MS).unref();
}

type Tell = (event: 'warning' | 'config-applied' | 'config-refused' | 'ending', text: string) => void;

function createTeller(json: boolean): Tell {
  return (event, text) => {
    if (json) void print(`${plainJson({ event, text })}\n`);
    else for (const line of text.split('\n')) say(line);
  };
}

interface End {
  /** Asks as a signal would. */
  readonly now: () => void;
  readonly asked: Promise<void>;
  readonly askedAgain: Promise<void>;
}

function waitForEnd(): End {
  const asks = new EventEmitter();
  const now = (): void => void asks.emit('ask');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, now);
  const next = async (after?: Promise<void>): Promise<void> => {
    await after;
    await once(asks, 'ask');
  };
  const asked = next();
  return { now, asked, askedAgain: next(asked) };
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('a port is a number from 0 to 65535.');
  return port;
}

function parseSeconds(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('a number of whole seconds is needed.');
  return Number(text);
}
