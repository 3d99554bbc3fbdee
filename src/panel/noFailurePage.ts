import type { Ask } from './actions.js';
import { element } from './element.js';
import type { TextOrigin } from './messages.js';
import { offers } from './offers.js';
import { pageHeading } from './pageHeading.js';
import type { Region } from './regions.js';
import { t } from './t.js';

const EMPTY: { readonly [K in TextOrigin]: string } = {
  selection: t('Nothing is selected.'),
  clipboard: t('The clipboard holds no text.'),
};
const NONE: { readonly [K in TextOrigin]: string } = {
  selection: t('The selection holds no failed model call.'),
  clipboard: t('The clipboard holds no failed model call.'),
};

/** Says plainly that a text holds no failure, and what would. */
export function noFailurePage({ from, empty }: { readonly from: TextOrigin; readonly empty: boolean }, ask: Ask): Region[] {
  return [
    {
      key: 'no-failure/header',
      data: [from, empty],
      build: () =>
        element(
          'header',
          {},
          pageHeading((empty ? EMPTY : NONE)[from]),
          element(
            'p',
            { class: 'lead' },
            t(
              'A failure is an error message, a response body or a log entry of a call to a model, with its status or its error text.',
            ),
          ),
        ),
    },
    { key: 'no-failure/offers', data: null, build: () => offers(ask) },
  ];
}
