/** The stand-in assistant: its calls go to the failing provider, and what it makes of the answers goes into a channel named `Cline`. */
import { createRequire } from 'node:module';
import * as vscode from 'vscode';
import { scenarios, type Scenario } from '../scenarios.js';
import { STORM } from '../storm.js';
import { callModel, isAnswer } from './callModel.js';
import { clineLines } from './clineLines.js';
import { writeStorm } from './writeStorm.js';

const FIRST_CALL_MS = 3_000;
const NEXT_CALL_MS = 30_000;

const setting = (name: string): unknown => vscode.workspace.getConfiguration('standIn').get(name);

async function fail(channel: vscode.OutputChannel, scenario: Scenario): Promise<void> {
  const provider = setting('provider');
  if (typeof provider !== 'string' || provider === '') throw new Error('the setting standIn.provider names no address');
  const baseUrl = setting('baseUrl');
  const outcome = await callModel(typeof baseUrl === 'string' && baseUrl !== '' ? baseUrl : provider, scenario);
  const at = new Date();
  const lines = isAnswer(outcome) ? [`${at.toISOString()} LOG Agent run completed`] : clineLines(scenario, outcome, at);
  for (const line of lines) channel.appendLine(line);
  await report(provider, scenario.id, at.getTime());
}

/** Tells that it is written, and what the extension host holds: Unwrap runs in the same one. */
async function report(provider: string, scenario: string, at: number): Promise<void> {
  const hostBytes = process.memoryUsage().rss;
  await fetch(`${provider}/written`, { method: 'POST', body: JSON.stringify({ scenario, at, hostBytes }) });
}

/** Does what the failing provider asks for, until that is gone: how a test lets a call fail. */
async function obey(channel: vscode.OutputChannel, attempt: (scenario: Scenario) => void, disposed: AbortSignal): Promise<void> {
  const provider = setting('provider');
  if (typeof provider !== 'string' || provider === '') return;
  while (!disposed.aborted) {
    const response = await fetch(`${provider}/next`, { signal: disposed });
    const asked = await response.text();
    if (asked === STORM) {
      await writeStorm(channel);
      await report(provider, STORM, Date.now());
    }
    const scenario = scenarios.find(({ id }) => id === asked);
    if (scenario) attempt(scenario);
  }
}

async function pick(id: unknown): Promise<Scenario | undefined> {
  const known = scenarios.find((scenario) => scenario.id === id);
  if (known) return known;
  const items = scenarios.map((scenario) => ({
    label: scenario.id,
    description: `${scenario.provider} · ${scenario.model}`,
    scenario,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: 'How should the call fail?' }))?.scenario;
}

/** The script that shifts the clock, for pictures of a time that stays the same. Every extension of the window shares it. */
function shiftClock(file: string): void {
  createRequire(file)(file);
  process.env['NODE_OPTIONS'] = `--require ${file}`;
}

/** As an agent of the editor does; what the tool answers goes into the clipboard, nothing where there is no such tool. */
async function callTool(): Promise<void> {
  const name = await vscode.window.showInputBox({ prompt: 'Which tool?' });
  const tool = vscode.lm.tools.find((each) => each.name === name);
  const parts = tool ? (await vscode.lm.invokeTool(tool.name, { input: {}, toolInvocationToken: undefined })).content : [];
  const texts = parts.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''));
  await vscode.env.clipboard.writeText(texts.join(''));
}

export function activate(context: vscode.ExtensionContext): void {
  const clock = setting('clock');
  if (typeof clock === 'string' && clock !== '') shiftClock(clock);
  const channel = vscode.window.createOutputChannel('Cline');
  const attempt = (scenario: Scenario): void => {
    fail(channel, scenario).catch((error: unknown) => {
      void vscode.window.showErrorMessage(`Stand-in assistant: ${error instanceof Error ? error.message : String(error)}`);
    });
  };
  context.subscriptions.push(
    channel,
    vscode.commands.registerCommand('standIn.callTool', callTool),
    vscode.commands.registerCommand('standIn.fail', async (id: unknown) => {
      const scenario = await pick(id);
      if (scenario) attempt(scenario);
    }),
  );
  const disposed = new AbortController();
  context.subscriptions.push({ dispose: () => disposed.abort() });
  obey(channel, attempt, disposed.signal).catch(() => undefined);
  if (setting('demo') !== true) return;
  let turn = 0;
  const next = (): void => {
    const scenario = scenarios[turn++ % scenarios.length];
    if (scenario) attempt(scenario);
    timer = setTimeout(next, NEXT_CALL_MS);
  };
  let timer = setTimeout(next, FIRST_CALL_MS);
  context.subscriptions.push({ dispose: () => clearTimeout(timer) });
}
