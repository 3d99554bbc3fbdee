import { textsOf, type Text } from './text.js';
import type { engineTexts } from './texts/engineTexts.js';

const text = textsOf<typeof engineTexts>();

/** Seconds as a person says them, in at most two units: `12 s`, `9 min 38 s`, `17 h 42 min`, `2 d 10 h`. Rounded up. */
export function durationText(seconds: number): Text {
  let rest = Math.max(0, Math.ceil(seconds));
  if (rest < 60) return text('duration.s', { s: rest });
  if (rest < 3600) {
    const [min, s] = [Math.floor(rest / 60), rest % 60];
    return s === 0 ? text('duration.min', { min }) : text('duration.minS', { min, s });
  }
  rest = Math.ceil(rest / 60);
  if (rest < 24 * 60) {
    const [h, min] = [Math.floor(rest / 60), rest % 60];
    return min === 0 ? text('duration.h', { h }) : text('duration.hMin', { h, min });
  }
  rest = Math.ceil(rest / 60);
  const [d, h] = [Math.floor(rest / 24), rest % 24];
  return h === 0 ? text('duration.d', { d }) : text('duration.dH', { d, h });
}
