/**
 * Continue, `Continue.continue` (final release 2.0.0, so its formats stay). The extension has no log of its own: what it writes to
 * the console as an error lands in the window's `renderer.log`; its JetBrains core and its command line log to `~/.continue/logs`.
 * `prompt.log` beside them holds prompts and never an error's text: it is not read.
 */
import { continueCli, continueCore, vscodeLog } from '../engine/formats.js';
import type { LogRecord } from '../engine/records.js';
import type { Observation } from '../engine/model.js';
import { joinPath } from './path.js';
import type { Environment, Tool } from './tool.js';
import { placeText } from './texts/placeText.js';

/** The calls that reach a model, among all that the panel and the editor may ask for (`continuedev/continue:core/protocol`). */
const MODEL_CALL =
  /^(?:llm\/(?:streamChat|complete)|chatDescriber\/|conversation\/compact|streamDiffLines|autocomplete\/|nextEdit\/|edit\/|applyToFile)/;

const WEBVIEW_FAILURE = 'Error handling webview message: ';
const CORE_FAILURE = 'Error running handler for "';

/**
 * `Error handling webview message: {the whole message, prompt included, over many lines}`, an empty line, the error. The prompt is
 * dropped before anything else is done with the record: JSON's own closing brace at a line's start ends it.
 */
function readWebviewFailure({ message }: LogRecord): Observation | null {
  const start = message.indexOf(WEBVIEW_FAILURE);
  if (start === -1) return null;
  const end = /\n\}\r?\n\r?\n/.exec(message);
  const type = /"messageType": "([^"\n]{1,80})"/.exec(message)?.[1];
  const raw = end ? message.slice(end.index + end[0].length).trim() : '';
  return raw === '' || isCancel(raw) || (type !== undefined && !MODEL_CALL.test(type)) ? null : { raw };
}

/** `Error running handler for "llm/streamChat":  Error: …` */
function readCoreFailure({ message }: LogRecord): Observation | null {
  if (!message.startsWith(CORE_FAILURE)) return null;
  const end = message.indexOf('":', CORE_FAILURE.length);
  const raw = message.slice(end + 2).trim();
  return end === -1 || raw === '' || isCancel(raw) || !MODEL_CALL.test(message.slice(CORE_FAILURE.length, end)) ? null : { raw };
}

/** A failed turn is an error record whose text is an empty line and a red `Error: …`. */
function readCliFailure({ level, message }: LogRecord): Observation | null {
  const raw = message.replaceAll(COLOURS, '').trim();
  return level === 'error' && raw.startsWith('Error: ') && !isCancel(raw) ? { raw } : null;
}

// eslint-disable-next-line no-control-regex -- the terminal's own escape sequences
const COLOURS = /\u001B\[[\d;]{0,16}m/g;

function isCancel(raw: string): boolean {
  return /^(?:AbortError|Error: (?:This operation was aborted|The operation was aborted|Request was aborted|cancell?ed))/i.test(
    raw,
  );
}

function findHome({ platform, home, env }: Environment): string {
  return env['CONTINUE_GLOBAL_DIR'] || joinPath(platform, home, '.continue');
}

export const continueTool: Tool = {
  id: 'continue',
  name: 'Continue',
  extension: { ids: ['Continue.continue'] },
  places: ({ environment, editors }) => {
    const logs = { root: joinPath(environment.platform, findHome(environment), 'logs'), kind: 'lines' as const };
    return [
      ...editors.flatMap(({ name, logs: root, windows }) =>
        windows === null
          ? []
          : [
              {
                label: placeText('place.windowLog', { editor: name }),
                root,
                segments: [...windows, 'renderer*.log'],
                kind: 'lines' as const,
                format: vscodeLog,
                signals: [WEBVIEW_FAILURE],
                openReader: () => readWebviewFailure,
              },
            ],
      ),
      {
        ...logs,
        label: placeText('place.coreLog'),
        segments: ['core.log'],
        format: continueCore,
        signals: [CORE_FAILURE],
        openReader: () => readCoreFailure,
      },
      // Winston numbers a full file and goes on in the next: `cn.log`, `cn1.log`, …
      {
        ...logs,
        label: placeText('place.cliLog'),
        segments: ['cn*.log'],
        format: continueCli,
        signals: ['[error]: '],
        openReader: () => readCliFailure,
      },
    ];
  },
  outOfReach: ({ editors }) => [
    ...editors
      .filter(({ windows }) => windows === null)
      .map(({ name }) => ({
        label: placeText('place.windowLog', { editor: name }),
        reason: placeText('reach.continueElsewhere'),
      })),
    {
      label: placeText('reach.continueCli'),
      reason: placeText('reach.continueScreen'),
    },
    { label: placeText('reach.promptLog'), reason: placeText('reach.prompts') },
  ],
};
