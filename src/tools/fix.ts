/**
 * What a tool's settings say, and how they are changed: as plans. All of it is pure: texts in, edits out; `fixes` reads and writes.
 * A tool's file stands in `settings/`, apart from what is watched of it, so that a window that only watches loads no text format.
 */
import type { Text } from '../engine/text.js';
import type { TextEdit } from './edits/textEdit.js';
import type { Environment } from './tool.js';

/** What is known of the call that failed; null where nothing is. */
interface FailedCall {
  readonly model: string | null;
  /** The id of the gateway, or of the provider where there was none. */
  readonly provider: string | null;
}

/** Where a tool can be pointed at. */
export interface EndpointAddress {
  /** `http://127.0.0.1:4141`, without a trailing slash. */
  readonly origin: string;
  /** Upstreams of its configuration, beside those that the engine's provider files make known. */
  readonly upstreams: readonly { readonly name: string; readonly prefixUrl: string }[];
}

export type Intent =
  | { readonly kind: 'switch-model'; readonly model: string; readonly failed: FailedCall }
  | { readonly kind: 'point-at-endpoint'; readonly endpoint: EndpointAddress; readonly failed: FailedCall };

/** The machine, the project and the editors whose settings are meant. */
export interface SettingsScope {
  readonly environment: Environment;
  /** The folder that the tool runs in, absolute; null where none is known. */
  readonly project: string | null;
  /** Folders of editors that hold a profile's `chatLanguageModels.json` (`<user data>/User`, `…/User/profiles/<id>`). */
  readonly userFolders: readonly string[];
}

export interface SettingsFile {
  /** Absolute, in the platform's form. */
  readonly path: string;
  /** Whose settings: `project` files stand in the project's folder, `managed` ones belong to an organisation and are never written. */
  readonly level: 'user' | 'project' | 'managed';
}

export interface SettingsText extends SettingsFile {
  /** Without a byte order mark; null where there is no such file. */
  readonly text: string | null;
}

export interface ConfiguredModel {
  readonly id: string;
  /** As the tool's picker calls it, where it has a name of its own. */
  readonly name: string | null;
  /** As the tool writes it: `openrouter`. */
  readonly provider: string | null;
  /** Tokens; null where the settings do not say. */
  readonly contextLength: number | null;
}

/** What the settings say now. What they leave to the tool's own default is null. */
export interface Configured {
  /** Those in the settings, the one in use among them where it is known. */
  readonly models: readonly ConfiguredModel[];
  readonly model: string | null;
  readonly provider: string | null;
  /** Where calls go now, the tool's default where that is documented. */
  readonly baseUrl: string | null;
}

export interface FileEdits {
  readonly path: string;
  /** On the file's text; of none, on the empty text. In order, without overlap. Empty: the file is only touched, for the tool to look. */
  readonly edits: readonly TextEdit[];
}

/** One thing that a person does. */
export interface Step {
  readonly text: Text;
  /** To be copied. */
  readonly value?: string;
}

/**
 * What only an extension's API can do, for the window (Roo, Zoo, Kilo 5). The user's own profile is never updated: the API hides its
 * key, and an update would erase it.
 */
interface ApiFix {
  readonly extensionId: string;
  readonly call:
    | { readonly kind: 'activate-profile'; readonly profile: string }
    /** `createProfile(profile, settings + {[keySetting]: key}, true)`; the key is one that the person enters or the endpoint keeps. */
    | {
        readonly kind: 'create-profile';
        readonly profile: string;
        readonly settings: Readonly<Record<string, string>>;
        readonly keySetting: string | null;
      };
  /** Done by undo: the profile to go back to, then the one to delete. */
  readonly undo: { readonly activate: string; readonly remove: string | null };
}

/** Where in a file something stands in the way; both from 1. */
export interface FilePosition {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export type Plan =
  | {
      readonly kind: 'edits';
      /** What it does, verb first: `Switch Continue from a to b`. */
      readonly title: Text;
      readonly files: readonly FileEdits[];
      /** When it takes effect: `with the next task`. */
      readonly effect: Text;
      /** What a person should know before, each a sentence. */
      readonly notes: readonly Text[];
      /** What is left for a person after it. */
      readonly steps: readonly Step[];
    }
  /** No file can do it. */
  | { readonly kind: 'guided'; readonly title: Text; readonly steps: readonly Step[]; readonly notes: readonly Text[] }
  | {
      readonly kind: 'api';
      readonly title: Text;
      readonly api: ApiFix;
      readonly effect: Text;
      readonly notes: readonly Text[];
    }
  /** It is so already. */
  | { readonly kind: 'done'; readonly title: Text }
  | { readonly kind: 'refused'; readonly reason: Text; readonly remedy: Text; readonly at: FilePosition | null };

export interface Settings {
  readonly environment: Environment;
  /** In the order of `files`. */
  readonly texts: readonly SettingsText[];
}

export interface ToolSettings {
  /** The tool's id and name. */
  readonly id: string;
  readonly name: string;
  /** Every file that may say something, in the order in which later ones win. */
  readonly files: (scope: SettingsScope) => readonly SettingsFile[];
  /** Throws `Refusal` where a text cannot be read. */
  readonly read: (settings: Settings) => Configured;
  /** Throws `Refusal`; `planFix` turns it into a plan. */
  readonly plan: (intent: Intent, settings: Settings) => Plan;
}
