/** Sets and removes routes in the configuration's text: comments and the rest stay as they are. */
import { applyEdits, modify, parse, type JSONPath, type ModificationOptions } from 'jsonc-parser';
import * as z from 'zod/mini';
import { coversGlob } from './glob.js';
import type { Route } from './upstream.js';

const Routes = z.object({ routes: z.array(z.object({ match: z.string() })) });

/** The route of the same pattern gets the new chain; a new one goes where it can match and leaves the others able to. */
export function setRouteIn(text: string, route: Route): string {
  const written = text.trim() === '' ? '{}\n' : text;
  const patterns = readPatterns(written);
  const same = patterns.indexOf(route.match);
  if (same !== -1) return change(written, ['routes', same, 'chain'], route.chain);
  // An empty list is replaced: an insertion into one that holds only a comment would lose the line.
  if (patterns.length === 0) return change(written, ['routes'], [route]);
  return change(written, ['routes', choosePosition(patterns, route.match)], route, { isArrayInsertion: true });
}

/** Null where there is none. */
export function removeRouteFrom(text: string, match: string): string | null {
  const index = readPatterns(text).indexOf(match);
  return index === -1 ? null : change(text, ['routes', index], undefined);
}

function readPatterns(text: string): readonly string[] {
  const read = Routes.safeParse(parse(text, [], { allowTrailingComma: true }));
  return read.success ? read.data.routes.map(({ match }) => match) : [];
}

/** Before the first that takes all of it, else after the last that it takes all of, else first. */
function choosePosition(patterns: readonly string[], match: string): number {
  const wider = patterns.findIndex((pattern) => coversGlob(pattern, match));
  return wider === -1 ? patterns.findLastIndex((pattern) => coversGlob(match, pattern)) + 1 : wider;
}

function change(text: string, path: JSONPath, value: unknown, options: ModificationOptions = {}): string {
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: text.includes('\r\n') ? '\r\n' : '\n' };
  return applyEdits(text, modify(text, path, value, { ...options, formattingOptions }));
}
