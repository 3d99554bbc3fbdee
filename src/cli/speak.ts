import * as l10n from '@vscode/l10n';

/**
 * Has texts for a person said in the language of the terminal, as POSIX names it: the first that is set of `LC_ALL`, `LC_MESSAGES`
 * and `LANG`. English where there is no other; Chinese is the simplified one, which readers of the traditional are not given.
 */
export async function speakLanguageOf(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((each) => each !== undefined && each !== '') ?? '';
  if (!/^zh(?:[._-]|$)(?!TW|HK|MO|Hant)/.test(locale)) return;
  const { default: contents } = await import('../../media/l10n/bundle.l10n.zh-cn.json', { with: { type: 'json' } });
  l10n.config({ contents });
}
