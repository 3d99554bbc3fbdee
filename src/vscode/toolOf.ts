import type { Incident } from '../incidents/incident.js';
import { tools } from '../tools/list.js';
import type { Tool } from '../tools/tool.js';

/** The tool whose settings are in question: the first that the failure was seen in. */
export function toolOf({ tools: ids }: Pick<Incident, 'tools'>): Tool | null {
  return tools.find(({ id }) => id === ids[0]) ?? null;
}
