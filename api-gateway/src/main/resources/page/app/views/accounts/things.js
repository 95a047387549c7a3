// How a thing that the owner has is listed: what it is, what is known of it, and what can be done with it.

import { element } from '../../lib/dom.js';

/** An entry of a list; `parts` are texts or nodes, `actions` are buttons or links. */
export function drawThing({ name, stamp = null, parts, actions }) {
  return element('li', {}, element('div', { class: 'thing' },
    element('p', { class: 'thing-name' }, name, stamp && element('span', { class: `stamp stamp-${stamp.kind}`, text: stamp.text })),
    element('p', { class: 'thing-more' }, ...parts)), element('p', { class: 'thing-actions' }, ...actions));
}

/** A button; `label` says more to screen readers than its text does. While `work` runs, it cannot be pressed again. */
export function drawButton(text, label, work) {
  const button = element('button', { type: 'button', class: 'button button-small', 'aria-label': label, text });
  button.addEventListener('click', async () => {
    button.disabled = true;
    await work();
    button.disabled = false;
  });
  return button;
}
