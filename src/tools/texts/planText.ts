import { textsOf } from '../../engine/text.js';
import type { planTexts } from './planTexts.js';

export const planText = textsOf<typeof planTexts>();
