import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { listZip } from './listZip.js';
import { root } from './readManifest.js';

const KILO = 1000;
function built(file: string): Buffer {
  const place = path.join(root, 'dist', file);
  if (!existsSync(place)) throw new Error(`dist/${file} is missing: run "npm run package" first.`);
  return readFileSync(place);
}

it('The VSIX holds what runs and what a person reads, and nothing else', () => {
  expect(listZip(built('unwrap.vsix')).toSorted()).toEqual([
    '[Content_Types].xml',
    'extension.vsixmanifest',
    'extension/LICENSE.txt',
    'extension/changelog.md',
    'extension/dist/extension.cjs',
    'extension/dist/panel.js',
    'extension/dist/session.cjs',
    'extension/media/icon.png',
    'extension/media/panel.css',
    'extension/package.json',
    'extension/package.nls.json',
    'extension/readme.md',
  ]);
});

it('The VSIX stays under 500 kB', () => {
  expect(built('unwrap.vsix').length).toBeLessThan(500 * KILO);
});

it.each(['extension.cjs', 'session.cjs', 'panel.js'])('%s holds no path of the machine that built it, and no map', (file) => {
  const text = built(file).toString('utf8');
  expect(text).not.toContain('sourceMappingURL');
  expect(text).not.toContain(root);
});
