/** The models of Continue's `config.yaml` or `config.json`, read alike. */
import { keysAt, parseJsonText, setJson, textAt, valueAt, type JsonText } from '../edits/jsonText.js';
import type { TextEdit } from '../edits/textEdit.js';
import { mapsOf, parseYamlText, setYaml, valueOf } from '../edits/yamlText.js';
import type { Settings } from '../fix.js';
import { fieldOf, listField, numberField, textField } from './fields.js';
import { Refusal } from './refusal.js';
import { planText } from '../texts/planText.js';

export interface Entry {
  readonly name: string | null;
  /** Null for an entry that names a block of others (`uses:`). */
  readonly provider: string | null;
  readonly model: string | null;
  readonly apiBase: string | null;
  readonly contextLength: number | null;
  /** Whether it answers in the chat. */
  readonly chats: boolean;
  readonly set: (key: 'model' | 'apiBase', value: string) => TextEdit[];
}

export interface ContinueConfig {
  readonly path: string;
  readonly entries: readonly Entry[];
  /** Where the selection is kept; it may not exist yet. */
  readonly context: JsonText;
  /** Of the chat; null where none was made. */
  readonly selected: string | null;
}

const SELECTED = ['selectedModelsByProfileId', 'local', 'chat'] as const;

/** `config.yaml` goes before `config.json`. */
export function readConfig({ texts }: Settings): ContinueConfig {
  const named = (name: string): { path: string; text: string } | null => {
    const file = texts.find(({ path, text }) => path.endsWith(name) && text !== null && text.trim() !== '');
    return file === undefined ? null : { path: file.path, text: file.text ?? '' };
  };
  const contextFile = texts.find(({ path }) => path.endsWith('globalContext.json'));
  const context = parseJsonText({ path: contextFile?.path ?? '', text: contextFile?.text ?? '' });
  const rest = { context, selected: textAt(context, SELECTED) };
  const yaml = named('config.yaml');
  if (yaml !== null) return { path: yaml.path, entries: yamlEntries(yaml), ...rest };
  const json = named('config.json');
  if (json !== null) return { path: json.path, entries: jsonEntries(parseJsonText(json)), ...rest };
  throw new Refusal(planText('refuse.noContinueConfig'), planText('remedy.openContinue'));
}

function yamlEntries(source: { path: string; text: string }): Entry[] {
  const yaml = parseYamlText(source);
  return mapsOf(yaml, 'models').flatMap((map) =>
    map === null
      ? []
      : [describe(valueOf(yaml, map), (key, value) => setYaml(yaml, map, key, value, key === 'apiBase' ? 'model' : 'provider'))],
  );
}

function jsonEntries(json: JsonText): Entry[] {
  const models = valueAt(json, ['models']);
  return (Array.isArray(models) ? models : []).map((value, index) =>
    describe(value, (key, text) => setJson(json, ['models', index, key], text)),
  );
}

function describe(value: unknown, set: Entry['set']): Entry {
  const roles = listField(value, 'roles');
  return {
    // As YAML has it, and JSON.
    name: textField(value, 'name') ?? textField(value, 'title'),
    provider: textField(value, 'provider'),
    model: textField(value, 'model'),
    apiBase: textField(value, 'apiBase'),
    contextLength:
      numberField(fieldOf(value, 'defaultCompletionOptions'), 'contextLength') ?? numberField(value, 'contextLength'),
    chats: roles === null || roles.includes('chat'),
    set,
  };
}

/** The entry that answers in the chat: the selected one, else the first. */
export function currentEntry({ entries, selected }: ContinueConfig): Entry | null {
  const chatting = entries.filter(({ chats }) => chats);
  return chatting.find(({ name }) => name !== null && name === selected) ?? chatting[0] ?? null;
}

/** The context is the tool's own: where it is empty, a selection alone is what the tool would write first. */
export function selectEntry({ context }: ContinueConfig, name: string): TextEdit[] {
  return keysAt(context, []).length === 0 && context.root === null
    ? setJson(context, ['selectedModelsByProfileId'], { local: { chat: name } })
    : setJson(context, SELECTED, name);
}
