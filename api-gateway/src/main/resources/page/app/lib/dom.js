// Helpers for the document. Nothing here takes markup: text is set as text.

/** Writes only text that changed, so that unchanged numbers cost nothing. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/**
 * Finds elements of a view by their ids (`$`) and writes their text (`put`). Works on a view that is
 * no longer shown, too, so that a late answer does no harm.
 */
export function scope(view) {
  const $ = (id) => view.querySelector(`#${id}`);
  return { $, put: (id, text) => setText($(id), text) };
}

/** An element with attributes; `text` is its text, null values are left out. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'text') {
      node.textContent = value;
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(key, value === true ? '' : value);
    }
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** Announces a text to screen readers, even if it repeats the last one. */
export function announce(text) {
  const node = document.getElementById('announce');
  node.textContent = '';
  requestAnimationFrame(() => { node.textContent = text; });
}

/** Removes what was announced, which would be read later as if it were a part of the page. */
export function clearAnnouncement() {
  document.getElementById('announce').textContent = '';
}

/** Tabs with the usual keyboard control; `choose` is called with the chosen tab. */
export function tabs(list, choose) {
  const all = [...list.querySelectorAll('[role=tab]')];
  const select = (tab) => {
    for (const each of all) {
      each.setAttribute('aria-selected', String(each === tab));
      each.tabIndex = each === tab ? 0 : -1;
    }
    choose(tab);
  };
  list.addEventListener('click', (event) => {
    const tab = event.target.closest('[role=tab]');
    if (tab) {
      select(tab);
    }
  });
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -all.length, End: all.length }[event.key];
    if (step) {
      event.preventDefault();
      const from = all.indexOf(document.activeElement);
      const to = Math.abs(step) === 1 ? (from + step + all.length) % all.length : (step < 0 ? 0 : all.length - 1);
      all[to].focus();
      select(all[to]);
    }
  });
  return select;
}

/**
 * Draws links among which one is current, and scrolls to it where not all have room. Each is
 * `{ name, href, isCurrent, children }`. Links that stay are kept, and with them the focus and a click on its way.
 */
export function drawLinks(nav, links) {
  const known = new Map([...nav.children].map((link) => [link.dataset.name, link]));
  const drawn = links.map(({ name, href, isCurrent, children }) => {
    const link = known.get(name) ?? element('a', { 'data-name': name });
    const content = element('span', {}, ...children);
    link.setAttribute('href', href);
    link.ariaCurrent = isCurrent ? 'true' : null;
    if (link.textContent !== content.textContent) {
      link.replaceChildren(...content.childNodes);
    }
    return link;
  });
  if (drawn.length !== nav.children.length || drawn.some((link, at) => link !== nav.children[at])) {
    const focused = document.activeElement;
    nav.replaceChildren(...drawn);
    if (nav.contains(focused)) {
      focused.focus({ preventScroll: true });
    }
  }
  const current = nav.querySelector('[aria-current]');
  if (current) {
    nav.scrollLeft = current.offsetLeft - nav.offsetLeft - (nav.clientWidth - current.offsetWidth) / 2;
  }
}

/** Asks for confirmation of something that cannot be undone. */
export function confirm({ title, text, yes, no }) {
  const dialog = document.getElementById('confirm');
  const { $, put } = scope(dialog);
  put('confirm-title', title);
  put('confirm-text', text);
  put('confirm-yes', yes);
  put('confirm-no', no);
  return new Promise((resolve) => {
    $('confirm-yes').onclick = () => dialog.close('yes');
    $('confirm-no').onclick = () => dialog.close('no');
    dialog.returnValue = '';
    dialog.onclose = () => resolve(dialog.returnValue === 'yes');
    dialog.showModal();
    $('confirm-no').focus();
  });
}

/** Withdraws an open question that no longer applies. */
export const withdrawQuestion = () => document.getElementById('confirm').close('no');
