/** `npm run pictures`: every state of the window, from the real VS Code with the built VSIX. Names of states take a part. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { languages } from './languagePack.js';
import { openStage } from './stage.js';
import { states } from './states.js';
import { takePictures, themes } from './takePictures.js';

const usage = `Usage: npm run pictures -- [options] [STATE…]

Takes pictures of the states of Unwrap's window into .cache/pictures, and those of the store page into media/store.

  --language NAME  only in it: ${languages.join(', ')}
  --theme NAME     only in it: ${themes.map(({ name }) => name).join(', ')}
  --help           this text

States: ${states.map(({ name }) => name).join(', ')}`;

const root = path.resolve(import.meta.dirname, '..', '..');

const { values, positionals } = parseArgs({
  options: { language: { type: 'string' }, theme: { type: 'string' }, help: { type: 'boolean', default: false } },
  allowPositionals: true,
});

if (values.help) {
  console.log(usage);
} else {
  const wanted = states.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const looks = themes.filter(({ name }) => values.theme === undefined || name === values.theme);
  for (const language of languages.filter((name) => values.language === undefined || name === values.language)) {
    const stage = await openStage(language);
    try {
      const folder = path.join(root, '.cache', 'pictures', language);
      const { sizes } = await import('./takePictures.js');
      for (const fault of await takePictures(stage, wanted, folder, { themes: looks, sizes })) {
        console.error(fault);
        process.exitCode = 1;
      }
    } finally {
      await stage.close();
    }
  }
}
