/**
 * Every id that the manifest declares, typed once. Commands' handlers and settings' schemas are objects over these unions, so that
 * none can be forgotten; the manifest's test holds the declared against the registered.
 */

export type Command =
  | 'unwrap.diagnoseLast'
  | 'unwrap.diagnoseText'
  | 'unwrap.fixLast'
  | 'unwrap.applyFix'
  | 'unwrap.cancelFix'
  | 'unwrap.undoFix'
  | 'unwrap.copyReport'
  | 'unwrap.showSources'
  | 'unwrap.toggleWire'
  | 'unwrap.startEndpoint'
  | 'unwrap.stopEndpoint'
  | 'unwrap.showEndpoint'
  | 'unwrap.copyBaseUrl';

/** Without the section, under which VS Code keeps them. */
export type Setting = 'statusBar.visible' | 'notifications.enabled' | 'wire.enabled' | 'endpoint.autoStart' | 'endpoint.port';
export const SETTINGS_SECTION = 'unwrap';

/** The panel's view type: its serializer and its activation event hang on it. */
export const PANEL_VIEW = 'unwrap.panel';

/** The tool that language models are given. */
export const ERRORS_TOOL = 'get_llm_errors';

/** Who offers `unwrap mcp`. */
export const MCP_PROVIDER = 'unwrap.mcp';

export const STATUS_ITEM = 'unwrap.status';

export const OUTPUT_CHANNEL = 'Unwrap';
