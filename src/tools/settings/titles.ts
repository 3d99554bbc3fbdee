/** Titles that every planner gives its fixes. */
import type { Text } from '../../engine/text.js';
import { planText } from '../texts/planText.js';

/** `from` is null where the settings do not say. */
export function titleOfSwitch(tool: string, from: string | null, model: string): Text {
  return from === null ? planText('plan.switchTo', { tool, model }) : planText('plan.switchFrom', { tool, from, model });
}
