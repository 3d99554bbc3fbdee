import { describe, expect, it } from 'vitest';
import { planProfileFix, type ProfileState } from '../../../src/tools/settings/profiles.js';
import { pointAt, switchTo } from '../../fixes/intents.js';

const state: ProfileState = {
  extensionId: 'RooVeterinaryInc.roo-cline',
  name: 'Roo Code',
  profiles: ['default', 'cheap', 'Unwrap'],
  active: 'default',
  configuration: { apiProvider: 'openrouter', openRouterModelId: 'anthropic/claude-sonnet-5' },
};
const models: Record<string, string> = { default: 'anthropic/claude-sonnet-5', cheap: 'z-ai/glm-5.1' };
const modelOf = (profile: string): string | null => models[profile] ?? null;

describe('a fix through the API', () => {
  it('activates a profile that has the model already', () => {
    expect(planProfileFix(switchTo('z-ai/glm-5.1'), state, modelOf)).toMatchObject({
      kind: 'api',
      api: { call: { kind: 'activate-profile', profile: 'cheap' }, undo: { activate: 'default', remove: null } },
    });
    expect(planProfileFix(switchTo('anthropic/claude-sonnet-5'), state, modelOf)).toMatchObject({ kind: 'done' });
  });

  it('makes a profile of its own, under a name that is free, and never changes one of the person', () => {
    for (const [intent, settings] of [
      [switchTo('q/q'), { apiProvider: 'openrouter', openRouterModelId: 'q/q' }],
      [
        pointAt(),
        {
          apiProvider: 'openrouter',
          openRouterModelId: 'anthropic/claude-sonnet-5',
          openRouterBaseUrl: 'http://127.0.0.1:4141/openrouter/api/v1',
        },
      ],
    ] as const) {
      expect(planProfileFix(intent, state, modelOf)).toMatchObject({
        kind: 'api',
        api: {
          call: { kind: 'create-profile', profile: 'Unwrap 2', settings, keySetting: 'openRouterApiKey' },
          undo: { activate: 'default', remove: 'Unwrap 2' },
        },
      });
    }
  });

  it('refuses where there is nothing to come back to, or no address to change', () => {
    expect(planProfileFix(pointAt(), { ...state, active: null }, modelOf)).toMatchObject({ kind: 'refused' });
    expect(planProfileFix(pointAt(), { ...state, configuration: { apiProvider: 'bedrock' } }, modelOf)).toMatchObject({
      kind: 'refused',
    });
    expect(
      planProfileFix(
        pointAt(),
        { ...state, configuration: { apiProvider: 'openai', openAiBaseUrl: 'http://localhost:4141/x/v1' } },
        modelOf,
      ),
    ).toMatchObject({ kind: 'done' });
  });
});
