/**
 * `npm start`, on a fresh clone too: reads the options, installs what is missing with Node's own means, and hands over to
 * `openEditor.ts`.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const usage = `Usage: npm start -- [options]

Opens a real VS Code with Unwrap in it, with a profile and a workspace that are thrown away afterwards:
the first desktop editor on the PATH (code, code-insiders, codium, cursor, windsurf), else VS Code in a browser.

  --editor NAME  one of these editors, or "browser"
  --no-demo      without the stand-in assistant whose calls fail
  --port PORT    of the browser-hosted VS Code (default: a free one)
  --help         this text

Ctrl-C ends everything that was started.`;

/** npm's shell; whoever starts this script without npm decides for themselves how long it lives. */
const parent = process.env.npm_lifecycle_event === 'start' ? process.ppid : null;
const root = path.resolve(import.meta.dirname, '..', '..');

function readOptions() {
  const { values } = parseArgs({
    options: {
      editor: { type: 'string' },
      'no-demo': { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port takes a number from 0 to 65535, not "${values.port}"`);
  return { help: values.help, editor: values.editor, demo: !values['no-demo'], port };
}

const changedAt = (file) => statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;

function installPackages() {
  if (changedAt('node_modules/.package-lock.json') >= changedAt('package-lock.json')) return;
  console.log('Installing packages.');
  const { status } = spawnSync('npm', ['ci'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error('npm ci failed');
}

try {
  const { help, ...options } = readOptions();
  if (help) {
    console.log(usage);
  } else {
    installPackages();
    const { register } = await import('tsx/esm/api');
    register();
    const { openEditor } = await import('./openEditor.ts');
    await openEditor(root, { ...options, parent });
  }
} catch (error) {
  const wrongUse = error.code?.startsWith('ERR_PARSE_ARGS') || error.message.startsWith('--');
  console.error(wrongUse ? `${error.message}\n\n${usage}` : `npm start: ${error.message}`);
  process.exitCode = wrongUse ? 2 : 1;
}
