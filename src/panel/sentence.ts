/** Stands in a translated sentence where a node is to be; no language's own sign. */
export const HERE = '\u{E000}';

/** A sentence with a node in the place of `HERE`: where in it the node stands is the language's own affair. */
export function sentenceWith(sentence: string, node: Node): (Node | string)[] {
  const at = sentence.indexOf(HERE);
  return at === -1 ? [sentence] : [sentence.slice(0, at), node, sentence.slice(at + HERE.length)];
}
