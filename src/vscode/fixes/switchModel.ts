import { l10n } from 'vscode';
import type { ServedModel } from '../../fixes/chooseModels.js';
import type { Incident } from '../../incidents/incident.js';
import type { Intent } from '../../tools/fix.js';
import { planProfileFix } from '../../tools/settings/profiles.js';
import { askModels } from '../checks/askModels.js';
import { NoAnswer, type Fetch } from '../checks/fetchJson.js';
import { listKnown } from '../fixActions.js';
import type { RunningEndpoint } from '../openEndpoint.js';
import { chooseTool } from './chooseTool.js';
import { findRunning, upstreamBehind } from './endpointUse.js';
import { isTrusted } from './pendingChange.js';
import { pickModel } from './pickModel.js';
import { modelOfProfile, readProfiles } from './profileApi.js';
import { proposeSettings, tellPlan, type Proposer } from './proposePlan.js';
import { proposeProfile, type ProfileProposer } from './proposeProfile.js';
import { proposeRoute } from './proposeRoute.js';
import { readConfigured } from './readConfigured.js';

export type Proposers = Proposer & { readonly forWindow: ProfileProposer };

/** Lets the person choose another model, and proposes the change: at the endpoint for a tool that goes through it, else in its settings. */
export async function switchModel(proposers: Proposers, fetch: Fetch, incident: Incident): Promise<void> {
  const { work } = proposers;
  if (!(await isTrusted())) return;
  const way = await chooseTool(work, incident, l10n.t('Switch the Model'));
  if (!way) return;
  const { tool } = way;
  const { diagnosis } = incident;
  const configured = await readConfigured(work, way);
  const running = await findRunning(work);
  const upstream = running && upstreamBehind(running, configured.baseUrl);
  const { gateway, provider, model: failed } = diagnosis;
  const left = failed ?? configured.model;
  const wanted = await pickModel({
    title:
      left === null
        ? l10n.t('Switch {tool} to…', { tool: tool.name })
        : l10n.t('Switch {tool} from {model} to…', { tool: tool.name, model: left }),
    // Through the endpoint, the request bears the key of the place that it is for.
    configured:
      upstream === null
        ? configured
        : { ...configured, models: configured.models.filter((each) => each.provider === configured.provider) },
    served: servedModels(fetch, listAddresses(incident, upstream === null ? configured.baseUrl : null, running)),
    cause: diagnosis,
  });
  if (wanted === null) return;
  if (running && upstream !== null && failed !== null) {
    await proposeRoute(proposers.forWindow, running, { failed, model: wanted, upstream }, incident.id);
    return;
  }
  const intent: Intent = { kind: 'switch-model', model: wanted, failed: { model: failed, provider: gateway ?? provider } };
  if (way.by === 'files') {
    await proposeSettings(proposers, way.settings, intent, incident.id);
    return;
  }
  const plan = planProfileFix(intent, readProfiles(way.holder, tool.name), (profile) => modelOfProfile(way.holder, profile));
  if (plan.kind === 'api') await proposeProfile(proposers.forWindow, plan, null, incident.id);
  else if (plan.kind !== 'edits') await tellPlan(work, plan, incident.id);
}

/** Where lists of models may be: the tool's own place, then those of who took part. Not the endpoint, whose list would need a key. */
export function listAddresses(incident: Incident, baseUrl: string | null, running: RunningEndpoint | null): string[] {
  const own = baseUrl !== null && (running === null || upstreamBehind(running, baseUrl) === null) ? [baseUrl] : [];
  const theirs = listKnown(incident.diagnosis).flatMap(({ baseUrls }) => baseUrls.openai ?? []);
  return [...new Set([...own, ...theirs].map((url) => url.replace(/\/chat\/completions\/?$/, '').replace(/\/$/, '')))];
}

/** The first list that can be had without a key; none where there is none. */
async function servedModels(fetch: Fetch, addresses: readonly string[]): Promise<readonly ServedModel[]> {
  for (const address of addresses) {
    try {
      return await askModels(fetch, address);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
    }
  }
  return [];
}
