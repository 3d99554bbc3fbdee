/** `unwrap fix`: switches a tool's model, or points it at the endpoint, in the tool's own settings. */
import { createInterface } from 'node:readline/promises';
import * as l10n from '@vscode/l10n';
import { InvalidArgumentError, type Command } from 'commander';
import type { Preview } from '../fixes/previewFix.js';
import type { Intent, SettingsScope, ToolSettings } from '../tools/fix.js';
import type { Environment } from '../tools/tool.js';
import { readEnvironment } from '../watch/machine.js';
import { describePreview, presentPreview } from './describePreview.js';
import { DEFECT_HELP, exitCodes } from './exitCodes.js';
import { print, say } from './output.js';
import { plainJson } from './plainText.js';
import { presentFix } from './presentFix.js';
import { sayText } from './sayText.js';
import { fixesFolder, readEndpoint, readScope } from './settingsScope.js';
import { UnusableInput } from './unusableInput.js';

const DEFAULT_PORT = 4141;

const HELP = `
What would change is shown first, without keys. On a terminal it is asked for; a script says --yes. The file is read again before it is
written, and left alone where it changed meanwhile; a backup is kept, for "unwrap undo". Tools that take no settings from a file are
answered by steps. With --list: each tool's settings as they are, and the fixes made.

Exit codes:
  0  the fix was made, or it is so already; with --dry-run, it could be made
  1  nothing was changed: declined, refused, or left to be done by hand
  2  the command line cannot be used, or --yes is missing where nobody can be asked${DEFECT_HELP}`;

interface FixOptions {
  readonly tool?: string;
  readonly switchModel?: string;
  readonly pointAtEndpoint?: boolean;
  readonly list?: boolean;
  readonly port: number;
  readonly config?: string;
  readonly provider?: string;
  readonly failedModel?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export function addFix(program: Command): void {
  program
    .command('fix')
    .description("Switch a tool's model, or point it at the endpoint, in its own settings.")
    .option('--tool <id>', 'the tool: continue, claude-code, codex, …; without it, the one that has settings here')
    .option('--switch-model <model>', 'use this model', parseModel)
    .option('--point-at-endpoint', 'send its calls through the local endpoint ("unwrap serve")')
    .option('--list', 'tell what the settings of each tool say, and which fixes were made')
    .option('--port <number>', "the endpoint's port", parsePort, DEFAULT_PORT)
    .option('--config <file>', "the endpoint's configuration, for upstreams of your own")
    .option('--provider <id>', 'the provider or gateway that is meant, where the settings do not say')
    .option('--failed-model <model>', 'the model that is meant, where the settings hold several')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'show what would change, and change nothing')
    .option('--json', 'one JSON object: {"tool": "…", "plan": {…}, "fix": {…} | null}')
    .addHelpText('after', HELP)
    .action(runFix);
}

async function runFix(options: FixOptions): Promise<void> {
  const environment = readEnvironment();
  const asked = [options.switchModel, options.pointAtEndpoint, options.list].filter((each) => each !== undefined);
  if (asked.length !== 1) throw new UnusableInput('Say one of --switch-model MODEL, --point-at-endpoint and --list.');
  const scope = await readScope(environment);
  // Loaded here: no other command needs what reads and writes the formats of settings.
  const [{ toolSettings, settingsOfTool }, { previewFix }, { FixFailure }] = await Promise.all([
    import('../tools/settings/list.js'),
    import('../fixes/previewFix.js'),
    import('../fixes/fixFailure.js'),
  ]);
  if (options.list) {
    const { listSettings } = await import('./listSettings.js');
    await listSettings(toolSettings, scope, fixesFolder(environment), options.json ?? false);
    return;
  }
  try {
    const tool =
      settingsOfTool(options.tool ?? '') ?? chooseTool(toolSettings, options.tool, await findConfigured(toolSettings, scope));
    const preview = await previewFix(tool, readIntent(options, environment), scope);
    await makeFix(preview, options, environment);
  } catch (error) {
    if (!(error instanceof FixFailure)) throw error;
    say(sayText(error.text));
    process.exitCode = exitCodes.unchanged;
  }
}

function readIntent({ switchModel, port, config, provider, failedModel }: FixOptions, environment: Environment): Intent {
  const failed = { model: failedModel ?? null, provider: provider ?? null };
  return switchModel === undefined
    ? { kind: 'point-at-endpoint', endpoint: readEndpoint(environment, port, config), failed }
    : { kind: 'switch-model', model: switchModel, failed };
}

/** Those that have a file of their own here. */
async function findConfigured(tools: readonly ToolSettings[], scope: SettingsScope): Promise<ToolSettings[]> {
  const { readSettings } = await import('../fixes/previewFix.js');
  const configured: ToolSettings[] = [];
  for (const tool of tools) {
    const settings = await readSettings(tool, scope).catch(() => null);
    if (settings?.texts.some(({ text, level }) => text !== null && level !== 'managed')) configured.push(tool);
  }
  return configured;
}

function chooseTool(tools: readonly ToolSettings[], id: string | undefined, configured: readonly ToolSettings[]): ToolSettings {
  const all = tools.map((tool) => tool.id).join(', ');
  if (id !== undefined)
    throw new UnusableInput(`There is no tool "${id}"; these are known: ${all}. Others are changed in the editor alone.`);
  const [only, ...others] = configured;
  if (only === undefined) throw new UnusableInput(`No tool has settings here. Name one with --tool: ${all}.`);
  if (others.length > 0)
    throw new UnusableInput(
      `Several tools have settings here; name one with --tool: ${configured.map((tool) => tool.id).join(', ')}.`,
    );
  return only;
}

async function makeFix(
  preview: Preview,
  { yes = false, dryRun = false, json = false }: FixOptions,
  environment: Environment,
): Promise<void> {
  const { plan } = preview;
  if (!json) await print(describePreview(preview, environment));
  const answer = async (fix: object | null): Promise<void> => {
    if (json) await print(`${plainJson({ ...presentPreview(preview, environment), fix })}\n`);
  };
  if (plan.kind === 'done') return answer(null);
  if (plan.kind !== 'edits') {
    process.exitCode = exitCodes.unchanged;
    return answer(null);
  }
  if (preview.intent.kind === 'point-at-endpoint') await warnOfSilence(preview.intent.endpoint.origin);
  if (dryRun) return answer(null);
  if (!yes && !(await confirm(json))) {
    say(l10n.t('Nothing was changed.'));
    process.exitCode = exitCodes.unchanged;
    return answer(null);
  }
  const { applyFix } = await import('../fixes/applyFix.js');
  const fix = await applyFix(preview, { folder: fixesFolder(environment), now: Date.now });
  if (!json)
    say(l10n.t('Done; it takes effect {when}. "unwrap undo {id}" takes it back.', { when: sayText(plan.effect), id: fix.id }));
  return answer(presentFix(fix));
}

/** Asked of a person at a terminal alone. */
async function confirm(json: boolean): Promise<boolean> {
  if (json || !process.stdin.isTTY || !process.stderr.isTTY)
    throw new UnusableInput('Nobody can be asked here: say --yes, or --dry-run.');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-C and the end of the input are a no.
  const ended = new Promise<string>((resolve) => {
    terminal.once('close', () => resolve(''));
  });
  const answer = await Promise.race([terminal.question(`${l10n.t('Make this change? [y/N]')} `), ended]);
  terminal.close();
  return /^y(?:es)?$/i.test(answer.trim());
}

/** A tool that is pointed at nothing fails at its next call. */
async function warnOfSilence(origin: string): Promise<void> {
  const { askHealth } = await import('../endpoint/askHealth.js');
  const port = Number(origin.slice(origin.lastIndexOf(':') + 1));
  if ((await askHealth(port)) === null)
    say(
      l10n.t('No endpoint answers at {origin} yet: start it with "{command}".', {
        origin,
        command: port === DEFAULT_PORT ? 'unwrap serve' : `unwrap serve --port ${port}`,
      }),
    );
}

/** What a script's unset variable leaves is no model. */
function parseModel(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.');
  return text;
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new InvalidArgumentError('It is a number from 1 to 65535.');
  return port;
}
