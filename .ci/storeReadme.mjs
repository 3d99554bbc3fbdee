/**
 * The README as a store shows it, in `dist/README.md`. A store fetches pictures by absolute addresses: `STORE_PICTURES_URL` says where
 * `media/store` of this version stands. Without it the pictures are left out, rather than shown broken.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';

const base = process.env.STORE_PICTURES_URL?.replace(/\/$/u, '');
if (base && !/^https:\/\/[^\s()]+$/u.test(base)) throw new Error(`STORE_PICTURES_URL is "${base}", and not an https:// address`);

/** Who reads it there has no clone. */
const withoutWorkshop = (text) => text.replace(/^## Developing\n[^]*?(?=^## Licence\n)/mu, '');

const readme = withoutWorkshop(await readFile('README.md', 'utf8'));
const withPictures = (text) => text.replaceAll('](media/store/', `](${base}/`);
const withoutPictures = (text) => text.replaceAll(/^!\[[^\]]*\]\(media\/store\/[^)]*\)\n\n/gmu, '');

await mkdir('dist', { recursive: true });
await writeFile('dist/README.md', base ? withPictures(readme) : withoutPictures(readme));
if (!base) console.log('The README is packed without its pictures: STORE_PICTURES_URL is not set.');
