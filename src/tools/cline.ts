/** Cline, `saoudrizwan.claude-dev`. One package holds two bundles, and a window runs one of them (`cline/cline:apps/vscode-rollout`). */
import { channelFormat, channelSignals, openChannelReader } from './cline/channel.js';
import { cliFormat, cliSignals, openCliReader } from './cline/cliLog.js';
import { messagesFormat, messagesSignals, messageStart, openMessagesReader } from './cline/sessionMessages.js';
import { openUiMessagesReader, uiMessagesFormat, uiMessagesSignals } from './cline/uiMessages.js';
import { joinPath } from './path.js';
import type { Environment, Place, Tool } from './tool.js';
import { placeText } from './texts/placeText.js';

function findData({ platform, home, env }: Environment): string {
  const folder = env['CLINE_DIR'] || joinPath(platform, home, '.cline');
  return env['CLINE_DATA_DIR'] || joinPath(platform, folder, 'data');
}

/** Of the command line, and of what it and the extension's newer bundle have in common. */
function placesInHome(environment: Environment): Place[] {
  const under = (folder: string): string => joinPath(environment.platform, findData(environment), folder);
  return [
    {
      label: placeText('place.cliLog'),
      root: under('logs'),
      segments: ['cline.log'],
      kind: 'lines',
      format: cliFormat,
      signals: cliSignals,
      openReader: openCliReader,
    },
    {
      label: placeText('place.sessions'),
      root: under('sessions'),
      segments: ['*', '*.messages.json'],
      kind: 'snapshot',
      objectStart: messageStart,
      format: messagesFormat,
      signals: messagesSignals,
      openReader: openMessagesReader,
    },
  ];
}

export const cline: Tool = {
  id: 'cline',
  name: 'Cline',
  extension: { ids: ['saoudrizwan.claude-dev'], firstButton: 'pressPrimaryButton' },
  places: ({ environment, editors }) => [
    ...editors.flatMap(({ name, logs, exthosts, globalStorage }) => [
      ...exthosts.map((exthost) => ({
        label: placeText('place.clineChannel', { editor: name }),
        root: logs,
        // The number counts an extension host's channels; it tells nothing of whose they are.
        segments: [...exthost, 'output_logging_*', '*-Cline.log'],
        kind: 'lines' as const,
        format: channelFormat,
        signals: channelSignals,
        openReader: openChannelReader,
      })),
      ...(globalStorage === null
        ? []
        : [
            {
              label: placeText('place.taskMessages', { editor: name }),
              root: globalStorage,
              segments: ['saoudrizwan.claude-dev', 'tasks', '*', 'ui_messages.json'],
              kind: 'snapshot' as const,
              format: uiMessagesFormat,
              signals: uiMessagesSignals,
              openReader: openUiMessagesReader,
            },
          ]),
    ]),
    ...placesInHome(environment),
  ],
  outOfReach: () => [
    {
      label: placeText('reach.ownWordsOf', { version: placeText('reach.clineFrom') }),
      reason: placeText('reach.clineWords'),
    },
  ],
};
