/** What the watch says of its sources. */
export const watchTexts = {
  'watch.unreadable': '{path} cannot be read: {reason}. It is tried again while the watch goes on.',
  'watch.denied': 'permission denied',
  'wire.undici': 'calls by fetch and undici in this window',
  'wire.http': 'calls by node:http and node:https in this window',
  'wire.quiet': 'No extension has called anyone this way since the tap was switched on.',
  'wire.unanswered': 'Exchanges are published; none was with a provider of models yet.',
  'wire.oneAnswer': 'One answer of a provider of models so far.',
  'wire.answers': '{answers} answers of providers of models so far.',
  'wire.withFaults': '{heard} {faults} could not be read, for a fault of the tap itself.',
  'wire.headAlone':
    '{heard} Node tells the head of such an answer alone; its text is read as it comes in, of failed answers only.',
  'wire.processes': 'assistants on the command line, and servers that a tool starts',
  'wire.ownProcesses':
    'They are processes of their own. A base URL that leads through the local endpoint makes their calls visible.',
  'wire.windows': 'other windows and other extension hosts',
  'wire.otherHosts':
    "The tap sees the process that Unwrap runs in: not another window's, nor a web extension's, nor that of the local machine where Unwrap runs on a remote one.",
  'wire.electron': "Electron's own network, webviews, HTTP/2 sessions and WebSockets",
  'wire.unpublished':
    'Nothing that the tap can read is published of them: with the setting http.electronFetch, of calls that a page makes by itself, or by node:http2. The local endpoint sees what is sent through it.',
} as const;
