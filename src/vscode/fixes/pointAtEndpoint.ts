import { l10n } from 'vscode';
import type { Incident } from '../../incidents/incident.js';
import type { Intent } from '../../tools/fix.js';
import { planProfileFix } from '../../tools/settings/profiles.js';
import { chooseTool } from './chooseTool.js';
import { addressOfEndpoint, needEndpoint } from './endpointUse.js';
import { modelOfProfile, readProfiles } from './profileApi.js';
import { proposeSettings, tellPlan } from './proposePlan.js';
import { proposeProfile } from './proposeProfile.js';
import type { Proposers } from './switchModel.js';

/** Proposes that a tool's calls go through the endpoint. */
export async function pointAtEndpoint(proposers: Proposers, incident: Incident): Promise<void> {
  const { work } = proposers;
  const running = await needEndpoint(work);
  if (!running) return;
  const way = await chooseTool(work, incident, l10n.t('Point at the Endpoint'));
  if (!way) return;
  const endpoint = await addressOfEndpoint(running);
  const { gateway, provider, model } = incident.diagnosis;
  const intent: Intent = { kind: 'point-at-endpoint', endpoint, failed: { model, provider: gateway ?? provider } };
  if (way.by === 'files') {
    await proposeSettings(proposers, way.settings, intent, incident.id);
    return;
  }
  const plan = planProfileFix(intent, readProfiles(way.holder, way.tool.name), (profile) => modelOfProfile(way.holder, profile));
  if (plan.kind === 'api') await proposeProfile(proposers.forWindow, plan, null, incident.id);
  else if (plan.kind !== 'edits') await tellPlan(work, plan, incident.id);
}
