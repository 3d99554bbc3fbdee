import type { Ask } from './actions.js';
import { advicePlan } from './advicePlan.js';
import { capitalise } from './capitalise.js';
import { checkList } from './checkList.js';
import { element } from './element.js';
import { evidenceText } from './evidenceText.js';
import { factList } from './factList.js';
import { layerTrail } from './layerTrail.js';
import type { IncidentView } from './messages.js';
import { pageHeading } from './pageHeading.js';
import type { Region } from './regions.js';
import { requestPath } from './requestPath.js';
import type { RetryNote } from './retryNote.js';
import { thrownAway } from './thrownAway.js';
import { span } from './time.js';

function incidentHeader(incident: IncidentView, now: number): HTMLElement {
  const { category, tools, count, firstAt, lastAt, cause } = incident;
  const seen = [tools.join(', '), count === 1 ? '' : `${count} failed calls`, span(firstAt, lastAt, now)].filter(
    (part) => part !== '',
  );
  return element(
    'header',
    {},
    element(
      'p',
      { class: 'eyebrow' },
      element('span', { class: 'category' }, capitalise(category.replaceAll('_', ' '))),
      ...seen.map((part) => element('span', {}, part)),
    ),
    pageHeading(cause),
  );
}

/** What happened, who refused, what to do and when; below it, how that is known. */
export function incidentPage(
  incident: IncidentView,
  { ask, now, retry }: { readonly ask: Ask; readonly now: number; readonly retry: (incident: IncidentView) => RetryNote },
): Region[] {
  const { id, path, refusedBy, advice, layers, text, evidence } = incident;
  const { category, tools, count, firstAt, lastAt, cause, facts } = incident;
  return [
    { key: `${id}/header`, data: [category, tools, count, firstAt, lastAt, cause], build: () => incidentHeader(incident, now) },
    { key: `${id}/path`, data: [path, refusedBy], build: () => requestPath(incident) },
    ...(incident.thrownAway === null
      ? []
      : [{ key: `${id}/thrown-away`, data: incident.thrownAway, build: buildThrownAway(incident.thrownAway, ask) }]),
    {
      key: `${id}/plan`,
      data: [advice, incident.endpoint, incident.actions, incident.retry, incident.retryAt, incident.retryable],
      build: () => advicePlan(incident, retry(incident).node, ask),
    },
    ...(incident.checks.length === 0 && incident.actions.length === 0
      ? []
      : [{ key: `${id}/checks`, data: [incident.checks, incident.actions], build: () => checkList(incident, now, ask) }]),
    ...(layers.length === 0 ? [] : [{ key: `${id}/trail`, data: layers, build: () => layerTrail(incident) }]),
    { key: `${id}/text`, data: [text, evidence], build: () => evidenceText(incident) },
    { key: `${id}/facts`, data: [facts, count, firstAt, lastAt, tools], build: () => factList(incident, now) },
  ];
}

function buildThrownAway(shown: NonNullable<IncidentView['thrownAway']>, ask: Ask): () => HTMLElement {
  return () => thrownAway(shown, ask);
}
