/** Sets and removes routes in the configuration's text: comments and the rest stay as they are. */
import {
  applyEdits,
  createScanner,
  findNodeAtLocation,
  modify,
  parse,
  parseTree,
  type JSONPath,
  type ModificationOptions,
  type Node,
} from 'jsonc-parser';
import * as z from 'zod/mini';
import { matchesGlob } from './glob.js';
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
  const root = parseTree(text, [], { allowTrailingComma: true });
  const routes = root && findNodeAtLocation(root, ['routes']);
  return routes?.children?.[index] === undefined ? null : removeElement(text, routes.children, index);
}

/** The library's own removal takes the comments before the next element along. */
function removeElement(text: string, elements: readonly Node[], index: number): string {
  const [before, element] = [elements[index - 1], elements[index]];
  if (element === undefined) return text;
  let start = element.offset;
  let end = start + element.length;
  const comma = findComma(text, end) ?? (before === undefined ? null : findComma(text, before.offset + before.length));
  // What is left of its lines is blank: they go too.
  const rest = comma === end ? comma + 1 : end;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  if (text[start - 1] === '\n' && /^\r?\n/.test(text.slice(rest, rest + 2))) end = text.indexOf('\n', rest) + 1;
  else start = element.offset;
  const cuts = [{ start, end }];
  if (comma !== null && (comma < start || comma >= end)) cuts.push({ start: comma, end: comma + 1 });
  cuts.sort((one, other) => other.start - one.start);
  return cuts.reduce((kept, cut) => kept.slice(0, cut.start) + kept.slice(cut.end), text);
}

/** The comma behind a place, with nothing but comments between; null where there is none. */
function findComma(text: string, offset: number): number | null {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset);
  scanner.scan();
  return text[scanner.getTokenOffset()] === ',' ? scanner.getTokenOffset() : null;
}

function readPatterns(text: string): readonly string[] {
  const read = Routes.safeParse(parse(text, [], { allowTrailingComma: true }));
  return read.success ? read.data.routes.map(({ match }) => match) : [];
}

/** Before the first that takes all of it, else after the last that it takes all of, else first. */
function choosePosition(patterns: readonly string[], match: string): number {
  const wider = patterns.findIndex((pattern) => matchesGlob(pattern, match));
  return wider === -1 ? patterns.findLastIndex((pattern) => matchesGlob(match, pattern)) + 1 : wider;
}

function change(text: string, path: JSONPath, value: unknown, options: ModificationOptions = {}): string {
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: text.includes('\r\n') ? '\r\n' : '\n' };
  return applyEdits(text, modify(text, path, value, { ...options, formattingOptions }));
}
