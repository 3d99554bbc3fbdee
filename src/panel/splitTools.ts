import type { SourceView } from './messages.js';

/**
 * The tools by whether anything of them is on this machine: of most that Unwrap knows, nothing is. What has no place on disk, as the wire
 * tap, is not looked for there.
 */
export function splitTools(sources: readonly SourceView[]): { readonly found: string[]; readonly absent: string[] } {
  const found = new Set(
    sources.flatMap(({ state, toolName }) => (state === 'followed' || state === 'unreadable' ? [toolName] : [])),
  );
  const all = [...new Set(sources.map(({ toolName }) => toolName))];
  const placed = new Set(sources.flatMap(({ pattern, toolName }) => (pattern === null ? [] : [toolName])));
  const isAbsent = (tool: string): boolean => !found.has(tool) && placed.has(tool);
  return { found: all.filter((tool) => !isAbsent(tool)), absent: all.filter(isAbsent) };
}
