import * as z from 'zod/mini';
import { SETTINGS_SECTION, type Setting } from './ids.js';

const fields = {
  'statusBar.visible': { schema: z.boolean(), fallback: true, remedy: 'Set it to true or false' },
  'notifications.enabled': { schema: z.boolean(), fallback: true, remedy: 'Set it to true or false' },
  'wire.enabled': { schema: z.boolean(), fallback: false, remedy: 'Set it to true or false' },
} as const satisfies { [K in Setting]: { schema: z.ZodMiniType; fallback: unknown; remedy: string } };

export type Settings = { readonly [K in Setting]: z.infer<(typeof fields)[K]['schema']> };

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
    const { schema, fallback, remedy } = fields[name];
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
  };
  return { settings, complaints };
}

/** A wrong value may be anything, and long. */
function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
