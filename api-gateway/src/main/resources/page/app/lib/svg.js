// Helpers for drawings.

const SVG = 'http://www.w3.org/2000/svg';

/** An element of a drawing with attributes; `text` is its text, null values are left out. */
export function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'text') {
      node.textContent = value;
    } else if (value !== null && value !== undefined) {
      node.setAttribute(key, value);
    }
  }
  node.append(...children);
  return node;
}

/** A decorative drawing of 24 by 24 units. */
export const icon = (path, size = 20) => svg('svg', { viewBox: '0 0 24 24', width: size, height: size, class: 'icon', 'aria-hidden': 'true' }, svg('path', { d: path }));
