import type { PanelRequest } from './messages.js';

/** What the page can ask of its host. */
export type Ask = (request: PanelRequest) => void;
