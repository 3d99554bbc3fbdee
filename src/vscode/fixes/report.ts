import type { Diagnosis } from '../../engine/model.js';
import { redact } from '../../engine/redact.js';
import { isGiven } from '../../incidents/fingerprint.js';
import type { Incident } from '../../incidents/incident.js';
import { trailOf } from '../../incidents/trail.js';
import { explain } from '../../engine/explain.js';
import { sayEnglish } from '../../engine/sayEnglish.js';

/** Who took part, with versions: `Cline 4.1.13`. */
export interface ReportContext {
  readonly tools: readonly string[];
  readonly editor: string;
  readonly unwrap: string;
  readonly platform: string;
  readonly nameOf: (id: string) => string;
}

/** In characters: what a support's form takes. */
const LONGEST_BODY = 8_000;
const LONGEST_FACT = 400;

/** An incident as Markdown, for the support of a tool, gateway or provider, who read English. Every text that comes from a log or a server is fenced. */
export function writeReport(incident: Incident, { tools, editor, unwrap, platform, nameOf }: ReportContext): string {
  const { diagnosis, count, firstAt, lastAt } = incident;
  const { cause, retry } = explain(diagnosis);
  const facts: readonly (readonly [string, string | null])[] = [
    ['Cause', sayEnglish(cause)],
    ['Category', diagnosis.category],
    ['Tool', tools.join(', ') || (incident.sightings.some(isGiven) ? 'a text that was given' : null)],
    ['Provider', named(diagnosis.provider, nameOf)],
    ['Gateway', named(diagnosis.gateway, nameOf)],
    ['Model', diagnosis.model],
    ['HTTP status', diagnosis.status === null ? null : String(diagnosis.status)],
    ['Code', diagnosis.code],
    ['Request ids', requestIds(incident)],
    ['Time (UTC)', times(firstAt, lastAt)],
    ['Failed calls', String(count)],
    ['Retry', sayEnglish(retry)],
    ['Editor', `${editor}, ${platform}`],
    ['Diagnosed by', `Unwrap ${unwrap}, ${Math.round(diagnosis.confidence * 100)} % sure`],
  ];
  const layers = layersOf(incident).map(
    ({ by, status, code, message }, index) =>
      `${index + 1}. ${[nameOf(by), status === undefined ? '' : `HTTP ${status}`, code ?? '']
        .filter((part) => part !== '')
        .map(inline)
        .join(' ')}\n\n${indent(fence(message))}`,
  );
  return [
    '## A model call failed',
    facts.flatMap(([name, value]) => (value === null || value === '' ? [] : [`- ${name}: ${inline(value)}`])).join('\n'),
    ...(layers.length === 0 ? [] : ['### Layers, outermost first', ...layers]),
    '### What was seen, without keys and prompts',
    fence(bodyOf(incident)),
    '',
  ].join('\n\n');
}

function layersOf(incident: Incident): Diagnosis['layers'] {
  const trail = trailOf(incident);
  return trail.length > 0 ? trail : incident.diagnosis.layers;
}

function named(id: string | null, nameOf: (id: string) => string): string | null {
  return id === null ? null : nameOf(id);
}

function requestIds({ diagnosis, sightings }: Incident): string {
  const ids = [diagnosis.requestId, ...sightings.map(({ diagnosis: each }) => each.requestId)];
  return [...new Set(ids.filter((id) => id !== null))].join(', ');
}

function times(firstAt: number, lastAt: number): string {
  const [first, last] = [firstAt, lastAt].map((at) => (Number.isNaN(new Date(at).getTime()) ? '?' : new Date(at).toISOString()));
  return first === last ? (first ?? '') : `${first} to ${last}`;
}

function bodyOf({ sightings, lead }: Incident): string {
  return (sightings.find(({ id }) => id === lead) ?? sightings.at(-1))?.text ?? '';
}

/** A fence is longer than any run of its own sign within, so nothing within ends it. */
function fence(text: string): string {
  const shown = plain(redact(text));
  const cut = shown.length > LONGEST_BODY ? `${shown.slice(0, LONGEST_BODY)}\n[…]` : shown;
  const marks = '`'.repeat(Math.max(3, longestRun(cut) + 1));
  return `${marks}text\n${cut}\n${marks}`;
}

/** Code within a line: of one line, between marks longer than any within, with spaces that a mark at an end needs. */
function inline(text: string): string {
  const line = plain(redact(text)).replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_FACT);
  const marks = '`'.repeat(longestRun(line) + 1);
  return line.startsWith('`') || line.endsWith('`') ? `${marks} ${line} ${marks}` : `${marks}${line}${marks}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}

/** Within a list's item. */
function indent(text: string): string {
  return text.replaceAll(/^/gm, '   ');
}

/** Without what a terminal or an editor would obey, or what turns the order of letters around. */
function plain(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{C}\n\t]/gu, '')
    .replaceAll(/[\u2028\u2029]/g, '\n');
}
