/** `npm run pictures`: every state of the window, from the real VS Code with the built VSIX. Names of states take a part. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { drawIcon } from './drawIcon.js';
import { languages } from './languagePack.js';
import { openStage } from './stage.js';
import { states } from './states.js';
import { sizes, takePictures, themes } from './takePictures.js';
import { takeStorePictures } from './takeStorePictures.js';

const usage = `Usage: npm run pictures -- [options] [STATE…]

Takes pictures of the states of Unwrap's window into .cache/pictures, and then those of the store page into media/store.

  --store          only those of the store page
  --icon           only media/icon.png, from media/icon.svg
  --language NAME  only in it: ${languages.join(', ')}
  --theme NAME     only in it: ${themes.map(({ name }) => name).join(', ')}
  --help           this text

States: ${states.map(({ name }) => name).join(', ')}`;

const root = path.resolve(import.meta.dirname, '..', '..');

const { values, positionals } = parseArgs({
  options: {
    store: { type: 'boolean', default: false },
    icon: { type: 'boolean', default: false },
    language: { type: 'string' },
    theme: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

const chosen = <Each extends string>(all: readonly Each[], name: string | undefined): readonly Each[] =>
  all.filter((each) => name === undefined || each === name);

/** Without a font, each letter would be the same empty box. Where nobody can say, the person sees. */
function hasLetters(language: string): boolean {
  const { status, stdout } = spawnSync('fc-list', [`:lang=${language}`], { encoding: 'utf8' });
  return status !== 0 || stdout.trim() !== '';
}

async function takeAll(): Promise<void> {
  const wanted = states.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const looks = { sizes, themes: themes.filter(({ name }) => values.theme === undefined || name === values.theme) };
  for (const language of chosen(languages, values.language)) {
    if (!hasLetters(language)) {
      console.error(`${language}: this machine has no font for it (on Debian: apt-get install fonts-noto-cjk).`);
      process.exitCode = 1;
      continue;
    }
    const stage = await openStage(language);
    try {
      const faults = await takePictures(stage, wanted, path.join(root, '.cache', 'pictures', language), looks);
      for (const fault of faults) console.error(fault);
      if (faults.length > 0) process.exitCode = 1;
    } finally {
      await stage.close();
    }
  }
}

const isPart = positionals.length > 0 || values.language !== undefined || values.theme !== undefined;

if (values.help) {
  console.log(usage);
} else if (values.icon) {
  await drawIcon(path.join(root, 'media'));
} else {
  if (!values.store) await takeAll();
  if (values.store || !isPart) await takeStorePictures(path.join(root, 'media', 'store'), path.join(root, 'dist', 'unwrap.vsix'));
}
