import { extensions } from 'vscode';
import type { Tool } from '../../tools/tool.js';
import type { ProfileState } from '../../tools/settings/profiles.js';

/** What an extension exports that keeps its settings in profiles. Its keys it hands out to nobody. */
export interface ProfileApi {
  getProfiles(): string[];
  getActiveProfile(): string | undefined;
  getProfileEntry(name: string): { readonly modelId?: string } | undefined;
  getConfiguration(): Record<string, unknown>;
  setActiveProfile(name: string): Promise<unknown>;
  createProfile(name: string, profile: Readonly<Record<string, string>>, activate: boolean): Promise<unknown>;
  deleteProfile(name: string): Promise<unknown>;
}

const METHODS = [
  'getProfiles',
  'getActiveProfile',
  'getProfileEntry',
  'getConfiguration',
  'setActiveProfile',
  'createProfile',
  'deleteProfile',
] as const;

export interface ProfileHolder {
  readonly extensionId: string;
  readonly api: ProfileApi;
}

/** Null where no such extension has been started, or its version exports no profiles: then its settings are files. */
export function findProfiles({ extension }: Tool): ProfileHolder | null {
  if (!extension?.hasProfiles) return null;
  for (const extensionId of extension.ids) {
    const api = profilesOf(extensionId);
    if (api) return { extensionId, api };
  }
  return null;
}

export function profilesOf(extensionId: string): ProfileApi | null {
  const other = extensions.getExtension<unknown>(extensionId);
  const exported = other?.isActive ? other.exports : null;
  return isProfileApi(exported) ? exported : null;
}

function isProfileApi(value: unknown): value is ProfileApi {
  return typeof value === 'object' && value !== null && METHODS.every((name) => typeof Reflect.get(value, name) === 'function');
}

export function readProfiles({ extensionId, api }: ProfileHolder, name: string): ProfileState {
  return {
    extensionId,
    name,
    profiles: api.getProfiles(),
    active: api.getActiveProfile() ?? null,
    configuration: api.getConfiguration(),
  };
}

export function modelOfProfile({ api }: ProfileHolder, profile: string): string | null {
  return api.getProfileEntry(profile)?.modelId ?? null;
}
