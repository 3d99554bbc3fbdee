import * as l10n from '@vscode/l10n';

type Variables = Readonly<Record<string, string | undefined>>;

/** Has texts for a person said in the language of the terminal. */
export async function speakLanguageOf(env: Variables): Promise<void> {
  if (readLanguage(env) === 'en') return;
  const [shared, own] = await Promise.all([
    import('../../media/l10n/bundle.l10n.zh-cn.json', { with: { type: 'json' } }),
    import('../../media/l10n/terminal.zh-cn.json', { with: { type: 'json' } }),
  ]);
  l10n.config({ contents: { ...shared.default, ...own.default } });
}

/**
 * As POSIX names it: by the first that is set of `LC_ALL`, `LC_MESSAGES` and `LANG`. Chinese is the simplified one, which readers of
 * the traditional are not given.
 */
export function readLanguage(env: Variables): 'en' | 'zh-cn' {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((each) => each !== undefined && each !== '') ?? '';
  return /^zh(?:[._-]|$)(?!TW|HK|MO|Hant)/.test(locale) ? 'zh-cn' : 'en';
}
