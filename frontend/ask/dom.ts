// Elements, made and found.

type Attributes = Record<string, string | number | boolean>;
type Child = Node | string;

/** An element with attributes and what is in it; `false` leaves an attribute out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), attributes, children);
}

/** The same in a drawing. */
export function drawn<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled<E extends Element>(made: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) if (value !== false) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** The element that the page is known to hold. */
export function found<E extends Element>(selector: string, within: ParentNode = document): E {
  const one = within.querySelector<E>(selector);
  if (!one) throw new Error(`the page holds no ${selector}`);
  return one;
}
