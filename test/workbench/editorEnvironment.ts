/**
 * The environment for an editor of our own. What an enclosing editor's terminal or an enclosing `npm run` sets is left out: with
 * `VSCODE_IPC_HOOK_CLI` a start would open in that editor, and npm's own variables steer a nested npm to the wrong folder.
 */
const foreign = /^(?:VSCODE_|ELECTRON_|CODE_SERVER_|npm_package_|npm_lifecycle_|npm_command$|npm_config_local_prefix$)/u;
const named = new Set(['INIT_CWD', 'PASSWORD', 'HASHED_PASSWORD', 'PORT', 'NODE_OPTIONS', 'TERM_PROGRAM']);

export function editorEnvironment(changes: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name) && !named.has(name));
  return { ...Object.fromEntries(kept), ...changes };
}
