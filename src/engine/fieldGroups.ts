/**
 * Groups of field names. One look at each key of an object tells what groups it has names of, so that those who read many names,
 * of which most objects have none, look up none in vain.
 */

/** One group, as a bit. */
export type FieldGroup = number;

const groupsOf = new Map<string, number>();
let declared = 0;

/** The names are folded; see `Node`. */
export function fieldGroup(...names: readonly string[]): FieldGroup {
  const group = 1 << declared;
  declared += 1;
  for (const name of names) groupsOf.set(name, (groupsOf.get(name) ?? 0) | group);
  return group;
}

/** The groups that a name is of; 0 for one that nobody reads in a group. */
export function groupsOfName(name: string): number {
  return groupsOf.get(name) ?? 0;
}

/** The groups that some of the names are of. */
export function groupsOfNames(names: Iterable<string>): number {
  let groups = 0;
  for (const name of names) groups |= groupsOfName(name);
  return groups;
}

/** Whether a node has a field of the group. */
export function hasSome({ groups }: { readonly groups: number }, group: FieldGroup): boolean {
  return (groups & group) !== 0;
}
