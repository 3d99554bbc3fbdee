/** What the store page shows: a few states, and the way from an alert to its fix. */
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { durationOf, toGif } from './animation.js';
import { shownCodeOf } from '../release/shownCode.js';
import { toIndexedPng } from './indexedPng.js';
import { openStage } from './stage.js';
import { states } from './states.js';
import { takePictures, themes } from './takePictures.js';
import { AT_REST, tellStory } from './tellStory.js';

/** States by the names of their files. */
const shown = ['incident', 'history', 'endpoint-on'];
const SIZE = { name: 'store', width: 1100, height: 720 };
const ANIMATION = 'from-alert-to-fix.gif';

/** A page that loads slowly is left. */
const LIMITS = { picture: 150_000, animation: 1_500_000, animationMs: 10_000 };

async function keep(file: string, bytes: Uint8Array, limit: number): Promise<void> {
  await writeFile(file, bytes);
  const { size } = await stat(file);
  console.log(`${path.basename(file)}  ${size} bytes of ${limit}`);
  if (size > limit) throw new Error(`${file} is ${size - limit} bytes too large`);
}

/** @param vsix the path of what is installed, and shown */
export async function takeStorePictures(folder: string, vsix: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const drafts = await mkdtemp(path.join(tmpdir(), 'unwrap-pictures-'));
  const stage = await openStage('en');
  try {
    const scenes = await tellStory(stage);
    if (durationOf(scenes) > LIMITS.animationMs) throw new Error(`the animation takes ${durationOf(scenes)} ms`);
    await keep(path.join(folder, ANIMATION), toGif(scenes, AT_REST), LIMITS.animation);
    const wanted = states.filter(({ name }) => shown.includes(name));
    const faults = await takePictures(stage, wanted, drafts, { themes: themes.slice(0, 1), sizes: [SIZE] });
    if (faults.length > 0) throw new Error(faults.join('\n'));
    for (const name of shown) {
      const draft = path.join(drafts, `${name}-${themes[0]?.name}-${SIZE.name}.png`);
      await keep(path.join(folder, `${name}.png`), toIndexedPng(await readFile(draft)), LIMITS.picture);
    }
    await writeFile(path.join(folder, 'shown-code.sha256'), `${shownCodeOf(await readFile(vsix))}\n`);
  } finally {
    await stage.close();
    await rm(drafts, { recursive: true, force: true });
  }
}
