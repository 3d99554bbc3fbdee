import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ToolSettings } from '../../../src/tools/fix.js';
import { claudeCodeSettings } from '../../../src/tools/settings/claudeCode.js';
import { clineSettings } from '../../../src/tools/settings/cline.js';
import { codexSettings } from '../../../src/tools/settings/codex.js';
import { continueSettings } from '../../../src/tools/settings/continue.js';
import { copilotSettings } from '../../../src/tools/settings/copilot.js';
import { geminiCliSettings } from '../../../src/tools/settings/geminiCli.js';
import { kiloSettings, opencodeSettings } from '../../../src/tools/settings/opencode.js';
import { zedSettings } from '../../../src/tools/settings/zed.js';
import { pointAt, switchTo } from '../../fixes/intents.js';
import { carryOut, withEnds } from './planned.js';

/** One settings file in the making: lines that mean nothing to the fix around those that do. */
interface Sample {
  readonly tool: ToolSettings;
  readonly file: string;
  /** @param noise lines of other settings, in the file's format, two of them with a comment */
  readonly write: (noise: readonly string[], model: string) => string;
  readonly comment: '//' | '#' | null;
  readonly other: (index: number) => string;
  readonly model: string;
  readonly next: string;
  /** Null where no file takes the model. */
  readonly modelAfter: string | null;
  readonly urlAfter: string;
}

const json = (index: number): string => `"other${index}": [${index}, { "a b": "x // y" }],`;

const samples: readonly Sample[] = [
  {
    tool: claudeCodeSettings,
    file: 'ada/.claude/settings.json',
    write: (noise, model) => `{\n${noise.join('\n')}\n"model": "${model}"\n}\n`,
    comment: '//',
    other: json,
    model: 'opus',
    next: 'claude-sonnet-5',
    modelAfter: 'claude-sonnet-5',
    urlAfter: 'http://127.0.0.1:4141/anthropic',
  },
  {
    tool: codexSettings,
    file: 'config.toml',
    write: (noise, model) => `${noise.join('\n')}\nmodel = '${model}'\n\n[tui]\nnotifications = true # c0\n`,
    comment: '#',
    other: (index) => `other${index} = ["x # y", { a = ${index} }]`,
    model: 'gpt-5.2',
    next: 'gpt-6',
    modelAfter: 'gpt-6',
    urlAfter: 'http://127.0.0.1:4141/openai/v1',
  },
  {
    tool: opencodeSettings,
    file: 'ada/.config/opencode/opencode.jsonc',
    write: (noise, model) => `{\n${noise.join('\n')}\n"model": "${model}",\n}\n`,
    comment: '//',
    other: json,
    model: 'openrouter/anthropic/claude-sonnet-5',
    next: 'z-ai/glm-5.1',
    modelAfter: 'openrouter/z-ai/glm-5.1',
    urlAfter: 'http://127.0.0.1:4141/openrouter/api/v1',
  },
  {
    tool: kiloSettings,
    file: 'ada/.config/kilo/kilo.jsonc',
    write: (noise, model) =>
      `{\n${noise.join('\n')}\n"model": "${model}",\n"provider": { "anthropic": { "options": { "timeout": 1 } } }\n}\n`,
    comment: '//',
    other: json,
    model: 'anthropic/claude-sonnet-5',
    next: 'anthropic/claude-opus-5',
    modelAfter: 'anthropic/claude-opus-5',
    urlAfter: 'http://127.0.0.1:4141/anthropic/v1',
  },
  {
    tool: geminiCliSettings,
    file: 'ada/.gemini/settings.json',
    write: (noise, model) =>
      `{\n${noise.join('\n')}\n"security": {"auth": {"selectedType": "gemini-api-key"}},\n"model": {"name": "${model}"}\n}\n`,
    comment: '//',
    other: json,
    model: 'gemini-2.5-pro',
    next: 'gemini-2.5-flash',
    modelAfter: 'gemini-2.5-flash',
    urlAfter: 'http://127.0.0.1:4141/google',
  },
  {
    tool: zedSettings,
    file: 'ada/.config/zed/settings.json',
    write: (noise, model) =>
      `{\n${noise.join('\n')}\n"agent": {"default_model": {"provider": "openrouter", "model": "${model}"}},\n}\n`,
    comment: '//',
    other: json,
    model: 'anthropic/claude-sonnet-5',
    next: 'z-ai/glm-5.1',
    modelAfter: 'z-ai/glm-5.1',
    urlAfter: 'http://127.0.0.1:4141/openrouter/api/v1',
  },
  {
    tool: continueSettings,
    file: 'ada/.continue/config.yaml',
    write: (noise, model) =>
      `${noise.join('\n')}\nmodels:\n  # c0\n  - name: Mine\n    provider: openrouter\n    model: ${model} # c1\n    apiKey: k\n`,
    comment: '#',
    other: (index) => `other${index}: ["x # y", {a: ${index}}]`,
    model: 'anthropic/claude-sonnet-5',
    next: 'z-ai/glm-5.1',
    modelAfter: 'z-ai/glm-5.1',
    urlAfter: 'http://127.0.0.1:4141/openrouter/api/v1/',
  },
  {
    tool: continueSettings,
    file: 'ada/.continue/config.json',
    write: (noise, model) =>
      `{\n${noise.join('\n')}\n"models": [{"title": "Mine", "provider": "anthropic", "model": "${model}", "apiKey": "k"}]\n}`,
    comment: null,
    other: json,
    model: 'claude-sonnet-5',
    next: 'claude-opus-5',
    modelAfter: 'claude-opus-5',
    urlAfter: 'http://127.0.0.1:4141/anthropic/v1/',
  },
  {
    tool: copilotSettings,
    file: 'chatLanguageModels.json',
    write: (noise, model) =>
      `[{\n${noise.join('\n')}\n"name": "Mine", "vendor": "customendpoint", "apiKey": "\${input:chat.lm.secret.1}",\n"models": [{"id": "${model}", "name": "${model}", "url": "https://openrouter.ai/api/v1/chat/completions"}]}]`,
    comment: '//',
    other: json,
    model: 'anthropic/claude-sonnet-5',
    next: 'z-ai/glm-5.1',
    modelAfter: 'z-ai/glm-5.1',
    urlAfter: 'http://127.0.0.1:4141/openrouter/api/v1/chat/completions',
  },
  {
    tool: clineSettings,
    file: 'ada/.cline/data/settings/providers.json',
    write: (noise, model) =>
      `{${noise.join('')}"version":1,"lastUsedProvider":"openrouter","providers":{"openrouter":{"settings":{"provider":"openrouter","apiKey":"k","model":"${model}"},"updatedAt":"2026-11-20"}}}`,
    comment: null,
    other: json,
    model: 'anthropic/claude-sonnet-5',
    next: 'z-ai/glm-5.1',
    modelAfter: null,
    urlAfter: 'http://127.0.0.1:4141/openrouter/api/v1',
  },
];

const layout = fc.record({
  count: fc.nat(3),
  comments: fc.boolean(),
  indent: fc.constantFrom('', '  ', '\t'),
  ends: fc.constantFrom('\n' as const, '\r\n' as const),
});

function render({ write, other, comment, tool }: Sample, { count, comments, indent, ends }: Layout, model: string): string {
  // YAML and TOML have no indentation at their top to play with.
  const blank = comment === '#' || tool === clineSettings ? '' : indent;
  const noise = Array.from(
    { length: count },
    (_, index) => `${blank}${other(index)}${comments && comment !== null ? ` ${comment} c${index + 5}` : ''}`,
  );
  return withEnds(write(noise, model), ends);
}

type Layout = typeof layout extends fc.Arbitrary<infer Some> ? Some : never;

describe.each(samples.map((sample) => [`${sample.tool.name}, ${sample.file}`, sample] as const))('%s', (_, sample) => {
  const { tool, file, model, next, modelAfter, urlAfter } = sample;

  it('switches the model and nothing else, in any layout', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(layout, (drawn) => {
        const text = render(sample, drawn, model);
        const { plan, after, configured } = carryOut(tool, switchTo(next, model), { [file]: text });
        expect(plan.kind).toBe(modelAfter === null ? 'guided' : 'edits');
        expect([...after.values()]).toEqual(
          modelAfter === null
            ? []
            : [
                text
                  .replaceAll(`"${model}"`, `"${modelAfter}"`)
                  .replaceAll(` ${model} `, ` ${modelAfter} `)
                  .replaceAll(`'${model}'`, `"${modelAfter}"`),
              ],
        );
        expect(configured.model).toBe(modelAfter ?? model);
      }),
      { seed: 20261120, numRuns: 30 },
    );
  });

  it('points at the endpoint, keeps all other settings, and is there then', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(layout, (drawn) => {
        const text = render(sample, drawn, model);
        const { plan, after, configured } = carryOut(tool, pointAt(), {
          [file]: text,
          ...(tool === geminiCliSettings ? { 'ada/.gemini/.env': 'GEMINI_API_KEY=k\n' } : {}),
        });
        expect(plan.kind).toBe('edits');
        expect(configured).toMatchObject({ baseUrl: urlAfter, model });
        for (const changed of after.values()) {
          // All that was there is there, in its order; new is the address and what leads to it.
          expect(isWithin(text, changed) || tool === geminiCliSettings || tool === copilotSettings).toBe(true);
          expect(tool === geminiCliSettings || withEnds(changed.replaceAll('\r\n', '\n'), drawn.ends)).toBe(
            tool === geminiCliSettings || changed,
          );
        }
        const again = carryOut(tool, pointAt(), {
          [file]: [...after.values()].find((each) => each.includes(model)) ?? text,
          ...(tool === geminiCliSettings ? { 'ada/.gemini/.env': [...after.values()][0] ?? '' } : {}),
        });
        expect(again.plan.kind).toBe('done');
      }),
      { seed: 20261120, numRuns: 30 },
    );
  });
});

/** Whether the characters of one text stand in another, in their order. */
function isWithin(some: string, whole: string): boolean {
  let at = 0;
  for (const character of some) {
    at = whole.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
