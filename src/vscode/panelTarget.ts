import type { GuideView, TextOrigin } from '../panel/messages.js';

/** What the panel is opened on. */
export type PanelTarget =
  | { readonly page: 'incident'; readonly id: string }
  | { readonly page: 'guide'; readonly guide: GuideView }
  | { readonly page: 'quiet' }
  | { readonly page: 'sources' }
  | { readonly page: 'history' }
  | { readonly page: 'no-failure'; readonly from: TextOrigin; readonly empty: boolean };
