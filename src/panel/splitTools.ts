import type { SourceView } from './messages.js';

/** The tools by whether anything of them is on this machine: of most that Unwrap knows, nothing is. What is off is there. */
export function splitTools(sources: readonly SourceView[]): { readonly found: string[]; readonly absent: string[] } {
  const found = new Set(sources.flatMap(({ state, toolName }) => (HERE.has(state) ? [toolName] : [])));
  const all = [...new Set(sources.map(({ toolName }) => toolName))];
  return { found: all.filter((tool) => found.has(tool)), absent: all.filter((tool) => !found.has(tool)) };
}

const HERE: ReadonlySet<SourceView['state']> = new Set(['followed', 'unreadable', 'off']);
