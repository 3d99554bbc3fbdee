/** The README with its marked regions written anew: `<!-- made: NAME -->` … `<!-- end -->`. */
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from '../readManifest.js';
import { settingsTable } from './settingsTable.js';
import { supportTable } from './supportTable.js';

const makers: Readonly<Record<string, () => string>> = { settings: settingsTable, support: supportTable };

export async function fillReadme(readme: string): Promise<string> {
  const filled = readme.replaceAll(/<!-- made: (\w+) -->[^]*?<!-- end -->/gu, (_, name: string) => {
    const make = makers[name];
    if (!make) throw new Error(`the README has a region "${name}" that nothing makes`);
    return `<!-- made: ${name} -->\n\n${make()}\n\n<!-- end -->`;
  });
  const file = path.join(root, 'README.md');
  return format(filled, { ...(await resolveConfig(file)), filepath: file });
}
