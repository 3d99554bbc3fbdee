/** What is said of the places of tools, and of what is out of reach. */
export const placeTexts = {
  'place.homeLogs': 'logs in the home directory',
  'place.windowLog': 'window log ({editor})',
  'place.structuredLog': 'structured log ({editor})',
  'place.agentLog': 'agent log ({editor})',
  'place.extensionLog': 'log of its extension ({editor})',
  'place.copilotLog': 'log of Copilot Chat ({editor})',
  'place.coreLog': 'core log (JetBrains)',
  'place.cliLog': 'command line log',
  'place.sessions': 'sessions',
  'place.transcripts': 'transcripts',
  'place.subagents': 'transcripts of subagents',
  'place.clineChannel': 'output channel "Cline" ({editor})',
  'place.taskMessages': 'task messages ({editor})',
  'place.logOf': 'log of {tool}',
  'place.oldLogsOf': 'logs of {tool}, older form',
  'place.reports': 'reports of failed calls',

  'reach.ownWords': "the provider's own words",
  'reach.ownWordsOf': "the provider's own words ({version})",
  'reach.claudeWords': 'Claude Code keeps its own sentence of a failed call and the status, not what the provider answered.',
  'reach.clineFrom': 'Cline 4.1 and later',
  'reach.clineWords':
    'Cline keeps only the outermost message of a failed call ("Provider returned error"), and no file holds more. Unwrap\'s wire tap sees the rest, and so does its endpoint where Cline\'s base URL leads through it.',
  'reach.codexWords':
    'Codex keeps the status of a refused call, and of most answers nothing else ("exceeded retry limit, last status: 429 Too Many Requests").',
  'reach.opencodeWords':
    'opencode logs only the outermost message of a call that was refused ("Provider returned error"). What breaks off in mid-stream it logs in full.',
  'reach.kiloWords':
    'Kilo Code 7 logs only the outermost message of a call that was refused ("Provider returned error"). The whole answer is in its database, which Unwrap does not open.',
  'reach.elsewhere': 'The log of the window is kept on the machine that shows it, not on this one.',
  'reach.continueElsewhere':
    'Continue leaves its errors only in the log of the window, and that is kept on the machine that shows the window, not on this one.',
  'reach.continueCli': 'failed calls of the command line',
  'reach.continueScreen':
    "Continue's command line (`cn`, seen with 1.5) shows an error on the screen and writes nothing of it. Releases that do are followed.",
  'reach.promptLog': 'prompt.log',
  'reach.prompts': 'It holds prompts and no error, so it is not read.',
  'reach.streams': 'errors inside of a stream',
  'reach.copilotStreams':
    'Copilot Chat logs an answer that was refused; of one that broke off it logs only that the request failed.',
  'reach.cursorLogs': 'logs of Cursor',
  'reach.otherEditor':
    'This editor is not Cursor, and the extension reads the logs of its own editor only. The command line program `unwrap` is a separate install: its `unwrap watch`, run in a terminal on this machine, reads the logs of both.',
  'reach.bubbles': "chats' error bubbles",
  'reach.cursorDatabase': 'Cursor keeps them in a database that also holds its sign-in tokens; Unwrap does not open it.',
  'reach.repeats': 'calls that are tried again',
  'reach.geminiRepeats': 'Gemini CLI tries up to ten times over several minutes, and writes nothing of it before it gives up.',
  'reach.movedTasks': 'task messages in a folder of your own',
  'reach.movedBy':
    "Where the setting {setting} names another folder, the files there are not read. In the editor's window failures are still told of: the extension itself hands them out.",
  'reach.conversations': 'conversations',
  'reach.windsurfForm': 'Windsurf keeps them in a binary form of its own; Unwrap does not read it.',
  'reach.threads': 'threads',
  'reach.zedDatabase': 'Zed keeps them, with their prompts, in a database of compressed rows; Unwrap does not open it.',
} as const;
