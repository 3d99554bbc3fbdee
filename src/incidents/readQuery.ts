/** What an agent may ask of the incidents. */
import * as z from 'zod/mini';

/** Failures told of at most, and where no limit is asked for. */
export const MOST_ERRORS = 20;
export const USUAL_ERRORS = 5;
/** Thirty days: older incidents are not kept. */
export const MOST_MINUTES = 43_200;
/** In characters. */
export const LONGEST_TOOL = 100;

/** Models write null for what they leave out. */
const Query = z.strictObject({
  tool: z.nullish(z.string().check(z.maxLength(LONGEST_TOOL))),
  since_minutes: z.nullish(z.number().check(z.minimum(1), z.maximum(MOST_MINUTES))),
  limit: z.nullish(z.int().check(z.minimum(1), z.maximum(MOST_ERRORS))),
});

export interface ErrorsQuery {
  /** Null for all. */
  readonly tool: string | null;
  readonly sinceMinutes: number | null;
  readonly limit: number;
}

/** What was asked is not what the tool takes; the message is for the model that asked. */
export class UnusableQuery extends Error {
  override readonly name = 'UnusableQuery';
}

/** @throws {UnusableQuery} */
export function readQuery(asked: unknown): ErrorsQuery {
  const read = z.safeParse(Query, asked ?? {});
  if (!read.success) {
    throw new UnusableQuery(
      `The arguments are optional: tool, a text of at most ${LONGEST_TOOL} characters; since_minutes, a number from 1 to ${MOST_MINUTES}; limit, a whole number from 1 to ${MOST_ERRORS}. There are no others.`,
    );
  }
  const { tool, since_minutes: sinceMinutes, limit } = read.data;
  return { tool: tool ?? null, sinceMinutes: sinceMinutes ?? null, limit: limit ?? USUAL_ERRORS };
}
