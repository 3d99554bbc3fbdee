/** The configuration in force: follows its file, keeps the last valid one, and writes routes into it. */
import { unwatchFile, watchFile } from 'node:fs';
import { loadConfig, readConfig, readText, type ConfigPlace, type LoadedConfig } from './config.js';
import { InvalidConfig, type Problem } from './configProblem.js';
import { removeRouteFrom, setRouteIn } from './editRoutes.js';
import type { Machine } from './folders.js';
import type { Config, Route } from './upstream.js';
import { writeAtomically } from './writeAtomically.js';

export interface LiveConfig {
  readonly current: () => Config;
  readonly warnings: () => readonly Problem[];
  /** Why the file as it is now was refused; null where it is in force. */
  readonly refusal: () => InvalidConfig | null;
  /** @throws {InvalidConfig} where the file or the route cannot be used; then nothing is written */
  readonly setRoute: (route: Route) => void;
  /** Whether there was one. Throws as `setRoute` does. */
  readonly removeRoute: (match: string) => boolean;
  readonly close: () => void;
}

interface Options {
  readonly place: ConfigPlace;
  readonly machine: Machine;
  readonly onApplied: (loaded: LoadedConfig) => void;
  readonly onRefused: (refusal: InvalidConfig) => void;
}

/** Polled: a change is seen on every file system, and however an editor writes. */
const POLL_MS = 500;

/** @throws {InvalidConfig} where the first reading fails */
export function followConfig({ place, machine, onApplied, onRefused }: Options): LiveConfig {
  let text = readText(place);
  let loaded = loadConfig(place, machine);
  let refusal: InvalidConfig | null = null;

  const apply = (next: LoadedConfig, from: string): void => {
    loaded = next;
    text = from;
    refusal = null;
    onApplied(next);
  };
  const look = (): void => {
    try {
      const now = readText(place);
      if (now === text) return;
      text = now;
      apply(readConfig(now, place, machine), now);
    } catch (error) {
      if (!(error instanceof InvalidConfig)) throw error;
      if (error.message === refusal?.message) return;
      refusal = error;
      onRefused(error);
    }
  };
  const edit = (change: (text: string) => string): void => {
    const before = readText({ ...place, mayBeMissing: true });
    readConfig(before, place, machine);
    const after = change(before);
    const next = readConfig(after, place, machine);
    writeAtomically(place.file, after, { mode: 0o600, tighten: false });
    apply(next, after);
  };

  watchFile(place.file, { interval: POLL_MS, persistent: false }, look);
  return {
    current: () => loaded.config,
    warnings: () => loaded.warnings,
    refusal: () => refusal,
    setRoute: (route) => {
      edit((before) => setRouteIn(before, route));
    },
    removeRoute: (match) => {
      let found = false;
      edit((before) => {
        const after = removeRouteFrom(before, match);
        found = after !== null;
        return after ?? before;
      });
      return found;
    },
    close: () => {
      unwatchFile(place.file, look);
    },
  };
}
