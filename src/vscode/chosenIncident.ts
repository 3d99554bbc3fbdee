/**
 * What the view hands over to a command: one of its nodes, or by the node's own command the incident's id. Anybody else may run a
 * command too, with whatever.
 */
export function chosenIncident(chosen: unknown): string | null {
  if (typeof chosen === 'string') return chosen;
  const item: unknown = typeof chosen === 'object' && chosen !== null ? Reflect.get(chosen, 'item') : null;
  const id: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, 'id') : null;
  return typeof id === 'string' ? id : null;
}
