import { beforeEach, describe, expect, it } from 'vitest';
import { useFixStage } from './fixStage.js';
import { createProfiles } from './profileExtension.js';

const stage = useFixStage();

describe('an extension that keeps its settings in profiles', () => {
  const ID = 'ZooCodeOrganization.zoo-code';
  let other: ReturnType<typeof createProfiles>;

  beforeEach(async () => {
    other = createProfiles();
    stage().window.world.extensions.set(ID, { isActive: true, exports: other.api });
    stage().window.world.changeExtensions();
    other.fail();
    await stage().alerted();
  });

  it('is switched to another of its profiles, and back', async () => {
    stage().window.world.agrees.push('Apply');
    await stage().choose('Switch the model of Zoo Code…', 'openai/gpt-5-mini');
    expect(other.active()).toBe('cheap');
    await stage().window.run('unwrap.undoFix');
    expect(other.active()).toBe('default');
    expect(other.calls).toEqual(['activate cheap', 'activate default']);
    expect(other.profiles.get('default')).toMatchObject({ openRouterApiKey: 'sk-or-own' });
  });

  it('gets a profile of our own for another model, with a key that is kept nowhere else, and is rid of it by undo', async () => {
    stage().window.world.agrees.push('Apply');
    stage().window.world.entered.push('sk-or-entered');
    await stage().choose('Switch the model of Zoo Code…', 'openai/gpt-5.2', 'openai/gpt-5.2');
    expect(other.active()).toBe('Unwrap');
    expect(other.profiles.get('Unwrap')).toEqual({
      apiProvider: 'openrouter',
      openRouterModelId: 'openai/gpt-5.2',
      openRouterApiKey: 'sk-or-entered',
    });
    expect(
      JSON.stringify([...stage().profile.globalState, ...stage().profile.workspaceState, stage().window.world.log]),
    ).not.toContain('sk-or-entered');
    await stage().window.run('unwrap.undoFix');
    expect([...other.profiles.keys()]).toEqual(['default', 'cheap']);
    expect(other.calls).toEqual(['create Unwrap', 'activate default', 'delete Unwrap']);
  });

  it('is left alone where no key is entered', async () => {
    stage().window.world.agrees.push('Apply');
    await stage().choose('Switch the model of Zoo Code…', 'openai/gpt-5.2', 'openai/gpt-5.2');
    expect(stage().window.world.notifications.at(-1)).toBe('Nothing was changed: the new profile needs a key.');
    expect(other.calls).toEqual([]);
  });

  it('is undone after a reload of the window, too', async () => {
    stage().window.world.agrees.push('Apply');
    await stage().choose('Switch the model of Zoo Code…', 'openai/gpt-5-mini');
    await stage().reopen();
    stage().window.world.extensions.set(ID, { isActive: true, exports: other.api });
    stage().window.activate();
    await stage().window.run('unwrap.undoFix');
    expect(other.active()).toBe('default');
  });
});
