import { commands, env, l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import { askHealth } from '../endpoint/askHealth.js';
import type { EndpointConfig } from '../endpoint/client.js';
import type { Diagnosis } from '../engine/model.js';
import { listBaseUrls } from './baseUrls.js';
import { exchangeItem, routeItem } from './endpointItems.js';
import { SETTINGS_SECTION, type Setting } from './ids.js';
import { isPortTaken } from './isPortTaken.js';
import type { Log } from './log.js';
import type { EndpointLink, RunningEndpoint } from './openEndpoint.js';
import type { Problems } from './problems.js';
import { NotStarted } from './spawnEndpoint.js';
import { needTrust } from './trust.js';
import { withoutLinks } from './withoutLinks.js';
import { withoutIcons } from './withoutIcons.js';

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
  /** Null where there is no list of problems. */
  readonly problems: () => Promise<Problems | null>;
  readonly log: Log;
}

/** Exchanges shown, of those that are remembered. */
const SHOWN = 50;
const LONGEST_SAID = 600;

interface Choice extends QuickPickItem {
  readonly choose?: () => unknown;
}

export function createEndpointDesk(parts: EndpointDeskParts): EndpointDesk {
  const { log, nameOf } = parts;
  const openConfig = async (): Promise<void> => (await parts.problems())?.openConfig();
  const checkConfig = async (): Promise<void> => {
    await (await parts.problems())?.checkConfig();
  };

  const open = async (): Promise<EndpointLink | null> => {
    const link = await parts.open();
    if (!link) await needTrust(l10n.t('In Restricted Mode the endpoint is not used: trust the workspace first.'));
    return link;
  };

  /** Null where it could not be, and the person was told why. */
  const start = async (link: EndpointLink): Promise<RunningEndpoint | null> => {
    try {
      return await link.start();
    } catch (error) {
      log.error(`The endpoint was not started: ${String(error)}`);
      await tellNotStarted(error, parts);
      return null;
    }
  };

  /** What serves; where nothing does, the person is asked whether it is to be started. */
  const need = async (): Promise<RunningEndpoint | null> => {
    const link = await open();
    if (!link) return null;
    const running = await link.attach();
    if (running) return running;
    const begin = l10n.t('Start Endpoint');
    const answer = await window.showInformationMessage(l10n.t('The endpoint is not running.'), begin);
    return answer === begin ? start(link) : null;
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
      return { label, description: isRecent ? l10n.t('{address} · failed lately', { address }) : address, url };
    });
    const picked = await window.showQuickPick(items, {
      title: l10n.t('Base URL for Which Upstream?'),
      placeHolder: l10n.t("Your assistant's base URL: its calls then go through the endpoint, with its own key"),
      matchOnDescription: true,
    });
    if (!picked) return;
    await env.clipboard.writeText(picked.url);
    void window.showInformationMessage(
      l10n.t('Copied. Set it as the base URL of {upstream} in your assistant.', { upstream: picked.label }),
    );
  };

  const show = async (): Promise<void> => {
    const running = await need();
    if (!running) return;
    const { endpoint, attachment } = running;
    const [config, exchanges, link] = await Promise.all([attachment.config(), attachment.exchanges(), parts.open()]);
    const recovered = link?.recoveredToday ?? 0;
    if (config.refusal !== null) await checkConfig();
    const refusal =
      config.refusal === null
        ? []
        : [
            {
              label: l10n.t('$(warning) The configuration as it is now is not in force'),
              detail: withoutIcons(config.refusal),
              choose: openConfig,
            },
          ];
    const items: Choice[] = [
      ...refusal,
      { label: l10n.t('$(copy) Copy Base URL…'), choose: () => copyBaseUrl(null) },
      { label: l10n.t('$(gear) Open Configuration'), description: config.file, choose: openConfig },
      { label: l10n.t('$(debug-stop) Stop Endpoint'), choose: stop },
      heading(l10n.t('Last exchanges')),
      ...(exchanges.length === 0
        ? [{ label: l10n.t('None yet'), description: l10n.t('give your assistant a base URL of the endpoint') }]
        : []),
      ...exchanges
        .slice(-SHOWN)
        .toReversed()
        .map((exchange): Choice => Object.assign(exchangeItem(exchange), { choose: () => parts.showExchange(exchange.id) })),
      heading(l10n.t('Routes')),
      ...(config.routes.length === 0
        ? [{ label: l10n.t('None'), description: l10n.t('each call goes to its own upstream alone') }]
        : []),
      ...config.routes.map(routeItem),
      heading(l10n.t('Upstreams')),
      ...[...config.upstreams].sort(compareUpstreams).map(({ name, prefixUrl, hasKey }) => ({
        label: `$(cloud) ${withoutIcons(name)}`,
        description: withoutIcons(hasKey ? l10n.t('{url} · with a stored key', { url: prefixUrl }) : prefixUrl),
      })),
    ];
    const picked = await window.showQuickPick(items, {
      title: l10n.t('Endpoint {url}', { url: endpoint.url }),
      placeHolder: l10n.t('{count} recovered today · process {pid} · version {version}', {
        count: recovered,
        pid: String(endpoint.pid),
        version: endpoint.version,
      }),
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
      stopped
        ? l10n.t('The endpoint has ended. Calls to its base URLs fail until it runs again.')
        : l10n.t('The endpoint was not running.'),
    );
  };

  return {
    start: async () => {
      const link = await open();
      const running = link && (await start(link));
      if (!running) return;
      const text = l10n.t('The endpoint runs at {url}. Calls go through it once your assistant has its base URL.', {
        url: running.endpoint.url,
      });
      const copy = l10n.t('Copy Base URL');
      if ((await window.showInformationMessage(text, copy)) === copy) await copyBaseUrl(null);
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
    {
      label: l10n.t("With the assistant's own key"),
      description: l10n.t('it passes through, and is kept nowhere'),
      token: null,
    },
    {
      label: l10n.t('With the stored keys'),
      description: l10n.t('the address then holds a token: treat it as a password'),
      token,
    },
  ];
  return window.showQuickPick(items, { title: l10n.t('Which Key Is to Be Used?') });
}

async function tellNotStarted(error: unknown, { port: readPort, problems }: EndpointDeskParts): Promise<void> {
  const port = readPort();
  const holder = port === 0 ? null : await askHealth(port);
  if (holder || (await isPortTaken(port))) {
    const text = holder
      ? l10n.t(
          'The endpoint was not started: port {port} is taken by another endpoint of Unwrap (process {pid}), which this window does not know.',
          { port: String(port), pid: String(holder.pid) },
        )
      : l10n.t('The endpoint was not started: port {port} is taken by another program.', { port: String(port) });
    const choosePort = l10n.t('Choose Another Port');
    if ((await window.showErrorMessage(text, choosePort)) === choosePort) {
      await commands.executeCommand('workbench.action.openSettings', `${SETTINGS_SECTION}.${'endpoint.port' satisfies Setting}`);
    }
    return;
  }
  const said = error instanceof Error ? error.message : String(error);
  const why = withoutLinks(said.replaceAll(/^unwrap: /gm, '').slice(0, LONGEST_SAID));
  const text = l10n.t('The endpoint was not started: {why}', { why });
  const list = error instanceof NotStarted ? await problems() : null;
  await list?.checkConfig();
  const open = l10n.t('Open Configuration');
  const answer = await window.showErrorMessage(text, ...(list ? [open] : []));
  if (answer === open) await list?.openConfig();
}
