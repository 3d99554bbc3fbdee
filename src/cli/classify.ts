/** `unwrap classify`: one JSON object a line in, one a line out, in order. For programs: it scores and benches the engine. */
import type { Command } from 'commander';
import * as z from 'zod/mini';
import { diagnose } from '../engine/classify.js';
import { DEFECT_HELP } from './exitCodes.js';
import { openInput } from './openInput.js';
import { print, say } from './output.js';
import { plainJson } from './plainText.js';
import { MAX_LINE_BYTES, readLines, type Line } from './readLines.js';

/** Go and Node write a header that may come several times as a list. */
const HeaderValue = z.union([z.string(), z.number(), z.array(z.string())]);

const Question = z.object({
  id: z.union([z.string(), z.number()]),
  raw: z.string(),
  status: z.optional(z.nullable(z.number())),
  headers: z.optional(z.nullable(z.record(z.string(), HeaderValue))),
  tool: z.optional(z.nullable(z.string())),
});

/** Characters of answers that are written at once. */
const WRITE = 64 * 1024;

const HELP = `
Each line of the input is one JSON object:
  {"id": "…", "raw": "the text as it was seen", "status"?: 429, "headers"?: {…}, "tool"?: "cline"}
Each is answered by one line, in order: {"id": "…", "category": "rate_limit", "origin": "upstream", …}
A line that cannot be read is answered by {"id": null, "error": "…"}, and the run goes on.

Exit codes:
  0  the input was read to its end
  2  the command line or the input cannot be used${DEFECT_HELP}`;

export function addClassify(program: Command): void {
  program
    .command('classify')
    .description('Diagnose texts for a program: JSON lines in, JSON lines out.')
    .argument('[file]', 'JSON lines; - for standard input', '-')
    .option('--json', 'as it always is')
    .addHelpText('after', HELP)
    .action(classify);
}

async function classify(file: string): Promise<void> {
  let unreadable = 0;
  for await (const lines of readLines(openInput(file))) {
    let answers = '';
    for (const line of lines) {
      const answer = answerLine(line);
      if ('error' in answer) unreadable += 1;
      answers += `${plainJson(answer)}\n`;
      if (answers.length >= WRITE) {
        await print(answers);
        answers = '';
      }
    }
    if (answers !== '') await print(answers);
  }
  if (unreadable > 0) say(`${unreadable} ${unreadable === 1 ? 'line' : 'lines'} could not be read.`);
}

function answerLine(line: Line): object {
  if (line === null) return { id: null, error: `The line is longer than ${MAX_LINE_BYTES / 1024 / 1024} MB.` };
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch (error) {
    return { id: null, error: error instanceof SyntaxError ? `No JSON: ${error.message}` : String(error) };
  }
  const question = z.safeParse(Question, parsed);
  if (!question.success) return { id: null, error: describe(question.error) };
  const { id, raw, status = null, headers = null, tool = null } = question.data;
  return { id, ...diagnose({ raw, status, headers: headers === null ? null : joinValues(headers), tool }) };
}

function joinValues(headers: Readonly<Record<string, z.infer<typeof HeaderValue>>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]),
  );
}

function describe(error: z.core.$ZodError): string {
  const [issue] = error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'The line' : `"${issue.path.join('.')}"`;
  return `${where}: ${issue?.message ?? 'unreadable'}`;
}
