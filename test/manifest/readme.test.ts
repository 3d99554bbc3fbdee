import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fillReadme } from './readme/fillReadme.js';
import { unsaid } from './readme/supportTable.js';
import { readText, root } from './readManifest.js';

const readme = readText('README.md');
const images = [...readme.matchAll(/!\[([^\]]*)\]\(([^)\s]+)\)/gu)].map(([, said = '', file = '']) => ({ said, file }));

describe('the README', () => {
  it('has the tables that the code’s own lists make ("npm run readme" writes them)', async () => {
    for (const region of ['support', 'settings']) expect(readme).toContain(`<!-- made: ${region} -->`);
    expect(readme).toBe(await fillReadme(readme));
  });

  it('says of every tool how much of a cause its traces show', () => {
    expect(unsaid()).toEqual([]);
  });

  it('shows pictures that are there, of a size that a page loads, with words for who does not see them', () => {
    expect(images.length).toBeGreaterThan(2);
    const faults = images.flatMap(({ said, file }) => {
      const place = path.join(root, file);
      if (!existsSync(place)) return [`${file} is missing`];
      const tooLarge = statSync(place).size > (file.endsWith('.gif') ? 1_500_000 : 150_000) ? [`${file} is too large`] : [];
      return tooLarge.concat(said.length > 20 ? [] : `${file} says too little`);
    });
    expect(faults).toEqual([]);
  });

  it('links within itself, and to no other file of the project: a store has none', () => {
    const slugs = new Set(
      [...readme.matchAll(/^#+ (.+)$/gmu)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replaceAll(/[^\p{L}\d -]/gu, '')
          .replaceAll(' ', '-'),
      ),
    );
    const links = [...readme.matchAll(/(?<!!)\[[^\]]*\]\(([^)\s]+)\)/gu)].map(([, link = '']) => link);
    const within = links.filter((link) => !link.startsWith('https://'));
    expect(within.filter((link) => !slugs.has(link.slice(1)))).toEqual([]);
  });
});
