import { commands } from 'vscode';
import type { Owned } from '../disposableList.js';
import type { Command } from '../ids.js';
import type { Desk } from '../desk.js';
import { chooseReach } from './chooseReach.js';
import { diagnoseLast } from './diagnoseLast.js';
import { diagnoseText } from './diagnoseText.js';
import { copyBaseUrl, showEndpoint, startEndpoint, stopEndpoint } from './endpoint.js';
import { applyFix, cancelFix, copyReport, fixLast, undoFix } from './fix.js';
import { copyIncidentReport, fixIncident, showIncident } from './incident.js';
import { openWalkthrough } from './openWalkthrough.js';
import { showHistory } from './showHistory.js';
import { showSample } from './showSample.js';
import { showSources } from './showSources.js';
import { toggleWire } from './toggleWire.js';

/** One handler a declared command: the type forgets none. */
const handlers: { readonly [K in Command]: (desk: Desk, chosen: unknown) => void | Promise<void> } = {
  'unwrap.diagnoseLast': diagnoseLast,
  'unwrap.diagnoseText': diagnoseText,
  'unwrap.showIncident': showIncident,
  'unwrap.fixIncident': fixIncident,
  'unwrap.copyIncidentReport': copyIncidentReport,
  'unwrap.showSample': showSample,
  'unwrap.chooseReach': chooseReach,
  'unwrap.openWalkthrough': openWalkthrough,
  'unwrap.fixLast': fixLast,
  'unwrap.applyFix': applyFix,
  'unwrap.cancelFix': cancelFix,
  'unwrap.undoFix': undoFix,
  'unwrap.copyReport': copyReport,
  'unwrap.showSources': showSources,
  'unwrap.showHistory': showHistory,
  'unwrap.toggleWire': toggleWire,
  'unwrap.startEndpoint': startEndpoint,
  'unwrap.stopEndpoint': stopEndpoint,
  'unwrap.showEndpoint': showEndpoint,
  'unwrap.copyBaseUrl': copyBaseUrl,
};

/** A command that comes before the desk is open waits for it. */
export function registerCommands(desk: () => Promise<Desk>): Owned[] {
  return Object.entries(handlers).map(([id, handler]) =>
    commands.registerCommand(id, async (chosen: unknown) => handler(await desk(), chosen)),
  );
}
