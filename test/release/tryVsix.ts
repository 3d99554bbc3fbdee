/** Installs a VSIX in an editor, as a person would, and sees that it runs: it activates, alerts to a failure, and tells its cause. */
import path from 'node:path';
import { openWorkbench } from '../workbench/openWorkbench.js';

const [vsix] = process.argv.slice(2);
if (vsix === undefined) throw new Error('usage: tryVsix VSIX');
const { window, close } = await openWorkbench(undefined, [], { vsix: path.resolve(vsix) });
try {
  await window.failWith('no-credits');
  await window.alert.waitFor();
  await window.runCommand('Unwrap: Diagnose Last LLM Error');
  await window.panelSaying('OpenRouter');
  console.log(`${vsix} is installed, activates, and tells why a call failed.`);
} finally {
  await close();
}
