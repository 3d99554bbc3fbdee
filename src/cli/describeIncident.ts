/** An incident for a person at a terminal. */
import * as l10n from '@vscode/l10n';
import { advise, type Advice } from '../engine/advise.js';
import { explain } from '../engine/explain.js';
import type { Layer } from '../engine/model.js';
import { nameOfLayer } from '../engine/nameOfLayer.js';
import type { Incident } from '../incidents/incident.js';
import { padColumns } from './columns.js';
import { describeSpan } from './describeTime.js';
import type { Colors } from './output.js';
import { plainLine, plainText } from './plainText.js';
import { sayText } from './sayText.js';
import { wrapText } from './wrapText.js';

const CAUSE_LENGTH = 400;
/** Characters and lines shown of one layer's text. */
const LAYER_LENGTH = 1_200;
const LAYER_LINES = 8;
const EVIDENCE_LENGTH = 300;

export interface Page {
  readonly colors: Colors;
  /** In characters; Infinity where the output is no terminal. */
  readonly width: number;
}

/** Several lines, the last one ended. `timed` is false where the text held no times. */
export function describeIncident(incident: Incident, { colors, width }: Page, timed = true): string {
  const { diagnosis, count, tools } = incident;
  const { cause, refusedBy, retry } = explain(diagnosis);
  const advice = advise(diagnosis);
  const seen = [
    describeCount(count),
    timed ? describeSpan(incident.firstAt, incident.lastAt) : '',
    tools.map(plainLine).join(', '),
  ];
  const lines = [
    `${colors.red('●')} ${colors.bold(shorten(plainLine(sayText(cause)), CAUSE_LENGTH))}`,
    `  ${colors.dim(seen.filter((each) => each !== '').join(' · '))}`,
    ...describeFacts(incident, sayText(refusedBy), sayText(retry), colors),
    ...section(l10n.t('Layers'), describeLayers(diagnosis.layers, colors), colors),
    ...section(
      l10n.t('Evidence'),
      diagnosis.evidence.map(
        ({ rule, text }) => `    “${shorten(plainLine(text), EVIDENCE_LENGTH)}” ${colors.dim(plainLine(rule))}`,
      ),
      colors,
    ),
    ...section(l10n.t('Do now'), describeAdvice(advice, 'now', { colors, width }), colors),
    ...section(l10n.t('Then fix'), describeAdvice(advice, 'fix', { colors, width }), colors),
  ];
  return `${lines.join('\n')}\n`;
}

export function describeCount(count: number): string {
  return count === 1 ? l10n.t('1 failed call') : l10n.t('{count} failed calls', { count });
}

function describeFacts({ diagnosis }: Incident, refusedBy: string, retry: string, colors: Colors): string[] {
  const { category, status, code, model, provider, gateway, requestId } = diagnosis;
  const facts = [
    [l10n.t('Refused by'), refusedBy],
    [l10n.t('Retry'), retry],
    [l10n.t('Category'), category],
    [l10n.t('Provider'), provider === null ? null : nameOfLayer(provider)],
    [l10n.t('Gateway'), gateway === null ? null : nameOfLayer(gateway)],
    [l10n.t('Model'), model],
    [l10n.t('Status'), status === null ? null : String(status)],
    [l10n.t('Code'), code],
    [l10n.t('Request id'), requestId],
  ] as const;
  return facts.flatMap(([name, value]) => (value === null ? [] : [`  ${colors.dim(padColumns(name, 12))}${plainLine(value)}`]));
}

function section(title: string, lines: readonly string[], colors: Colors): string[] {
  return lines.length === 0 ? [] : [`  ${colors.underline(title)}`, ...lines];
}

/** Each layer stands one step further in than what it is wrapped by. */
function describeLayers(layers: readonly Layer[], colors: Colors): string[] {
  return layers.flatMap(({ by, status, code, message }, depth) => {
    const indent = ' '.repeat(4 + 2 * Math.min(depth, 8));
    const head = [colors.cyan(plainLine(nameOfLayer(by))), status, code === undefined ? undefined : plainLine(code)];
    const [first = '', ...rest] = shorten(plainText(message), LAYER_LENGTH).split('\n');
    const shown = rest.slice(0, LAYER_LINES - 1).map((line) => `${indent}  ${line}`);
    if (rest.length >= LAYER_LINES)
      shown.push(`${indent}  ${l10n.t('… {count} more lines', { count: rest.length + 1 - LAYER_LINES })}`);
    return [`${indent}${depth === 0 ? '' : '└ '}${head.filter((each) => each !== undefined).join(' ')}: ${first}`, ...shown];
  });
}

function describeAdvice(advice: readonly Advice[], when: Advice['when'], { colors, width }: Page): string[] {
  return advice
    .filter((each) => each.when === when)
    .flatMap(({ title, detail, link }, index) => {
      const lines = wrapText(plainLine(sayText(detail)), '       ', width);
      lines.unshift(`    ${index + 1}. ${colors.bold(plainLine(sayText(title)))}`);
      if (link !== undefined) lines.push(`       ${colors.cyan(plainLine(link))}`);
      return lines;
    });
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
