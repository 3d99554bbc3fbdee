import { commands, env, QuickPickItemKind, Uri, window, workspace, type QuickPickItem } from 'vscode';
import { askHealth } from '../endpoint/askHealth.js';
import type { EndpointConfig } from '../endpoint/client.js';
import { defaultConfigFile } from '../endpoint/folders.js';
import type { Diagnosis } from '../engine/model.js';
import { readEnvironment } from '../watch/machine.js';
import { listBaseUrls } from './baseUrls.js';
import { exchangeItem, routeItem, withoutIcons } from './endpointItems.js';
import { SETTINGS_SECTION, type Setting } from './ids.js';
import { isPortTaken } from './isPortTaken.js';
import type { Log } from './log.js';
import type { EndpointLink, RunningEndpoint } from './openEndpoint.js';
import { NotStarted } from './spawnEndpoint.js';
import { withoutLinks } from './withoutLinks.js';

/** The endpoint as a person deals with it. */
export interface EndpointDesk {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly show: () => Promise<void>;
  /** @param first of whom the base URL is offered first; null for that of the last failure */
  readonly copyBaseUrl: (first: Diagnosis | null) => Promise<void>;
}

export interface EndpointDeskParts {
  /** Null in a workspace that is not trusted. */
  readonly open: () => Promise<EndpointLink | null>;
  readonly port: () => number;
  /** Newest first. */
  readonly failures: () => readonly Diagnosis[];
  /** Opens the panel on what became of an exchange; nothing where it is in no incident. */
  readonly showExchange: (id: string) => void;
  readonly nameOf: (id: string) => string;
  readonly log: Log;
}

const START = 'Start Endpoint';
const COPY = 'Copy Base URL';
const CHOOSE_PORT = 'Choose Another Port';
const OPEN_CONFIG = 'Open Configuration';
/** Exchanges shown, of those that are remembered. */
const SHOWN = 50;
const LONGEST_SAID = 600;

interface Choice extends QuickPickItem {
  readonly choose?: () => unknown;
}

export function createEndpointDesk(parts: EndpointDeskParts): EndpointDesk {
  const { log, nameOf } = parts;

  const open = async (): Promise<EndpointLink | null> => {
    const link = await parts.open();
    if (!link) void window.showWarningMessage('In Restricted Mode the endpoint is not used: trust the workspace first.');
    return link;
  };

  /** Null where it could not be, and the person was told why. */
  const start = async (link: EndpointLink): Promise<RunningEndpoint | null> => {
    try {
      return await link.start();
    } catch (error) {
      log.error(`The endpoint was not started: ${String(error)}`);
      await tellNotStarted(error, parts.port());
      return null;
    }
  };

  /** What serves; where nothing does, the person is asked whether it is to be started. */
  const need = async (): Promise<RunningEndpoint | null> => {
    const link = await open();
    if (!link) return null;
    const running = await link.attach();
    if (running) return running;
    const answer = await window.showInformationMessage('The endpoint is not running.', START);
    return answer === START ? start(link) : null;
  };

  const copyBaseUrl = async (first: Diagnosis | null): Promise<void> => {
    const running = await need();
    if (!running) return;
    const { endpoint, attachment } = running;
    const config = await attachment.config();
    const failures = first === null ? parts.failures() : [first, ...parts.failures()];
    const token = config.upstreams.some(({ hasKey }) => hasKey) ? await askForToken(endpoint.token) : { token: null };
    if (!token) return;
    const urls = listBaseUrls(endpoint.url, token.token, config, failures, nameOf);
    const items = urls.map(({ name, api, url, isRecent }) => {
      const address = withoutIcons(token.token === null ? url : url.replace(token.token, '…'));
      const label = withoutIcons(api === null ? name : `${name} (${api})`);
      return { label, description: isRecent ? `${address} · failed lately` : address, url };
    });
    const picked = await window.showQuickPick(items, {
      title: 'Base URL for Which Upstream?',
      placeHolder: "Your assistant's base URL: its calls then go through the endpoint, with its own key",
      matchOnDescription: true,
    });
    if (!picked) return;
    await env.clipboard.writeText(picked.url);
    void window.showInformationMessage(`Copied. Set it as the base URL of ${picked.label} in your assistant.`);
  };

  const show = async (): Promise<void> => {
    const running = await need();
    if (!running) return;
    const { endpoint, attachment } = running;
    const [config, exchanges, link] = await Promise.all([attachment.config(), attachment.exchanges(), parts.open()]);
    const recovered = link?.recoveredToday ?? 0;
    const refusal =
      config.refusal === null
        ? []
        : [{ label: '$(warning) The configuration as it is now is not in force', detail: config.refusal }];
    const items: Choice[] = [
      ...refusal,
      { label: '$(copy) Copy Base URL…', choose: () => copyBaseUrl(null) },
      { label: '$(gear) Open Configuration', description: config.file, choose: openConfig },
      { label: '$(debug-stop) Stop Endpoint', choose: stop },
      heading('Last exchanges'),
      ...(exchanges.length === 0 ? [{ label: 'None yet', description: 'give your assistant a base URL of the endpoint' }] : []),
      ...exchanges
        .slice(-SHOWN)
        .toReversed()
        .map((exchange): Choice => Object.assign(exchangeItem(exchange), { choose: () => parts.showExchange(exchange.id) })),
      heading('Routes'),
      ...(config.routes.length === 0 ? [{ label: 'None', description: 'each call goes to its own upstream alone' }] : []),
      ...config.routes.map(routeItem),
      heading('Upstreams'),
      ...[...config.upstreams].sort(compareUpstreams).map(({ name, prefixUrl, hasKey }) => ({
        label: `$(cloud) ${withoutIcons(name)}`,
        description: withoutIcons(hasKey ? `${prefixUrl} · with a stored key` : prefixUrl),
      })),
    ];
    const picked = await window.showQuickPick(items, {
      title: `Endpoint ${endpoint.url}`,
      placeHolder: `${recovered} recovered today · process ${endpoint.pid} · version ${endpoint.version}`,
      matchOnDescription: true,
      matchOnDetail: true,
    });
    await picked?.choose?.();
  };

  const stop = async (): Promise<void> => {
    const link = await open();
    if (!link) return;
    const stopped = await link.stop();
    void window.showInformationMessage(
      stopped ? 'The endpoint has ended. Calls to its base URLs fail until it runs again.' : 'The endpoint was not running.',
    );
  };

  return {
    start: async () => {
      const link = await open();
      const running = link && (await start(link));
      if (!running) return;
      const text = `The endpoint runs at ${running.endpoint.url}. Calls go through it once your assistant has its base URL.`;
      if ((await window.showInformationMessage(text, COPY)) === COPY) await copyBaseUrl(null);
    },
    stop,
    show,
    copyBaseUrl,
  };
}

/** Those that the person configured first. */
function compareUpstreams(one: EndpointConfig['upstreams'][number], other: EndpointConfig['upstreams'][number]): number {
  return Number(one.provider === one.name) - Number(other.provider === other.name) || one.name.localeCompare(other.name);
}

function heading(label: string): Choice {
  return { label, kind: QuickPickItemKind.Separator };
}

/** Whether requests are to use stored keys; undefined where the person went away. */
async function askForToken(token: string): Promise<{ readonly token: string | null } | undefined> {
  const items = [
    { label: "With the assistant's own key", description: 'it passes through, and is kept nowhere', token: null },
    { label: 'With the stored keys', description: 'the address then holds a token: treat it as a password', token },
  ];
  return window.showQuickPick(items, { title: 'Which Key Is to Be Used?' });
}

/** Where there is none yet, an empty document that is saved there. */
async function openConfig(): Promise<void> {
  const file = Uri.file(defaultConfigFile(readEnvironment()));
  const document = await workspace.openTextDocument(file).then(
    (found) => found,
    () => workspace.openTextDocument(file.with({ scheme: 'untitled' })),
  );
  await window.showTextDocument(document);
}

async function tellNotStarted(error: unknown, port: number): Promise<void> {
  const holder = port === 0 ? null : await askHealth(port);
  if (holder || (await isPortTaken(port))) {
    const by = holder ? `another endpoint of Unwrap (process ${holder.pid}), which this window does not know` : 'another program';
    const answer = await window.showErrorMessage(`The endpoint was not started: port ${port} is taken by ${by}.`, CHOOSE_PORT);
    if (answer === CHOOSE_PORT) {
      await commands.executeCommand('workbench.action.openSettings', `${SETTINGS_SECTION}.${'endpoint.port' satisfies Setting}`);
    }
    return;
  }
  const said = error instanceof Error ? error.message : String(error);
  const text = `The endpoint was not started: ${withoutLinks(said.replaceAll(/^unwrap: /gm, '').slice(0, LONGEST_SAID))}`;
  const answer = await window.showErrorMessage(text, ...(error instanceof NotStarted ? [OPEN_CONFIG] : []));
  if (answer === OPEN_CONFIG) await openConfig();
}
