/**
 * Every id that the manifest declares, typed once. Commands' handlers and settings' schemas are objects over these unions, so that
 * none can be forgotten; the manifest's test holds the declared against the registered.
 */

export type Command =
  | 'unwrap.diagnoseLast'
  | 'unwrap.diagnoseText'
  | 'unwrap.showIncident'
  | 'unwrap.fixIncident'
  | 'unwrap.copyIncidentReport'
  | 'unwrap.showSample'
  | 'unwrap.chooseReach'
  | 'unwrap.openWalkthrough'
  | 'unwrap.fixLast'
  | 'unwrap.applyFix'
  | 'unwrap.cancelFix'
  | 'unwrap.undoFix'
  | 'unwrap.copyReport'
  | 'unwrap.showSources'
  | 'unwrap.showHistory'
  | 'unwrap.toggleWire'
  | 'unwrap.startEndpoint'
  | 'unwrap.stopEndpoint'
  | 'unwrap.showEndpoint'
  | 'unwrap.copyBaseUrl';

/** Without the section, under which VS Code keeps them. */
export type Setting = 'statusBar.visible' | 'notifications.enabled' | 'wire.enabled' | 'endpoint.autoStart' | 'endpoint.port';
export const SETTINGS_SECTION = 'unwrap';

/** What `when` clauses of the manifest ask of this extension. */
export type ContextKey =
  /** The window's history holds an incident. */
  | 'unwrap.hasIncidents'
  /** A change waits for a person's word. */
  | 'unwrap.fixPreviewed'
  | 'unwrap.endpointRuns'
  /** A person has said how far Unwrap may go. */
  | 'unwrap.reachChosen';

/** The view with the incidents. */
export const INCIDENTS_VIEW = 'unwrap.incidents';

export const EXTENSION_ID = 'unwrap.unwrap';

/** The walkthrough, without the extension's id. */
export const WALKTHROUGH = 'start';

/** The panel's view type: its serializer and its activation event hang on it. */
export const PANEL_VIEW = 'unwrap.panel';

/** The tool that language models are given. */
export const ERRORS_TOOL = 'get_llm_errors';

/** Who offers `unwrap mcp`. */
export const MCP_PROVIDER = 'unwrap.mcp';

export const STATUS_ITEM = 'unwrap.status';

/** Shown while a change waits for a person's word. */
export const APPLY_ITEM = 'unwrap.apply';

export const OUTPUT_CHANNEL = 'Unwrap';
