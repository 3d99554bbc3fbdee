/** Forms of words for failures that name no cause: `unknown`. */
import { Strength, type Wording } from './wording.js';

export const unknown: readonly Wording[] = [
  {
    rule: 'wording/no-cause',
    category: 'unknown',
    strength: 12,
    forms: [
      '未知错误',
      '未知异常',
      'no error message',
      'no further information',
      'unspecified error',
      'returned an error',
      'returned error',
      'model provider returned',
      'something went wrong',
      'unknown error',
      'unknown_error',
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
  {
    // Above a bad request's reason phrase, which is all that the gateway made of it.
    rule: 'wording/passed-on-without-cause',
    category: 'unknown',
    strength: Strength.type - 3,
    forms: ['provider returned error', 'provider returned an error'],
  },
];
