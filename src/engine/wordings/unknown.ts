/** Forms of words for failures that name no cause: `unknown`. */
import type { Wording } from './wording.js';

export const unknown: readonly Wording[] = [
  {
    rule: 'wording/no-cause',
    category: 'unknown',
    strength: 12,
    forms: [
      'model returned error',
      'returned an error',
      'returned error',
      'provider returned error',
      'provider returned an error',
      'model returned an error',
      'model provider returned',
      'something went wrong',
      'unknown error',
      'unknown_error',
      'unknown api error',
      'an error occurred',
      'an error has occurred',
      'request failed',
      'could not respond',
      'unexpected error',
      'unable to generate',
      'failed to generate',
      'failed to get response',
      'error processing',
      'api_error',
      'apierror',
      'api error',
      'failed after # attempt',
      'failed to make api call after',
    ],
  },
];
