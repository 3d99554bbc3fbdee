import { textsOf } from '../engine/text.js';
import type { fixTexts } from './fixTexts.js';

export const fixText = textsOf<typeof fixTexts>();
