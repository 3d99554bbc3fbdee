import { extensions } from 'vscode';
import type { Tool } from '../tools/tool.js';

/** Presses the first button of the tool's chat; null where it cannot be, or the extension has not been started. */
export function pressOf({ extension }: Tool): (() => Promise<void>) | null {
  const name = extension?.firstButton;
  if (extension === undefined || name === undefined) return null;
  for (const id of extension.ids) {
    const other = extensions.getExtension<unknown>(id);
    const exported = other?.isActive ? other.exports : null;
    if (typeof exported !== 'object' || exported === null) continue;
    const press: unknown = Reflect.get(exported, name);
    if (typeof press === 'function') return async () => void (await Reflect.apply(press, exported, []));
  }
  return null;
}
