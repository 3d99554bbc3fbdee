/** Run as a process of its own by `memory.test.ts`: watches while it writes what would fill a careless reader's memory. */
import { failure, chatter, ClineFolder, until } from './clineFolder.js';

const MEGABYTE = 1024 * 1024;
const folder = new ClineFolder();

const file = (number: number): string => folder.log.replace('1-Cline', `${number}-Cline`);

async function write(number: number, text: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    folder.append(text, file(number));
    // The watch gets its turns while the file grows.
    await new Promise(setImmediate);
  }
}

await folder.watch();
await write(1, chatter('many lines '.repeat(90)).repeat(1024), 32);
await write(1, failure('after 30 MB'), 1);
await write(2, chatter('a line of 10 MB').trimEnd(), 1);
await write(2, 'x'.repeat(MEGABYTE), 10);
await write(2, `\n${failure('after a line of 10 MB')}`, 1);
await write(3, failure('at the start of an endless line').trimEnd(), 1);
await write(3, 'y'.repeat(MEGABYTE), 200);
await write(3, `\n${failure('after the endless line')}`, 1);
await write(4, 'no head, no end of the record '.repeat(30_000), 1);
await write(4, 'API Error: 429 - and no head\n'.repeat(30_000), 30);
await until(() => folder.told.some((words) => words === 'after the endless line'), 20_000);
await folder.close();
console.log(
  JSON.stringify({
    told: folder.told.map((words) => words.slice(0, 60)),
    problems: folder.problems,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
