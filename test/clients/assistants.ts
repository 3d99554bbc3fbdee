/** The command-line assistants from npm, each pointed at an address of the endpoint and asked one question without a terminal. */
import { spawn, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';

/** What a run needs besides its home and its folder. */
interface Run {
  /** `http://127.0.0.1:<port>/<upstream>`. */
  readonly baseUrl: string;
  readonly model: string;
  /** Scratch; the assistant's `HOME`. */
  readonly home: string;
}

export interface Assistant {
  readonly name: string;
  readonly package: string;
  readonly version: string;
  readonly bin: string;
  /** Writes its configuration below `home`; its arguments. */
  readonly prepare: (run: Run) => readonly string[];
  readonly env?: (run: Run) => Readonly<Record<string, string>>;
}

const QUESTION = 'Are you well?';
const KEY = 'sk-clients-own-key';

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

export const assistants: readonly Assistant[] = [
  {
    name: 'opencode',
    package: 'opencode-ai',
    version: '1.18.33',
    bin: 'opencode',
    prepare: ({ baseUrl, model, home }) => {
      const provider = {
        npm: '@ai-sdk/openai-compatible',
        name: 'Through the endpoint',
        options: { baseURL: `${baseUrl}/v1`, apiKey: KEY },
        models: { [model]: { name: model } },
      };
      write(join(home, '.config', 'opencode', 'opencode.json'), JSON.stringify({ provider: { endpoint: provider } }));
      return ['run', '--model', `endpoint/${model}`, '--title', 'one question', QUESTION];
    },
  },
  {
    name: 'codex',
    package: '@openai/codex',
    version: '0.169.0',
    bin: 'codex',
    prepare: ({ baseUrl, model, home }) => {
      write(
        join(home, '.codex', 'config.toml'),
        `model = "${model}"\nmodel_provider = "endpoint"\n[model_providers.endpoint]\nname = "Through the endpoint"\nbase_url = "${baseUrl}/v1"\nenv_key = "ENDPOINT_KEY"\nwire_api = "responses"\n`,
      );
      return ['exec', '--skip-git-repo-check', QUESTION];
    },
    env: () => ({ ENDPOINT_KEY: KEY }),
  },
  {
    name: 'claude',
    package: '@anthropic-ai/claude-code',
    version: '2.1.329',
    bin: 'claude',
    prepare: ({ model }) => ['--bare', '--model', model, '--print', QUESTION],
    env: ({ baseUrl, model }) => ({
      ANTHROPIC_BASE_URL: baseUrl,
      ANTHROPIC_API_KEY: KEY,
      ANTHROPIC_DEFAULT_HAIKU_MODEL: model,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    }),
  },
  {
    name: 'cn',
    package: '@continuedev/cli',
    version: '1.5.47',
    bin: 'cn',
    prepare: ({ baseUrl, model, home }) => {
      const config = join(home, 'config.yaml');
      write(
        config,
        `name: one question\nversion: 0.0.1\nschema: v1\nmodels:\n  - name: ${model}\n    provider: openai\n    model: ${model}\n    apiBase: ${baseUrl}/v1\n    apiKey: ${KEY}\n    roles: [chat]\n`,
      );
      return ['--config', config, '--print', QUESTION];
    },
    env: () => ({ CONTINUE_TELEMETRY_ENABLED: '0' }),
  },
  {
    name: 'cline',
    package: 'cline',
    version: '3.0.65',
    bin: 'cline',
    prepare: ({ baseUrl, model, home }) => {
      const settings = { provider: 'openrouter', apiKey: KEY, model, baseUrl: `${baseUrl}/v1` };
      const stored = { settings, updatedAt: '2026-01-01T00:00:00.000Z', tokenSource: 'manual' };
      write(
        join(home, '.cline', 'data', 'settings', 'providers.json'),
        JSON.stringify({ version: 1, lastUsedProvider: 'openrouter', modes: {}, providers: { openrouter: stored } }),
      );
      return ['--provider', 'openrouter', '--model', model, QUESTION];
    },
  },
];

/** Installs it into the ignored cache folder, where it is not there yet. */
export function install({ name, package: packageName, version, bin }: Assistant): string {
  const folder = resolve('.cache', 'assistants', `${name}-${version}`);
  const program = join(folder, 'node_modules', '.bin', bin);
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', `${packageName}@${version}`], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return program;
}

export interface Outcome {
  readonly seconds: number;
  /** Null where it had to be ended. */
  readonly exitCode: number | null;
  /** Standard output and standard error, as they came. */
  readonly text: string;
}

export async function ask(
  assistant: Assistant,
  program: string,
  baseUrl: string,
  model: string,
  patienceMs: number,
): Promise<Outcome> {
  const home = mkdtempSync(join(tmpdir(), `unwrap-${assistant.name}-`));
  const folder = join(home, 'project');
  mkdirSync(folder);
  const run: Run = { baseUrl, model, home };
  const begun = performance.now();
  const child = spawn(program, assistant.prepare(run), {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
      HOME: home,
      USERPROFILE: home,
      NO_COLOR: '1',
      CI: '1',
      ...assistant.env?.(run),
    },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  /** With whatever it has started. */
  const end = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Nothing of it is left.
    }
  };
  const timer = setTimeout(end, patienceMs);
  const exitCode = await new Promise<number | null>((done, fail) => child.once('error', fail).once('exit', done));
  clearTimeout(timer);
  end();
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  return { seconds: (performance.now() - begun) / 1000, exitCode, text };
}
