import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readZipEntry } from '../release/readZipEntry.js';
import { listZip } from './listZip.js';
import { manifest, root } from './readManifest.js';

const KILO = 1000;
function built(file: string): Buffer {
  const place = path.join(root, file);
  if (!existsSync(place)) throw new Error(`${file} is missing: run "npm run package" first.`);
  return readFileSync(place);
}

/** Each file of the extension's own code, as the package names it; what parts of it share lies in files of their own. */
const code = readdirSync(path.join(root, 'dist/extension')).map((name) => `dist/extension/${name}`);

it('The VSIX holds what runs and what a person reads, and nothing else', () => {
  const expected = [
    '[Content_Types].xml',
    'extension.vsixmanifest',
    'extension/LICENSE.txt',
    'extension/changelog.md',
    ...code.map((file) => `extension/${file}`),
    'extension/dist/panel.css',
    'extension/dist/panel.js',
    'extension/media/icon.png',
    'extension/media/incidents.svg',
    'extension/media/l10n/bundle.l10n.zh-cn.json',
    ...readdirSync(path.join(root, 'media/walkthrough')).map((name) => `extension/media/walkthrough/${name}`),
    'extension/package.json',
    'extension/package.nls.json',
    'extension/package.nls.zh-cn.json',
    'extension/readme.md',
  ];
  expect(listZip(built('dist/unwrap.vsix')).toSorted()).toEqual(expected.toSorted());
});

it('The editor starts a file that is there', () => {
  expect(code).toContain(path.posix.normalize(manifest.main));
});

it('The VSIX stays under 500 kB', () => {
  expect(built('dist/unwrap.vsix').length).toBeLessThan(500 * KILO);
});

it.each([...code, 'dist/panel.js', 'dist/unwrap.mjs'])('%s holds no path of the machine that built it, and no map', (file) => {
  const text = built(file).toString('utf8');
  expect(text).not.toContain('sourceMappingURL');
  expect(text).not.toContain(root);
});

it('The page of a store shows no picture that it cannot fetch', () => {
  const page = readZipEntry(built('dist/unwrap.vsix'), 'extension/readme.md').toString('utf8');
  expect(page).toContain('## Troubleshooting');
  expect([...page.matchAll(/!\[[^\]]*\]\((?!https:)[^)]*\)/gu)]).toEqual([]);
});
