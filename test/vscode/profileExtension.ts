/** An extension of Roo Code's kin, as far as it exports its profiles of settings. */
/** As Zoo Code exports it: keys go in, and none comes out. */
export function createProfiles() {
  const profiles = new Map<string, Record<string, unknown>>([
    ['default', { apiProvider: 'openrouter', openRouterModelId: 'anthropic/claude-sonnet-4.6', openRouterApiKey: 'sk-or-own' }],
    ['cheap', { apiProvider: 'openrouter', openRouterModelId: 'openai/gpt-5-mini', openRouterApiKey: 'sk-or-own' }],
  ]);
  const calls: string[] = [];
  let active = 'default';
  let listener: ((event: unknown) => void) | null = null;
  const api = {
    on: (_: string, heard: (event: unknown) => void) => void (listener = heard),
    off: () => undefined,
    pressPrimaryButton: () => void calls.push('press'),
    getProfiles: () => [...profiles.keys()],
    getActiveProfile: () => active,
    getProfileEntry: (name: string) => ({ name, modelId: profiles.get(name)?.['openRouterModelId'] }),
    getConfiguration: () => withoutKeys(profiles.get(active) ?? {}),
    setActiveProfile: async (name: string) => {
      calls.push(`activate ${name}`);
      active = name;
    },
    createProfile: async (name: string, settings: Record<string, unknown>, activate: boolean) => {
      calls.push(`create ${name}`);
      profiles.set(name, settings);
      if (activate) active = name;
    },
    updateProfile: async (name: string) => void calls.push(`update ${name}`),
    upsertProfile: async (name: string) => void calls.push(`upsert ${name}`),
    setConfiguration: async () => void calls.push('set'),
    deleteProfile: async (name: string) => {
      calls.push(`delete ${name}`);
      profiles.delete(name);
    },
  };
  const fail = (): void =>
    listener?.({
      taskId: '1',
      action: 'created',
      message: {
        ts: Date.now(),
        type: 'ask',
        ask: 'api_req_failed',
        text: '429\nOpenRouter completion error: anthropic/claude-sonnet-4.6 is temporarily rate-limited upstream. Please retry shortly.',
      },
    });
  return { api, profiles, calls, fail, active: () => active };
}

function withoutKeys(profile: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(profile).filter(([name]) => !name.endsWith('ApiKey')));
}
