/** What the extension says in a language, found by its English template: for waiting until it is on the screen. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import type { Language } from './languagePack.js';

const root = path.resolve(import.meta.dirname, '..', '..');
const Bundle = z.record(z.string(), z.string());
const readBundle = (file: string): z.infer<typeof Bundle> =>
  Bundle.parse(JSON.parse(readFileSync(path.join(root, file), 'utf8')));

export type Say = (english: string) => string;

/** The longest run of the translation between its placeholders: that part is on the screen whatever the arguments are. */
export function sayIn(language: Language): Say {
  const bundle = language === 'en' ? {} : readBundle(`media/l10n/bundle.l10n.${language}.json`);
  return (english) => {
    const parts = (bundle[english] ?? english).split(/\{\w+\}/u).map((part) => part.trim());
    return parts.toSorted((one, other) => other.length - one.length)[0] ?? '';
  };
}
