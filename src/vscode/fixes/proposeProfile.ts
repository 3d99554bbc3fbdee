import { l10n, window } from 'vscode';
import { FixFailure } from '../../fixes/fixFailure.js';
import { fixText } from '../../fixes/fixText.js';
import type { Plan } from '../../tools/fix.js';
import type { PendingChange } from './pendingChange.js';
import { profilesOf, type ProfileApi } from './profileApi.js';
import type { WindowFix, WindowFixes } from './windowFixes.js';
import { sayFixText } from './sayFixText.js';

type ApiPlan = Extract<Plan, { kind: 'api' }>;

export interface ProfileProposer {
  readonly pending: PendingChange;
  readonly made: WindowFixes;
  readonly undo: (fix: WindowFix) => Promise<void>;
}

/**
 * Shows what would be told to an extension, and tells it on the person's word. Their own profiles are never updated: an update would
 * erase the key.
 *
 * @param incident the id of the one that it is for
 * @param key what the new profile has for a key; null to ask the person
 */
export async function proposeProfile(
  { pending, made, undo }: ProfileProposer,
  plan: ApiPlan,
  key: string | null,
  incident: string | null,
): Promise<void> {
  const { api: fix } = plan;
  const title = sayFixText(plan.title);
  const when = sayFixText(plan.effect);
  await pending.propose({
    title,
    incident,
    notes: [...plan.notes.map(sayFixText), l10n.t('It takes effect {when}.', { when })],
    files: [],
    make: async () => {
      const api = profilesOf(fix.extensionId);
      if (!api) throw gone(fix.extensionId);
      await change(api, plan, key);
      const { activate, remove } = fix.undo;
      const done: WindowFix = {
        title,
        when,
        at: Date.now(),
        undo: { kind: 'profile', extensionId: fix.extensionId, activate, remove },
      };
      await made.add(done);
      return { said: l10n.t('Applied: {title}. It takes effect {when}.', { title, when }), undo: () => undo(done), guide: null };
    },
    again: () => Promise.resolve(),
  });
}

async function change(api: ProfileApi, { api: { call } }: ApiPlan, key: string | null): Promise<void> {
  if (call.kind === 'activate-profile') {
    await api.setActiveProfile(call.profile);
    return;
  }
  const settings: Record<string, string> = { ...call.settings };
  if (call.keySetting !== null) settings[call.keySetting] = key ?? (await askForKey(call.profile));
  await api.createProfile(call.profile, settings, true);
}

/** It goes to the extension alone, which keeps it among its secrets. */
async function askForKey(profile: string): Promise<string> {
  const key = await window.showInputBox({
    title: l10n.t('Key for the Profile "{profile}"', { profile }),
    prompt: l10n.t('It is handed to the extension, which keeps it as it keeps its other keys; Unwrap keeps it nowhere.'),
    password: true,
    ignoreFocusOut: true,
  });
  if (!key) throw new FixFailure('unreadable', fixText('fixes.needsKey'));
  return key;
}

/** Back to the profile before, and without ours. Throws `FixFailure` where the extension is not there to be told. */
export async function undoProfile({
  extensionId,
  activate,
  remove,
}: Extract<WindowFix['undo'], { kind: 'profile' }>): Promise<void> {
  const api = profilesOf(extensionId);
  if (!api) throw gone(extensionId);
  const profiles = api.getProfiles();
  if (!profiles.includes(activate)) throw new FixFailure('changed-since', fixText('fixes.profileGone', { profile: activate }));
  await api.setActiveProfile(activate);
  if (remove !== null && profiles.includes(remove)) await api.deleteProfile(remove);
}

function gone(extensionId: string): FixFailure {
  return new FixFailure('unreadable', fixText('fixes.extensionGone', { extension: extensionId }));
}
