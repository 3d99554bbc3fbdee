/** Refuses a VSIX that is not made of this commit: another manifest, or store pictures of other code. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readZipEntry } from './readZipEntry.js';
import { shownCodeOf } from './shownCode.js';

const root = path.resolve(import.meta.dirname, '..', '..');

function parseJson(text: string): unknown {
  const content: unknown = JSON.parse(text);
  return content;
}

async function findFaults(vsix: Buffer): Promise<string[]> {
  const packed = parseJson(readZipEntry(vsix, 'extension/package.json').toString('utf8'));
  const own = parseJson(await readFile(path.join(root, 'package.json'), 'utf8'));
  const manifest = isDeepStrictEqual(packed, own) ? [] : ['its manifest is not package.json'];
  const pictured = (await readFile(path.join(root, 'media', 'store', 'shown-code.sha256'), 'utf8')).trim();
  const pictures =
    pictured === shownCodeOf(vsix)
      ? []
      : ['the pictures in media/store show other code: run "npm run pictures -- --store", look at them, and commit them'];
  return [...manifest, ...pictures];
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: checkVsix VSIX');
for (const fault of await findFaults(await readFile(file))) {
  console.error(`${file}: ${fault}`);
  process.exitCode = 1;
}
