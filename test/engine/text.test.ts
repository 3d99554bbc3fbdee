import { describe, expect, expectTypeOf, it } from 'vitest';
import { sayerOf, textsOf, type Arg } from '../../src/engine/text.js';

const catalogue = {
  'test.down': '{who} is down.',
  'test.server': 'The server',
  'test.both': '{who} asked {other} for {count} models.',
} as const;
const text = textsOf<typeof catalogue>();
const inEnglish = sayerOf(catalogue, (english) => english);
const chinese: Readonly<Record<string, string>> = {
  '{who} is down.': '目前 {who} 已停止服务。',
  'The server': '服务器',
  '{who} asked {other} for {count} models.': '{who} 向 {other} 请求了 {count} 个模型。',
};
const inChinese = sayerOf(catalogue, (english) => chinese[english] ?? english);

it('is data that outlives JSON', () => {
  const made = text('test.down', { who: text('test.server') });
  expect(made).toEqual({ id: 'test.down', args: { who: { id: 'test.server', args: {} } } });
  expect(inEnglish(JSON.parse(JSON.stringify(made)))).toBe('The server is down.');
});

it('asks for the arguments that its template names', () => {
  expectTypeOf(text<'test.down'>).parameters.toEqualTypeOf<['test.down', { readonly who: Arg }]>();
  expectTypeOf(text<'test.server'>).parameters.toEqualTypeOf<['test.server']>();
  expectTypeOf(text<'test.both'>).parameters.toEqualTypeOf<
    ['test.both', { readonly who: Arg; readonly other: Arg; readonly count: Arg }]
  >();
});

it('says what stands in braces within an argument as it is', () => {
  expect(inEnglish(text('test.down', { who: '{who} {other} $& $1' }))).toBe('{who} {other} $& $1 is down.');
});

describe('in Chinese', () => {
  it('sets off a Latin name, and joins a Chinese one', () => {
    expect(inChinese(text('test.down', { who: 'Groq' }))).toBe('目前 Groq 已停止服务。');
    expect(inChinese(text('test.down', { who: text('test.server') }))).toBe('目前服务器已停止服务。');
    expect(inChinese(text('test.both', { who: '智谱', other: 'Groq', count: 3 }))).toBe('智谱向 Groq 请求了 3 个模型。');
  });

  it('leaves alone what stands within a name', () => {
    expect(inChinese(text('test.down', { who: '我的 服务器' }))).toBe('目前我的 服务器已停止服务。');
    expect(inEnglish(text('test.both', { who: '智谱', other: '百度', count: 3 }))).toBe('智谱 asked 百度 for 3 models.');
  });
});
