import { describeErrors } from './describeErrors.js';
import { listErrors, type KnownErrors, type ToldErrors } from './listErrors.js';
import { readQuery } from './readQuery.js';

/** What an agent asked for, to read and as data. */
export interface QueryAnswer {
  readonly text: string;
  readonly told: ToldErrors;
}

/** @throws {UnusableQuery} */
export function answerQuery(asked: unknown, known: KnownErrors): QueryAnswer {
  const told = listErrors(readQuery(asked), known);
  return { text: describeErrors(told), told };
}
