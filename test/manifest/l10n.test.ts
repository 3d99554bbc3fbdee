import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { sayText as sayInTerminal } from '../../src/cli/sayText.js';
import type { Text } from '../../src/engine/text.js';
import { sayFixText } from '../../src/vscode/fixes/sayFixText.js';
import { saySources } from '../../src/vscode/saySources.js';
import { sayText as sayInEditor } from '../../src/vscode/sayText.js';
import { findPlainWords } from './plainWords.js';
import { readText, root } from './readManifest.js';
import { sourcesOf } from './syntax.js';
import { findTextCalls } from './textCalls.js';

const Texts = z.record(z.string(), z.string());
const chinese = readTexts('media/l10n/bundle.l10n.zh-cn.json');
/** What the command line alone says, which the editor need not carry. */
const chineseInTerminal = readTexts('media/l10n/terminal.zh-cn.json');

function readTexts(file: string): Record<string, string> {
  return Texts.parse(JSON.parse(readText(file)));
}

/** Every catalogue of a pure room, by the name of what is exported. */
async function readCatalogues(): Promise<[name: string, texts: Record<string, string>][]> {
  const files = ['engine', 'tools', 'watch', 'fixes', 'incidents', 'endpoint']
    .flatMap(sourcesOf)
    .filter((file) => file.endsWith('Texts.ts'));
  const modules = await Promise.all(files.map((file): Promise<object> => import(path.join(root, file))));
  return modules.flatMap((each) => Object.entries(each)).map(([name, texts]) => [name, Texts.parse(texts)]);
}

const catalogues = await readCatalogues();
const callsIn = (...rooms: readonly string[]) => rooms.flatMap(sourcesOf).flatMap((file) => findTextCalls(readText(file), file));
const calls = callsIn('vscode', 'panel', 'cli');
const wordsOf = (some: typeof calls): string[] => some.flatMap(({ english }) => english ?? []);
const keys = new Set([...catalogues.flatMap(([, texts]) => Object.values(texts)), ...wordsOf(callsIn('vscode', 'panel'))]);
const keysInTerminal = wordsOf(callsIn('cli')).filter((key) => !keys.has(key));

function slotsOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].toSorted();
}

/** What is wrong with a translation, a line for each gap. */
function findGaps(said: Iterable<string>, translated: Readonly<Record<string, string>>): string[] {
  const wanted = new Set(said);
  return [
    ...[...wanted].filter((key) => !translated[key]).map((key) => `missing: ${key}`),
    ...Object.keys(translated)
      .filter((key) => !wanted.has(key))
      .map((key) => `unused: ${key}`),
    ...Object.entries(translated)
      .filter(([key, text]) => slotsOf(key).join() !== slotsOf(text).join())
      .map(([key, text]) => `other arguments: ${key} → ${text}`),
  ];
}

/** Where a Chinese text breaks the habits of print. */
function findSlips(translated: Readonly<Record<string, string>>): string[] {
  const slip = /\p{Script=Han}[A-Za-z0-9`]|[A-Za-z0-9`]\p{Script=Han}|\p{Script=Han}[,;:!?()]|\p{Script=Han}\.(?!\.)/u;
  return Object.values(translated).filter((text) => slip.test(text.replaceAll(/\[[^\]]*\]\([^)]*\)|“[^”]*”/g, '')));
}

describe('what is said in code', () => {
  it('is a plain string each time, with the arguments that it names', () => {
    expect(calls.filter(({ english }) => english === null)).toEqual([]);
    const misfits = calls.filter(
      ({ english, args }) => args !== null && slotsOf(english ?? '').join() !== [...args].toSorted().join(),
    );
    expect(misfits).toEqual([]);
    expect(calls.length).toBeGreaterThan(100);
  });

  it.each([
    [`l10n.t('Retry in {tool}', { tool: name })`, { english: 'Retry in {tool}', args: ['tool'] }],
    [`vscode.l10n.t('Retry')`, { english: 'Retry', args: [] }],
    ['l10n.t(`Retry in ${tool}`)', { english: null, args: [] }],
    [`t(isWaiting ? 'Wait' : 'Retry', { tool })`, { english: null, args: ['tool'] }],
  ])('is found: %s', (code, call) => {
    expect(findTextCalls(`const said = ${code};`, 'src/panel/some.ts')).toMatchObject([call]);
  });
});

describe('what the editor shows', () => {
  it.each(sourcesOf('vscode'))('%s shows no words past its texts', (file) => {
    expect(findPlainWords(readText(file))).toEqual([]);
  });

  it.each([
    [`window.showInformationMessage('Nothing failed.')`, ['Nothing failed.']],
    ['say(`${name} is down.`, l10n.t("Retry"))', ['… is down.']],
    [`pick({ label: '$(shield) Unwrap', detail: 'Why it failed' })`, ['Why it failed']],
    [`log.warn('The panel is closed.')`, []],
  ])('is found: %s', (code, words) => {
    expect(findPlainWords(code)).toEqual(words);
  });
});

/** What is loaded at other times is said apart: places in every window, fixes in those where one is asked for. */
function isKnownToEditor(text: Text): boolean {
  const source = {
    tool: 'some',
    toolName: 'Some',
    label: text,
    pattern: null,
    state: 'followed',
    files: [],
    reason: null,
  } as const;
  const said = [sayInEditor(text), sayFixText(text), saySources([source])[0]?.label];
  return said.some((each) => each !== text.id);
}

describe('texts of the pure rooms', () => {
  it.each(catalogues)('%s are known to both edges', (_, texts) => {
    const ids = Object.keys(texts);
    expect(ids.filter((id) => sayInTerminal({ id, args: {} }) === id)).toEqual([]);
    expect(ids.filter((id) => !isKnownToEditor({ id, args: {} }))).toEqual([]);
  });

  it('have ids of their own', () => {
    const known = new Map<string, string>();
    const taken = catalogues
      .flatMap(([, texts]) => Object.entries(texts))
      .filter(([id, text]) => {
        const other = known.get(id);
        known.set(id, text);
        return other !== undefined && other !== text;
      });
    expect(taken).toEqual([]);
  });
});

describe('Chinese', () => {
  it('has every text that is said, no other, and their arguments', () => {
    expect(findGaps(keys, chinese)).toEqual([]);
    expect(findGaps(keysInTerminal, chineseInTerminal)).toEqual([]);
  });

  it('goes red at a gap', () => {
    const translated = { 'Retry in {tool}': '在 {name} 中重试', Gone: '不再使用' };
    expect(findGaps(['Retry in {tool}', 'Wait'], translated)).toEqual([
      'missing: Wait',
      'unused: Gone',
      'other arguments: Retry in {tool} → 在 {name} 中重试',
    ]);
  });

  it('is set off from Latin letters, and has its own marks', () => {
    expect(findSlips({ ...chinese, ...chineseInTerminal })).toEqual([]);
    expect(findSlips(readTexts('package.nls.zh-cn.json'))).toEqual([]);
    expect(findSlips({ a: '打开URL', b: '打开.', c: '打开 URL。' })).toEqual(['打开URL', '打开.']);
  });
});

describe('the manifest', () => {
  const used = new Set([...readText('package.json').matchAll(/"%([\w.-]+)%"/g)].map(([, id = '']) => id));

  it.each(['package.nls.json', 'package.nls.zh-cn.json'])('%s has the texts that it names, and no other', (file) => {
    const texts = readTexts(file);
    expect([...used].filter((id) => !texts[id])).toEqual([]);
    expect(Object.keys(texts).filter((id) => !used.has(id))).toEqual([]);
  });
});
