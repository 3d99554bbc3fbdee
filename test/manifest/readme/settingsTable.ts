import { localised, manifest } from '../readManifest.js';

/** Links of the settings' page lead to commands, which a page outside of the editor cannot run. */
const withoutLinks = (text: string): string => text.replaceAll(/\[([^\]]+)\]\(command:[^)]+\)/gu, '$1');

export function settingsTable(): string {
  const rows = Object.entries(manifest.contributes.configuration.properties).map(([name, property]) => [
    `\`${name}\``,
    `\`${String(property.default)}\``,
    withoutLinks(localised(property.markdownDescription ?? property.description ?? '')).replaceAll('|', '\\|'),
  ]);
  const head = ['setting', 'default', 'effect'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
