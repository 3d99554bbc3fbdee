/** `unwrap mcp`: tells agents, by the Model Context Protocol, why their calls failed. */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { answerQuery } from '../incidents/answerQuery.js';
import { errorsTool } from '../incidents/errorsTool.js';
import { readHistory } from '../incidents/history.js';
import type { Incident } from '../incidents/incident.js';
import { createIncidents } from '../incidents/incidents.js';
import { UnusableQuery } from '../incidents/readQuery.js';
import { tools } from '../tools/list.js';
import { DEFECT_HELP } from './exitCodes.js';
import { createMcpServer } from './mcpServer.js';
import { openInput } from './openInput.js';
import { print, say } from './output.js';
import { plainJson } from './plainText.js';
import { readLines } from './readLines.js';
import { spareMemory } from './spareMemory.js';
import { startWatch } from './startWatch.js';
import { UnusableInput } from './unusableInput.js';
import { version } from './version.js';
import { waitForSignal } from './waitForSignal.js';

const HELP = `
An agent starts it: its standard input and output are the protocol's. It has one tool, ${errorsTool.name}, which only reads and
answers with what failed since the program was started: cause, who refused, whether a retry can help and when, what to do. Keys
and prompts are taken out; what is answered goes to the agent's own model. The end of the input ends it.

Exit codes:
  0  ended by the end of its input, Ctrl-C or SIGTERM
  2  the command line or the input cannot be used${DEFECT_HELP}`;

export function addMcp(program: Command): void {
  program
    .command('mcp')
    .description('Serve agents: a tool by which they ask why their last call failed.')
    .option('--history <file>', "answer with what an editor's window has kept, and follow nothing")
    .option('--json', 'as it always is')
    .addHelpText('after', HELP)
    .action(runMcp);
}

/** Where incidents come from. */
interface Known {
  readonly list: () => Promise<readonly Incident[]>;
  /** Epoch milliseconds; null where all is known that was kept. */
  readonly since: number | null;
  readonly close: () => Promise<void>;
}

async function runMcp({ history }: { readonly history?: string }): Promise<void> {
  spareMemory();
  const known = history === undefined ? followLogs() : followHistory(history);
  const answer = createMcpServer(
    {
      info: { name: 'unwrap', title: 'Unwrap', version },
      instructions: `When a call to a language model failed, ask ${errorsTool.name} why before trying it again.`,
    },
    {
      ...errorsTool,
      call: async (asked) => {
        const { list, since } = known;
        try {
          const { text, told } = answerQuery(asked, { incidents: await list(), since, now: Date.now(), nameOf });
          return { text, structured: told };
        } catch (error) {
          if (error instanceof UnusableQuery) return { refusal: error.message };
          if (!(error instanceof UnusableInput)) throw error;
          say(error.message);
          return { refusal: 'What has failed could not be read.' };
        }
      },
    },
  );
  try {
    await Promise.race([serve(answer), waitForSignal()]);
  } finally {
    process.stdin.destroy();
    await known.close();
  }
}

async function serve(answer: ReturnType<typeof createMcpServer>): Promise<void> {
  for await (const lines of readLines(openInput('-'))) {
    for (const line of lines) {
      const reply = await answer(line);
      if (reply !== null) await print(`${plainJson(reply)}\n`);
    }
  }
}

function followLogs(): Known {
  const incidents = createIncidents();
  const since = Date.now();
  const watch = startWatch({ onSighting: (sighting) => void incidents.add(sighting), onProblem: say });
  return {
    list: async () => {
      await watch.ready;
      return incidents.list();
    },
    since,
    close: () => watch.close(),
  };
}

/** A window writes its history whenever something fails: it is read anew for each answer. */
function followHistory(file: string): Known {
  return {
    list: async () => {
      try {
        return readHistory(JSON.parse(await readFile(file, 'utf8')));
      } catch (error) {
        // Nothing has failed in the window so far.
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
        throw new UnusableInput(`Cannot read the history: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      }
    },
    since: null,
    close: () => Promise.resolve(),
  };
}

function nameOf(id: string): string {
  return tools.find((tool) => tool.id === id)?.name ?? id;
}
