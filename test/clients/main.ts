/**
 * `npm run assistants`: every assistant against every fault, once with a chain that goes on to an upstream that answers, once with
 * the failing one alone. `npm run assistants -- codex quota` runs a part. Installs the assistants on demand; takes minutes.
 */
import { ask, assistants, install } from './assistants.js';
import { GOOD_WORDS } from './dialect.js';
import { faults } from './faults.js';
import { serveEndpoint } from './serveEndpoint.js';

const PATIENCE_MS = 60_000;
const SHOWN = 160;

const wanted = new Set(process.argv.slice(2));
const chosenAssistants = assistants.filter(({ name }) => wanted.has(name));
const chosenFaults = faults.filter(({ id }) => wanted.has(id));
const endpoint = await serveEndpoint();
let failures = 0;
try {
  for (const assistant of chosenAssistants.length > 0 ? chosenAssistants : assistants) {
    const program = install(assistant);
    for (const { id, words } of chosenFaults.length > 0 ? chosenFaults : faults) {
      const baseUrl = `${endpoint.origin}/${id}`;
      const past = await ask(assistant, program, baseUrl, 'first-model', PATIENCE_MS);
      const left = await ask(assistant, program, baseUrl, 'lonely-model', PATIENCE_MS);
      const got = past.text.includes(GOOD_WORDS);
      const told = left.exitCode !== null && words.test(left.text);
      if (!got || !told) failures += 1;
      console.log(
        `${assistant.name} ${id}: ${got ? 'answered' : 'NOT ANSWERED'} in ${past.seconds.toFixed(1)} s; alone ${told ? 'told' : 'NOT TOLD'} in ${left.seconds.toFixed(1)} s`,
      );
      if (!got) console.log(`  ${show(past.text)}`);
      console.log(`  ${show(left.text)}`);
    }
  }
} finally {
  await endpoint.close();
}
console.log(failures === 0 ? 'Every assistant got past every fault, and told every cause.' : `${failures} runs went wrong.`);
process.exitCode = failures === 0 ? 0 : 1;

/** The end of what it printed, on one line. */
function show(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(-SHOWN);
}
