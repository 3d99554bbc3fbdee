/** Where an editor keeps what belongs to its user: one folder, and one more for each profile. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** @param user `<user data>/User`, absolute; none of its folders need exist */
export async function findUserFolders(user: string): Promise<string[]> {
  const profiles = path.join(user, 'profiles');
  const names = await readdir(profiles).catch(() => []);
  return [user, ...names.map((name) => path.join(profiles, name))];
}
