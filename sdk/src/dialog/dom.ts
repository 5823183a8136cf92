type Child = Node | string | false | undefined;
type Attribute = string | boolean | undefined | ((event: Event) => void);

/**
 * An element with attributes, listeners and children. Texts become text nodes: nothing that comes from outside is parsed as HTML.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      made.addEventListener(name, value);
    } else if (value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? '' : value);
    }
  }
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

/** An address that a link may have: whoever edits metadata must not be able to run a script in the program. */
export function webAddress(text: string | null | undefined): string | undefined {
  try {
    const { protocol, href } = new URL(text ?? '');
    return protocol === 'https:' || protocol === 'http:' || protocol === 'mailto:' ? href : undefined;
  } catch {
    return undefined;
  }
}
