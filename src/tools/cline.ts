/** Cline, `saoudrizwan.claude-dev`. One package holds two bundles, and a window runs one of them (`cline/cline:apps/vscode-rollout`). */
import { channelFormat, channelSignals, openChannelReader } from './cline/channel.js';
import { openUiMessagesReader, uiMessagesFormat, uiMessagesSignals } from './cline/uiMessages.js';
import type { Tool } from './tool.js';

export const cline: Tool = {
  id: 'cline',
  name: 'Cline',
  places: ({ editors }) =>
    editors.flatMap(({ name, logs, exthosts, globalStorage }) => [
      ...exthosts.map((exthost) => ({
        label: `output channel "Cline" (${name})`,
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
              label: `task messages (${name})`,
              root: globalStorage,
              segments: ['saoudrizwan.claude-dev', 'tasks', '*', 'ui_messages.json'],
              kind: 'snapshot' as const,
              format: uiMessagesFormat,
              signals: uiMessagesSignals,
              openReader: openUiMessagesReader,
            },
          ]),
    ]),
  outOfReach: () => [
    {
      label: "the provider's own words (Cline 4.1 and later)",
      reason:
        'Cline keeps only the outermost message of a failed call ("Provider returned error"), and no file holds more. The gateway\'s own log of requests may.',
    },
  ],
};
