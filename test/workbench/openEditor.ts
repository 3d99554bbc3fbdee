/** `npm start`: a real VS Code with Unwrap in it, and a demonstration. */
import path from 'node:path';
import { buildStandIn, provideUnwrap } from './buildExtensions.js';
import { provideCodeServer } from './codeServer.js';
import { findEditors, openDesktopEditor, type DesktopEditor } from './desktopEditor.js';
import { startFailingProvider } from './failingProvider.js';
import { makeScratch, type Scratch } from './scratch.js';
import { serveWorkbench } from './serveWorkbench.js';

export interface StartOptions {
  /** The name of a desktop editor, or `browser`; undefined takes the first that is found. */
  readonly editor?: string | undefined;
  readonly demo: boolean;
  /** Of the browser-hosted VS Code; 0 takes a free one. */
  readonly port: number;
  /** The process that started this one, where it is to end with it. */
  readonly parent: number | null;
}

/** How soon the end of the parent is noticed. */
const PARENT_CHECK_MS = 500;

const say = (text: string): void => console.log(text);

function chooseEditor(wanted: string | undefined): DesktopEditor | null {
  if (wanted === 'browser') return null;
  const found = findEditors();
  if (wanted === undefined) return found[0] ?? null;
  const chosen = found.find((editor) => editor.name === wanted);
  if (chosen) return chosen;
  const others = [...found.map((editor) => editor.name), 'browser'].join(', ');
  throw new Error(`no editor "${wanted}" is on the PATH; to be had: ${others}`);
}

interface Opened {
  readonly ended: Promise<void>;
  readonly end: () => Promise<void>;
}

async function openDesktop(
  editor: DesktopEditor,
  scratch: Scratch,
  extensions: readonly string[],
  signal: AbortSignal,
): Promise<Opened> {
  say(`Opening ${editor.name} (${editor.command}) with a profile of its own. Close its window or press Ctrl-C to end.`);
  const open = await openDesktopEditor(editor, scratch, extensions, signal);
  const watch = async (): Promise<void> => {
    const code = await open.ended;
    if (code === 0 || signal.aborted) return;
    throw new Error(`${editor.name} ended with ${code ?? 'a signal'}; try --editor browser.\n${open.output().trimEnd()}`);
  };
  return { ended: watch(), end: open.end };
}

async function openBrowserHosted(
  root: string,
  port: number,
  scratch: Scratch,
  extensions: readonly string[],
  signal: AbortSignal,
): Promise<Opened> {
  const server = await provideCodeServer(path.join(root, '.cache'), say, signal);
  const workbench = await serveWorkbench({ server, scratch, extensions, port, signal });
  say(`VS Code with Unwrap: ${workbench.url}`);
  say('Open it in a browser on this machine. Ctrl-C ends it.');
  const watch = async (): Promise<void> => {
    await workbench.ended;
    if (!signal.aborted) throw new Error('code-server ended by itself');
  };
  return { ended: watch(), end: workbench.end };
}

/** Resolves after everything that was started has ended: by a signal, or by the editor. */
export async function openEditor(root: string, options: StartOptions): Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const stop = (): void => stopping.abort();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, stop);
  // A signal to npm ends npm's shell; it does not come through to here.
  const watch = setInterval(() => {
    if (options.parent !== null && process.ppid !== options.parent) stop();
  }, PARENT_CHECK_MS);
  const endings: (() => Promise<void>)[] = [];
  try {
    const editor = chooseEditor(options.editor);
    const extensions = [await provideUnwrap(root, say, signal)];
    const scratch = await makeScratch();
    endings.push(scratch.remove);
    if (options.demo) {
      extensions.push(await buildStandIn(root, path.join(root, '.cache'), signal));
      const provider = await startFailingProvider();
      endings.push(provider.close);
      await scratch.writeSettings({ 'standIn.provider': provider.url, 'standIn.demo': true });
    }
    const open = editor
      ? await openDesktop(editor, scratch, extensions, signal)
      : await openBrowserHosted(root, options.port, scratch, extensions, signal);
    endings.push(open.end);
    if (options.demo) say('The demonstration: a stand-in assistant makes a failing call a few seconds after the window opens.');
    const stopped = new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve());
    });
    await Promise.race([stopped, open.ended]);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    for (const end of endings.toReversed()) await end();
    for (const name of signals) process.off(name, stop);
    clearInterval(watch);
  }
}
