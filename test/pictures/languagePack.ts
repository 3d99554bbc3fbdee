/**
 * A language as VS Code takes one: `languagepacks.json` in the user's data names a file of translations for it. The store's own
 * pack is to be had from the store alone, so this one is written here: a few words of the frame in pictures. What it does not
 * translate stays English, and extensions load their own bundles as with any pack.
 *
 * @see microsoft/vscode:src/vs/base/node/nls.ts
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

export const languages = ['en', 'zh-cn'] as const;
export type Language = (typeof languages)[number];

/** By VS Code's module and key. */
const words = {
  'vs/workbench/contrib/files/browser/explorerViewlet': { explore: '资源管理器' },
};

export async function writeLanguagePack(userData: string, language: Language): Promise<void> {
  if (language === 'en') return;
  const folder = path.join(userData, 'language-pack');
  await mkdir(folder, { recursive: true });
  const translations = path.join(folder, 'main.i18n.json');
  await writeFile(translations, JSON.stringify({ version: '1.0.0', contents: words }));
  const pack = {
    hash: 'pictures',
    label: '中文(简体)',
    extensions: [{ extensionIdentifier: { id: 'unwrap-tests.language-pack' }, version: '1.0.0' }],
    translations: { vscode: translations },
  };
  await writeFile(path.join(userData, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}
