import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const folder = path.resolve(import.meta.dirname, '../../src/panel');
const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'));

/** Log text is hostile: the panel makes elements, and never reads markup. */
it.each(sources)('%s parses no markup', (name) => {
  expect(readFileSync(path.join(folder, name), 'utf8')).not.toMatch(
    /innerHTML|outerHTML|insertAdjacentHTML|setHTML|createContextualFragment|DOMParser|document\.write|\bhtml`/,
  );
});
