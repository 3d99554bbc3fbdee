import { readSettings } from '../../fixes/previewFix.js';
import type { Configured } from '../../tools/fix.js';
import type { FixWork } from '../fixWork.js';
import type { ChangeableTool } from './chooseTool.js';
import { modelOfProfile } from './profileApi.js';
import { readScope } from './settingsScope.js';

const NOTHING: Configured = { models: [], model: null, provider: null, baseUrl: null };

/** What a tool's settings say; nothing where they cannot be read, which its plan then tells of with the place. */
export async function readConfigured({ context }: FixWork, way: ChangeableTool): Promise<Configured> {
  if (way.by === 'profiles') return readProfileModels(way);
  const scope = await readScope(context);
  try {
    const { texts } = await readSettings(way.settings, scope);
    return way.settings.read({ environment: scope.environment, texts });
  } catch {
    return NOTHING;
  }
}

/** The models that profiles are set up for. Where they send their calls, the API says under a name of each provider's own. */
function readProfileModels({ holder }: Extract<ChangeableTool, { by: 'profiles' }>): Configured {
  const configuration = holder.api.getConfiguration();
  const urls = Object.entries(configuration).flatMap(([name, value]) =>
    name.endsWith('BaseUrl') && typeof value === 'string' && value !== '' ? [value] : [],
  );
  const provider = configuration['apiProvider'];
  const models = holder.api.getProfiles().flatMap((profile) => {
    const id = modelOfProfile(holder, profile);
    return id === null ? [] : [{ id, name: `profile ${profile}`, provider: null, contextLength: null }];
  });
  return {
    models,
    model: null,
    provider: typeof provider === 'string' ? provider : null,
    baseUrl: urls.length === 1 ? (urls[0] ?? null) : null,
  };
}
