import * as z from 'zod/mini';
import { SETTINGS_SECTION, type Setting } from './ids.js';

export interface Settings {
  readonly 'statusBar.visible': boolean;
  readonly 'notifications.enabled': boolean;
  readonly 'wire.enabled': boolean;
  readonly 'endpoint.autoStart': boolean;
  readonly 'endpoint.port': number;
}

interface Field<T> {
  readonly schema: z.ZodMiniType<T>;
  readonly fallback: T;
  readonly remedy: string;
}

const fields: { readonly [K in Setting]: Field<Settings[K]> } = {
  'statusBar.visible': { schema: z.boolean(), fallback: true, remedy: 'Set it to true or false' },
  'notifications.enabled': { schema: z.boolean(), fallback: true, remedy: 'Set it to true or false' },
  'wire.enabled': { schema: z.boolean(), fallback: false, remedy: 'Set it to true or false' },
  'endpoint.autoStart': { schema: z.boolean(), fallback: false, remedy: 'Set it to true or false' },
  'endpoint.port': {
    schema: z.int().check(z.minimum(0), z.maximum(65_535)),
    fallback: 4141,
    remedy: 'Set it to a port from 1 to 65535, or to 0 for any that is free',
  },
};

/**
 * The settings as read, each checked on its own: an invalid one falls back to its default and yields a complaint that names it,
 * what it holds, and the remedy. An absent one is its default.
 */
export function checkSettings(read: (name: Setting) => unknown): {
  readonly settings: Settings;
  readonly complaints: readonly string[];
} {
  const complaints: string[] = [];
  const check = <K extends Setting>(name: K): Settings[K] => {
    const { schema, fallback, remedy }: Field<Settings[K]> = fields[name];
    const value = read(name);
    if (value === undefined || value === null) return fallback;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    complaints.push(
      `Setting ${SETTINGS_SECTION}.${name} holds ${show(value)}, which is not valid. ${remedy}; until then its default, ${String(fallback)}, is used.`,
    );
    return fallback;
  };
  const settings: Settings = {
    'statusBar.visible': check('statusBar.visible'),
    'notifications.enabled': check('notifications.enabled'),
    'wire.enabled': check('wire.enabled'),
    'endpoint.autoStart': check('endpoint.autoStart'),
    'endpoint.port': check('endpoint.port'),
  };
  return { settings, complaints };
}

/** A wrong value may be anything, and long. */
function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
