import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorsTool } from '../../src/incidents/errorsTool.js';
import { PANEL_VIEW } from '../../src/vscode/ids.js';
import { checkSettings } from '../../src/vscode/settingsSchema.js';
import { createFakeVscode } from '../vscode/fakeVscode.js';
import { loadExtension } from '../vscode/loadExtension.js';
import { offerAgents } from '../vscode/offerAgents.js';
import { localised, manifest, readmeTable, readText, root, texts } from './readManifest.js';

const { contributes } = manifest;
const declaredCommands = contributes.commands.map(({ command }) => command).toSorted();
const declaredSettings = Object.keys(contributes.configuration.properties).toSorted();

describe('commands', () => {
  it('declared are those that the extension registers', () => {
    const { vscode, world } = createFakeVscode();
    loadExtension(vscode).activate({ subscriptions: [] });
    expect([...world.commands.keys()].toSorted()).toEqual(declaredCommands);
    expect([...world.serializers.keys()]).toEqual([PANEL_VIEW]);
  });

  it('declared are those that the README explains, by the same titles', () => {
    const documented = readmeTable('Commands').map(([command, title]) => ({ command, title }));
    const declared = contributes.commands.map(({ command, title }) => ({ command, title: localised(title) }));
    expect(documented).toEqual(declared);
  });

  it('are in one category, and what menus and keys run is declared', () => {
    expect(new Set(contributes.commands.map(({ category }) => category))).toEqual(new Set(['Unwrap']));
    const used = [...contributes.keybindings, ...Object.values(contributes.menus).flat()].map(({ command }) => command);
    for (const command of used) expect(declaredCommands).toContain(command);
  });

  it('have the keys that the README names', () => {
    const [key] = contributes.keybindings;
    const documented = readmeTable('Commands')
      .find(([command]) => command === key?.command)?.[2]
      ?.toLowerCase();
    expect(documented).toContain(key?.key);
    expect(documented).toContain(key?.mac);
  });
});

describe('settings', () => {
  it('declared are those that are read, with the same defaults', () => {
    const read: string[] = [];
    const { settings } = checkSettings((name) => void read.push(`unwrap.${name}`));
    expect(read.toSorted()).toEqual(declaredSettings);
    const defaults = Object.entries(contributes.configuration.properties).map(([name, { default: value }]) => [name, value]);
    expect(Object.fromEntries(defaults)).toEqual(
      Object.fromEntries(Object.entries(settings).map(([name, value]) => [`unwrap.${name}`, value])),
    );
  });

  it('declared are those that the README explains, with the same defaults', () => {
    const documented = readmeTable('Settings').map(([name, value]) => [name, value]);
    const declared = Object.entries(contributes.configuration.properties).map(([name, { default: value }]) => [
      name,
      String(value),
    ]);
    expect(documented).toEqual(declared);
  });

  it.each(declaredSettings)('%s says so where its value is not of its type', (name) => {
    const wrong = { deep: ['x'.repeat(500)] };
    const { settings, complaints } = checkSettings((asked) => (`unwrap.${asked}` === name ? wrong : undefined));
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toContain(`Setting ${name} holds {"deep"`);
    expect(complaints[0]?.length).toBeLessThan(300);
    expect(settings).toEqual(checkSettings(() => undefined).settings);
  });
});

describe('what agents are given', () => {
  const [tool] = contributes.languageModelTools;

  it('is what the extension registers', () => {
    const { vscode } = createFakeVscode();
    const { tools, providers } = offerAgents(vscode);
    loadExtension(vscode).activate({ subscriptions: [] });
    expect([...tools.keys()]).toEqual(contributes.languageModelTools.map(({ name }) => name));
    expect([...providers.keys()]).toEqual(contributes.mcpServerDefinitionProviders.map(({ id }) => id));
  });

  it('is described to models as by `unwrap mcp`', () => {
    expect(tool).toMatchObject({ name: errorsTool.name, modelDescription: errorsTool.description });
    expect(tool?.inputSchema).toEqual(errorsTool.inputSchema);
  });

  it('takes the arguments that the README explains', () => {
    expect(readmeTable('For agents').map(([name]) => name)).toEqual(Object.keys(errorsTool.inputSchema.properties));
    expect(readText('README.md')).toContain(`\`#${tool?.toolReferenceName}\``);
  });
});

describe('texts', () => {
  it('of the manifest are all there, and none is left over', () => {
    const used = [...readText('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => String(key));
    expect(Object.keys(texts).toSorted((one, other) => one.localeCompare(other))).toEqual(
      used.toSorted((one, other) => one.localeCompare(other)),
    );
    for (const text of Object.values(texts)) expect(text).toMatch(/\S/);
  });
});

describe('the rest of the manifest', () => {
  it('uses no context key that nobody sets', () => {
    const conditions = [...contributes.keybindings, ...Object.values(contributes.menus).flat()].map(({ when }) => when ?? '');
    expect(conditions.filter((when) => when.includes('unwrap.'))).toEqual([]);
  });

  it('wakes the extension after the start of the editor, and for a panel that was left open', () => {
    expect(manifest.activationEvents).toEqual(['onStartupFinished', `onWebviewPanel:${PANEL_VIEW}`]);
  });

  it('names an icon that a store takes: a PNG of 128 × 128', async () => {
    expect(existsSync(path.join(root, manifest.icon))).toBe(true);
    const { readFile } = await import('node:fs/promises');
    const icon = await readFile(path.join(root, manifest.icon));
    expect(icon.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([128, 128]);
  });
});
