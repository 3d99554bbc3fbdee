import { element } from './element.js';

/** Unwrap's own sentences put what is typed or configured between backticks. An odd one stays as it is. */
export function proseWithCode(sentence: string): (Node | string)[] {
  const parts = sentence.split('`');
  if (parts.length % 2 === 0) return [sentence];
  return parts.map((part, index) => (index % 2 === 1 ? element('code', {}, part) : part));
}
