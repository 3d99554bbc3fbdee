import * as z from 'zod/mini';
import { Diagnosis, Sighting } from '../engine/model.js';

/** The sightings of one failure under the best diagnosis among them. */
export const Incident = z.object({
  id: z.string(),
  /** The tools it was seen in, in order of first sight. */
  tools: z.array(z.string()),
  /** Epoch milliseconds of the first and the last failed call. */
  firstAt: z.number(),
  lastAt: z.number(),
  /** Failed calls, not log lines: the same call seen in two logs counts once. */
  count: z.number(),
  diagnosis: Diagnosis,
  /** The id of the sighting that the diagnosis was made of; null where it is kept no longer. */
  lead: z.nullable(z.string()),
  /** The newest ones and the lead, bounded; oldest first. */
  sightings: z.array(Sighting),
});
export type Incident = z.infer<typeof Incident>;
