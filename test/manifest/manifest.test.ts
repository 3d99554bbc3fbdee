import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorsTool } from '../../src/incidents/errorsTool.js';
import { EXTENSION_ID, INCIDENTS_VIEW, PANEL_VIEW, WALKTHROUGH, type ContextKey } from '../../src/vscode/ids.js';
import { checkSettings } from '../../src/vscode/settingsSchema.js';
import { createFakeVscode } from '../vscode/fakeVscode.js';
import { loadExtension } from '../vscode/loadExtension.js';
import { offerAgents } from '../vscode/offerAgents.js';
import { chineseTexts, localised, manifest, readmeTable, readText, root, texts } from './readManifest.js';

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

const linksOf = (text: string): string[] => [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => String(link));

/** The links of each text, by its key. */
function linksIn(all: Readonly<Record<string, string>>): Map<string, string[]> {
  return new Map(Object.keys(texts).map((key) => [key, linksOf(all[key] ?? '')]));
}

describe('texts', () => {
  it('of the manifest are all there, and none is left over', () => {
    const used = [...readText('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => String(key));
    expect(Object.keys(texts).toSorted((one, other) => one.localeCompare(other))).toEqual(
      [...new Set(used)].toSorted((one, other) => one.localeCompare(other)),
    );
    for (const text of Object.values(texts)) expect(text).toMatch(/\S/);
  });

  it('are all there in Chinese too, with the same links', () => {
    expect(Object.keys(chineseTexts).toSorted()).toEqual(Object.keys(texts).toSorted());
    expect(linksIn(chineseTexts)).toEqual(linksIn(texts));
  });

  it('link to commands that are there', () => {
    const linked = Object.values(texts).flatMap((text) =>
      [...text.matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => String(id)),
    );
    const editors = [`${INCIDENTS_VIEW}.focus`, 'workbench.trust.manage'];
    for (const command of linked) expect([...declaredCommands, ...editors]).toContain(command);
  });

  it('say of each setting what it is when nothing is set', () => {
    for (const { description, markdownDescription } of Object.values(contributes.configuration.properties)) {
      expect(localised(markdownDescription ?? description ?? '')).toMatch(/by default/);
    }
  });
});

describe('the rest of the manifest', () => {
  it('asks for the context keys that the extension sets, and for no others', () => {
    const set: { readonly [K in ContextKey]: true } = {
      'unwrap.hasIncidents': true,
      'unwrap.fixPreviewed': true,
      'unwrap.endpointRuns': true,
      'unwrap.reachChosen': true,
    };
    const conditions = [
      ...contributes.keybindings,
      ...Object.values(contributes.menus).flat(),
      ...contributes.viewsWelcome,
    ].flatMap(({ when = '' }) => when.replaceAll(/view == [\w.]+/g, ''));
    const steps = contributes.walkthroughs.flatMap(({ steps: all }) => all.flatMap(({ completionEvents }) => completionEvents));
    const asked = [...conditions, ...steps.filter((event) => event.startsWith('onContext:unwrap.'))].flatMap(
      (text) => text.match(/unwrap\.\w+/g) ?? [],
    );
    expect([...new Set(asked)].toSorted()).toEqual(Object.keys(set).toSorted());
  });

  it('has the view that the extension fills, and pictures that are there', () => {
    expect(Object.values(contributes.views).flatMap((views) => views.map(({ id }) => id))).toEqual([INCIDENTS_VIEW]);
    expect(contributes.viewsWelcome.map(({ view }) => view)).toEqual(contributes.viewsWelcome.map(() => INCIDENTS_VIEW));
    const icons = [...Object.values(contributes.viewsContainers), ...Object.values(contributes.views)].flat();
    const pictures = contributes.walkthroughs.flatMap(({ icon, steps }) => [icon, ...steps.map(({ media }) => media.svg)]);
    const files = [...icons.map(({ icon }) => icon), ...pictures];
    expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  it('draws its view’s icon in one colour, as the editor tints it', () => {
    const colours = readText('media/incidents.svg').matchAll(/(?:fill|stroke)="([^"]+)"/g);
    expect(new Set([...colours].map(([, colour]) => colour).filter((colour) => colour !== 'none'))).toEqual(new Set(['#000']));
  });

  it('draws the walkthrough in the theme’s colours alone', () => {
    const pictures = contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => readText(media.svg)));
    const colours = pictures.flatMap((svg) =>
      [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => String(colour)),
    );
    expect(colours.filter((colour) => !/^none$|^var\(--vscode-[\w-]+\)$/.test(colour))).toEqual([]);
  });

  it('completes each step of the walkthrough by something that happens', () => {
    const [walkthrough] = contributes.walkthroughs;
    expect(walkthrough?.id).toBe(WALKTHROUGH);
    const begun = walkthrough?.steps.map(({ description }) => /\(command:([\w.]+)\)$/.exec(localised(description))?.[1]);
    expect(begun).toEqual(['unwrap.showSources', 'unwrap.showSample', 'unwrap.chooseReach', `${INCIDENTS_VIEW}.focus`]);
    expect(walkthrough?.steps.map(({ completionEvents }) => completionEvents)).toEqual([
      ['onCommand:unwrap.showSources'],
      // A diagnosis that was looked at in another way is as good.
      ['onCommand:unwrap.showSample', `onContext:activeWebviewPanelId == '${PANEL_VIEW}'`],
      ['onContext:unwrap.reachChosen' satisfies `onContext:${ContextKey}`],
      // Of a view that is in sight already, the command alone.
      [`onCommand:${INCIDENTS_VIEW}.focus`, `onView:${INCIDENTS_VIEW}`],
    ]);
    expect(EXTENSION_ID).toBe(`${manifest.publisher}.${manifest.name}`);
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
