/** Settings in several JSON files, of which later ones win. */
import type { Text } from '../../engine/text.js';
import { nodeAt, parseJsonText, textAt, type JsonPath, type JsonText } from '../edits/jsonText.js';
import type { FileEdits, Settings, SettingsText } from '../fix.js';
import type { TextEdit } from '../edits/textEdit.js';
import { Refusal } from './refusal.js';
import { planText } from '../texts/planText.js';

export interface Layer extends JsonText {
  readonly level: SettingsText['level'];
  /** False for a file that does not exist yet. */
  readonly exists: boolean;
}

export function readLayers({ texts }: Pick<Settings, 'texts'>): Layer[] {
  return texts.map(({ path, text, level }) =>
    Object.assign(parseJsonText({ path, text: text ?? '' }), { level, exists: text !== null }),
  );
}

/** The layer whose word counts for a path; null where none says anything of it. */
export function winnerOf(layers: readonly Layer[], path: JsonPath): Layer | null {
  return layers.findLast((layer) => nodeAt(layer, path) !== null) ?? null;
}

export function textIn(layers: readonly Layer[], path: JsonPath): string | null {
  const winner = winnerOf(layers, path);
  return winner === null ? null : textAt(winner, path);
}

/** What is said of a setting that an organisation has made. */
export type OwnedByOthers = 'refuse.organisationModel' | 'refuse.organisationUrl' | 'refuse.organisationSignIn';

/** Throws `Refusal` for a file that belongs to an organisation. */
export function requireOwn(layer: Layer, owned: OwnedByOthers): Layer {
  if (layer.level === 'managed') {
    throw new Refusal(planText(owned, { path: layer.path }), planText('remedy.organisation'));
  }
  return layer;
}

export function projectNote({ level, path }: SettingsText | Layer): Text[] {
  return level === 'project' ? [planText('note.project', { path })] : [];
}

export function fileEdits(path: string, edits: readonly TextEdit[]): FileEdits {
  return { path, edits };
}
