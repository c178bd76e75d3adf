/** Attributes of an element; `false` and undefined ones are left out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Makes an element. Texts become text nodes, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value));
  if (children.length > 0) made.append(...children);
  return made;
}

/** A button with a picture of the product's icon set and a name. */
export function iconButton(icon: IconName, label: string, press: () => void): HTMLButtonElement {
  const button = element(
    'button',
    { type: 'button', class: 'icon-button', title: label, 'aria-label': label },
    picture(icon),
  );
  button.addEventListener('click', press);
  return button;
}

/** Pictures of 16 by 16, drawn in the text's colour. */
const icons = {
  next: 'M3 6l5 5 5-5',
  previous: 'M3 10l5-5 5 5',
  clear: 'M4 4l8 8M12 4l-8 8',
  expand: 'M3 3.5l5 4 5-4M3 8.5l5 4 5-4',
  collapse: 'M3 7.5l5-4 5 4M3 12.5l5-4 5 4',
  save: 'M8 2v8M4.5 7L8 10.5 11.5 7M3 13.5h10',
  print: 'M4.5 6V2.5h7V6M4.5 11h-2V6h11v5h-2M4.5 9.5h7v4h-7z',
  xml: 'M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  search: 'M10.3 10.3L14 14M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0z',
  left: 'M10 3.5L5.5 8l4.5 4.5',
  right: 'M6 3.5L10.5 8 6 12.5',
  chevron: 'M6 3.5L10.5 8 6 12.5',
} as const;

export type IconName = keyof typeof icons;

/** A picture that screen readers pass over. */
export function picture(icon: IconName): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', `icon icon-${icon}`);
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', icons[icon]);
  svg.append(path);
  return svg;
}
