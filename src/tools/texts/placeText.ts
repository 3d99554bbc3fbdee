import { textsOf } from '../../engine/text.js';
import type { placeTexts } from './placeTexts.js';

export const placeText = textsOf<typeof placeTexts>();
