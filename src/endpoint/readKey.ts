/** Reads a stored key from where the configuration says it is kept. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Key } from './configSchema.js';
import type { Machine } from './folders.js';

export interface ReadKey {
  readonly key: string | null;
  /** Why there is none, and what to do; null where there is one. */
  readonly warning: string | null;
}

/** @param folder a relative `file` starts there; `~/` is the home folder */
export function readKey(key: Key, folder: string, machine: Machine): ReadKey {
  if ('env' in key) {
    const value = machine.env[key.env]?.trim();
    if (value) return usable(value, `the environment variable ${key.env}`);
    return { key: null, warning: `the environment variable ${key.env} is not set, so no key is added; set it and start again` };
  }
  const file = key.file.startsWith('~/') ? path.join(machine.home, key.file.slice(2)) : path.resolve(folder, key.file);
  try {
    // Windows has no such bits; its user folders are the user's own.
    if (machine.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
      return { key: null, warning: `others may read ${key.file}, so its key is not used; "chmod 600" it` };
    }
    const value = readFileSync(file, 'utf8').trim();
    return value === '' ? { key: null, warning: `${key.file} is empty, so no key is added` } : usable(value, key.file);
  } catch (error) {
    return { key: null, warning: `${key.file} cannot be read, so no key is added: ${sayCode(error)}` };
  }
}

/** A header takes one line of visible characters. */
function usable(value: string, place: string): ReadKey {
  return /^[\x21-\x7e]+$/.test(value)
    ? { key: value, warning: null }
    : { key: null, warning: `${place} holds more than a key (spaces, several lines or unusual characters), so no key is added` };
}

function sayCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
