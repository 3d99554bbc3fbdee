import { ProgressLocation, window } from 'vscode';
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
  await during(work, incident, 'Asking the provider', async () => {
    for (const each of known) {
      const { name, links, modelEndpoints } = each;
      const page = links.status;
      if (page !== undefined) await note(work, incident, `Status of ${name}`, () => lookAtStatus(fetch, each, page));
      if (modelEndpoints !== undefined && model !== null) {
        const look = (): Promise<Finding> => lookAtEndpoints(fetch, modelEndpoints, model);
        await note(work, incident, `Who serves ${model} at ${name}`, look);
      }
    }
  });
}

async function lookAtStatus(fetch: Fetch, { name }: Provider, page: string): Promise<Finding> {
  const { isGood, description } = await askStatus(fetch, page);
  return {
    isGood,
    text: isGood
      ? `${name} reports no trouble: "${description}". Such pages are often minutes late.`
      : `${name} reports trouble: "${description}".`,
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
        ? 'Nobody serves this model at the moment.'
        : `${up} of ${endpoints.length} answered at least ${GOOD_UPTIME} % of calls lately.`,
    details: endpoints.map(({ provider, uptime }) =>
      uptime === null ? `${provider}: not said` : `${provider}: ${round(uptime)} % up`,
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
  await during(work, incident, 'Looking the model up', async () => {
    await note(work, incident, `The model ID ${model}`, () => lookUpModel(fetch, addresses, model));
  });
}

async function lookUpModel(fetch: Fetch, addresses: readonly string[], model: string): Promise<Finding> {
  const failures: string[] = [];
  for (const address of addresses) {
    const { host } = new URL(address);
    try {
      const ids = (await askModels(fetch, address)).map(({ id }) => id);
      if (ids.includes(model)) return { isGood: true, text: `${host} serves a model of exactly this ID.`, details: [] };
      const under = ids.filter((id) => id.endsWith(`/${model}`));
      const near = [...new Set([...under, ...nearNames(model, ids)])];
      return {
        isGood: false,
        text: `None of the ${ids.length} models of ${host} has this ID.${near.length === 0 ? '' : ' The nearest:'}`,
        details: near,
      };
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      failures.push(error.message);
    }
  }
  throw new NoAnswer(failures.join('; ') || 'nobody is known who lists models');
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
  const name = party?.name ?? 'the provider';
  await during(work, incident, 'Sending a test request', async () => {
    await note(work, incident, 'Test request', async () => {
      if (!upstream) throw new NoAnswer(`the endpoint has no upstream for ${name}`);
      const isLocal = /^http:\/\/(?:localhost|127\.)/.test(upstream.prefixUrl);
      if (!upstream.hasKey && !isLocal) {
        throw new NoAnswer(
          `no key is stored for "${upstream.name}" at the endpoint. The key that the tool has is not read. Give the upstream a key in the endpoint's configuration, and try again`,
        );
      }
      const token = upstream.hasKey ? running.endpoint.token : null;
      const protocol = upstream.baseUrls.openai === undefined ? 'anthropic' : 'openai';
      const base = addressOf(running.endpoint.url, upstream, protocol, token);
      if (base === null) throw new NoAnswer(`"${upstream.name}" speaks no protocol that a test could use`);
      const { isGood, text } = await sendTest(fetch, { base, protocol, model, provider: upstream.provider });
      return { isGood, text, details: [`${model}, one token, through "${upstream.name}"`] };
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
    finding = { isGood: null, text: `Nothing can be said: ${error.message}.`, details: [] };
  }
  work.addCheck(id, { title, at: Date.now(), isGood: finding.isGood, text: finding.text, details: [...finding.details] });
}
