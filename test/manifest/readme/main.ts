/** `npm run readme`: writes the README's tables that are made from the code's own lists. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../readManifest.js';
import { fillReadme } from './fillReadme.js';

const file = path.join(root, 'README.md');
await writeFile(file, await fillReadme(await readFile(file, 'utf8')));
