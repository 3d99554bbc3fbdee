/**
 * Every id that the manifest declares, typed once. Each list is an object over its union, so that none can be forgotten; the
 * manifest's test holds the declared against these.
 */

export type Command = 'unwrap.diagnoseLast' | 'unwrap.diagnoseText' | 'unwrap.showSources';
const commandSet: { readonly [K in Command]: null } = {
  'unwrap.diagnoseLast': null,
  'unwrap.diagnoseText': null,
  'unwrap.showSources': null,
};
export const commandIds: readonly string[] = Object.keys(commandSet);

/** Without the section `unwrap`, under which VS Code keeps them. */
export type Setting = 'statusBar.visible' | 'notifications.enabled';
const settingSet: { readonly [K in Setting]: null } = {
  'statusBar.visible': null,
  'notifications.enabled': null,
};
export const settingIds: readonly string[] = Object.keys(settingSet);
export const SETTINGS_SECTION = 'unwrap';

/** The panel's view type: its serializer and its activation event hang on it. */
export const PANEL_VIEW = 'unwrap.panel';

export const OUTPUT_CHANNEL = 'Unwrap';
