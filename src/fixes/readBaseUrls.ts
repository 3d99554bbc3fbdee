/** Where tools' settings send their calls to. Settings are only read; what cannot be read names no address. */
import type { SettingsScope } from '../tools/fix.js';
import { toolSettings } from '../tools/settings/list.js';
import { readSettings } from './previewFix.js';

/** Sorted, each once. */
export async function readBaseUrls(scope: SettingsScope): Promise<string[]> {
  const urls = new Set<string>();
  for (const tool of toolSettings) {
    try {
      const { texts } = await readSettings(tool, scope);
      const { baseUrl } = tool.read({ environment: scope.environment, texts });
      if (baseUrl !== null) urls.add(baseUrl);
    } catch {
      // What a tool cannot read either sends no calls; that its settings are broken is told where they are to be changed.
    }
  }
  return [...urls].sort();
}
