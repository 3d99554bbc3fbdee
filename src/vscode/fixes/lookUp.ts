import { l10n, ProgressLocation, window } from 'vscode';
import { nearNames } from '../../endpoint/nearNames.js';
import type { Provider } from '../../engine/providers/provider.js';
import type { Incident } from '../../incidents/incident.js';
import type { CheckView } from '../../panel/messages.js';
import { settingsOfTool } from '../../tools/settings/list.js';
import { askEndpoints } from '../checks/askEndpoints.js';
import { askModels } from '../checks/askModels.js';
import { askStatus } from '../checks/askStatus.js';
import { NoAnswer, type Fetch } from '../checks/fetchJson.js';
import { sendTest } from '../checks/sendTest.js';
import { listKnown } from '../fixActions.js';
import type { FixWork } from '../fixWork.js';
import { toolOf } from '../toolOf.js';
import { addressOf } from '../../endpoint/addressOf.js';
import { findRunning, needEndpoint } from './endpointUse.js';
import { readConfigured } from './readConfigured.js';
import { listAddresses } from './switchModel.js';

type Finding = Pick<CheckView, 'isGood' | 'text' | 'details'>;

/** How those who took part say that they are doing: their public status pages, and the servers behind a gateway. */
export async function checkProvider(work: FixWork, fetch: Fetch, incident: Incident): Promise<void> {
  const { model } = incident.diagnosis;
  const known = listKnown(incident.diagnosis);
  await during(work, incident, l10n.t('Asking the provider'), async () => {
    for (const each of known) {
      const { name, links, modelEndpoints } = each;
      const page = links.status;
      if (page !== undefined)
        await note(work, incident, l10n.t('Status of {name}', { name }), () => lookAtStatus(fetch, each, page));
      if (modelEndpoints !== undefined && model !== null) {
        const look = (): Promise<Finding> => lookAtEndpoints(fetch, modelEndpoints, model);
        await note(work, incident, l10n.t('Who serves {model} at {name}', { model, name }), look);
      }
    }
  });
}

async function lookAtStatus(fetch: Fetch, { name }: Provider, page: string): Promise<Finding> {
  const { isGood, description } = await askStatus(fetch, page);
  return {
    isGood,
    text: isGood
      ? l10n.t('{name} reports no trouble: "{description}". Such pages are often minutes late.', { name, description })
      : l10n.t('{name} reports trouble: "{description}".', { name, description }),
    details: [page],
  };
}

async function lookAtEndpoints(fetch: Fetch, template: string, model: string): Promise<Finding> {
  const endpoints = await askEndpoints(fetch, template, model);
  const up = endpoints.filter(({ uptime }) => uptime !== null && uptime >= GOOD_UPTIME).length;
  return {
    isGood: endpoints.length === 0 ? false : up > 0,
    text:
      endpoints.length === 0
        ? l10n.t('Nobody serves this model at the moment.')
        : l10n.t('{up} of {all} answered at least {percent} % of calls lately.', {
            up,
            all: endpoints.length,
            percent: GOOD_UPTIME,
          }),
    details: endpoints.map(({ provider, uptime }) =>
      uptime === null
        ? l10n.t('{provider}: not said', { provider })
        : l10n.t('{provider}: {percent} % up', { provider, percent: round(uptime) }),
    ),
  };
}

/** Per cent. */
const GOOD_UPTIME = 95;

function round(percent: number): string {
  return String(Math.round(percent * 10) / 10);
}

/** Whether the model's id stands in the list of those who should serve it, and which ids are near it. */
export async function checkModel(work: FixWork, fetch: Fetch, incident: Incident): Promise<void> {
  const { model } = incident.diagnosis;
  if (model === null) return;
  const tool = toolOf(incident);
  const settings = tool && settingsOfTool(tool.id);
  const configured = tool && settings ? await readConfigured(work, { tool, by: 'files', settings }) : null;
  const addresses = listAddresses(incident, configured?.baseUrl ?? null, await findRunning(work));
  await during(work, incident, l10n.t('Looking the model up'), async () => {
    await note(work, incident, l10n.t('The model ID {model}', { model }), () => lookUpModel(fetch, addresses, model));
  });
}

async function lookUpModel(fetch: Fetch, addresses: readonly string[], model: string): Promise<Finding> {
  const failures: string[] = [];
  for (const address of addresses) {
    const { host } = new URL(address);
    try {
      const ids = (await askModels(fetch, address)).map(({ id }) => id);
      if (ids.includes(model))
        return { isGood: true, text: l10n.t('{host} serves a model of exactly this ID.', { host }), details: [] };
      const under = ids.filter((id) => id.endsWith(`/${model}`));
      const near = [...new Set([...under, ...nearNames(model, ids)])];
      return {
        isGood: false,
        text:
          near.length === 0
            ? l10n.t('None of the {count} models of {host} has this ID.', { count: ids.length, host })
            : l10n.t('None of the {count} models of {host} has this ID. The nearest:', { count: ids.length, host }),
        details: near,
      };
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      failures.push(error.message);
    }
  }
  throw new NoAnswer(failures.join('; ') || l10n.t('nobody is known who lists models'));
}

/** One small request through the endpoint, with the key that is stored there: the tool's own key is not ours to use. */
export async function testProvider(work: FixWork, fetch: Fetch, incident: Incident): Promise<void> {
  const { model } = incident.diagnosis;
  const known = listKnown(incident.diagnosis);
  const running = model === null ? null : await needEndpoint(work);
  if (model === null || !running) return;
  const { upstreams } = await running.attachment.config();
  // A gateway is what the tool calls, whoever refused behind it.
  const ids = [incident.diagnosis.gateway, ...known.map(({ id }) => id)];
  const upstream = ids.flatMap((id) => upstreams.find(({ provider }) => provider === id) ?? [])[0];
  const [party] = known;
  const name = party?.name ?? l10n.t('the provider');
  await during(work, incident, l10n.t('Sending a test request'), async () => {
    await note(work, incident, l10n.t('Test request'), async () => {
      if (!upstream) throw new NoAnswer(l10n.t('the endpoint has no upstream for {name}', { name }));
      const isLocal = /^http:\/\/(?:localhost|127\.)/.test(upstream.prefixUrl);
      if (!upstream.hasKey && !isLocal) {
        throw new NoAnswer(
          l10n.t(
            'no key is stored for "{upstream}" at the endpoint. The key that the tool has is not read. Give the upstream a key in the configuration of the endpoint, and try again',
            { upstream: upstream.name },
          ),
        );
      }
      const token = upstream.hasKey ? running.endpoint.token : null;
      const protocol = upstream.baseUrls.openai === undefined ? 'anthropic' : 'openai';
      const base = addressOf(running.endpoint.url, upstream, protocol, token);
      if (base === null)
        throw new NoAnswer(l10n.t('"{upstream}" speaks no protocol that a test could use', { upstream: upstream.name }));
      const { isGood, text } = await sendTest(fetch, { base, protocol, model, provider: upstream.provider });
      return { isGood, text, details: [l10n.t('{model}, one token, through "{upstream}"', { model, upstream: upstream.name })] };
    });
  });
}

async function during(work: FixWork, { id }: Incident, title: string, task: () => Promise<void>): Promise<void> {
  await window.withProgress({ location: ProgressLocation.Notification, title }, task);
  work.showIncident(id);
}

/** What came of one look, for the panel; that nothing did, too. */
async function note(work: FixWork, { id }: Incident, title: string, look: () => Promise<Finding>): Promise<void> {
  let finding: Finding;
  try {
    finding = await look();
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    finding = { isGood: null, text: l10n.t('Nothing can be said: {why}.', { why: error.message }), details: [] };
  }
  work.addCheck(id, { title, at: Date.now(), isGood: finding.isGood, text: finding.text, details: [...finding.details] });
}
