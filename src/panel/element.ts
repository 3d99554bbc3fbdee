/** What an element is given: attributes, and `on…` listeners for clicks. Text goes in as children, always as text. */
export interface ElementProps {
  readonly class?: string;
  readonly onClick?: () => void;
  /** Names the element over updates, so that the focus finds it again. */
  readonly focusKey?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

export type Child = Node | string | null;

/** The only way in which the panel makes elements: no markup is ever parsed. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: ElementProps = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (props.class !== undefined) made.className = props.class;
  if (props.focusKey !== undefined) made.dataset['focusKey'] = props.focusKey;
  for (const [name, value] of Object.entries(props.attributes ?? {})) made.setAttribute(name, value);
  const { onClick } = props;
  if (onClick) made.addEventListener('click', onClick);
  made.append(...children.filter((child) => child !== null));
  return made;
}
