/** Model patterns: `*` stands for any run of characters, everything else for itself. Linear in the text for each literal piece. */

/**
 * Whether the whole text matches. The text may be a pattern itself: then whatever it matches is matched too, because a `*` of it
 * can only stand where one of `pattern` does.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let from = first.length;
  // The leftmost place is as good as any other, so nothing is ever tried again.
  for (const piece of rest) {
    const found = text.indexOf(piece, from);
    if (found === -1 || found + piece.length > end) return false;
    from = found + piece.length;
  }
  return true;
}
