/** The manifest and what stands beside it, read as a store would. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';

export const root = path.resolve(import.meta.dirname, '../..');
export const readText = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const Manifest = z.object({
  name: z.string(),
  publisher: z.string(),
  version: z.string(),
  icon: z.string(),
  main: z.string(),
  activationEvents: z.array(z.string()),
  contributes: z.object({
    commands: z.array(z.object({ command: z.string(), category: z.string(), title: z.string() })),
    keybindings: z.array(z.object({ command: z.string(), key: z.string(), mac: z.string(), when: z.optional(z.string()) })),
    menus: z.record(z.string(), z.array(z.object({ command: z.string(), when: z.optional(z.string()) }))),
    viewsContainers: z.record(z.string(), z.array(z.object({ id: z.string(), icon: z.string() }))),
    views: z.record(z.string(), z.array(z.object({ id: z.string(), icon: z.string() }))),
    viewsWelcome: z.array(z.object({ view: z.string(), contents: z.string(), when: z.optional(z.string()) })),
    walkthroughs: z.array(
      z.object({
        id: z.string(),
        icon: z.string(),
        steps: z.array(
          z.object({
            id: z.string(),
            description: z.string(),
            media: z.object({ svg: z.string(), altText: z.string() }),
            completionEvents: z.array(z.string()),
          }),
        ),
      }),
    ),
    languageModelTools: z.array(
      z.object({
        name: z.string(),
        toolReferenceName: z.string(),
        modelDescription: z.string(),
        inputSchema: z.unknown(),
      }),
    ),
    mcpServerDefinitionProviders: z.array(z.object({ id: z.string() })),
    configuration: z.object({
      properties: z.record(
        z.string(),
        z.object({
          type: z.string(),
          default: z.unknown(),
          description: z.optional(z.string()),
          markdownDescription: z.optional(z.string()),
        }),
      ),
    }),
  }),
});

export const manifest = Manifest.parse(JSON.parse(readText('package.json')));
export const texts = z.record(z.string(), z.string()).parse(JSON.parse(readText('package.nls.json')));

export const chineseTexts = z.record(z.string(), z.string()).parse(JSON.parse(readText('package.nls.zh-cn.json')));

/** `%key%` → its text. */
export const localised = (text: string): string => text.replace(/^%(.+)%$/, (whole, key: string) => texts[key] ?? whole);

/** The rows of the table below a heading of the README, cell by cell, code marks taken off. */
export function readmeTable(heading: string): string[][] {
  const [, section = ''] = readText('README.md').split(`\n## ${heading}\n`);
  return (section.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|:-]+\|$/.test(line))
    .slice(1)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}
