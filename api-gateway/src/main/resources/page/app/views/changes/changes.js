// What changed between syncs: who came, who left, who was renamed, and who is gone.

import { CHOICES } from '../../kept/events.js';
import { ViewState, drawEmpty, drawNotices } from '../../kept/states.js';
import { announce, drawLinks, element as create, scope } from '../../lib/dom.js';
import { explainError } from '../../lib/errors.js';
import { drawTime } from '../../lib/intervals.js';
import { Days } from './days.js';
import { drawUnsure } from './unsure.js';

const PAGE = 50;
const WILL = 'After the second sync, this page shows who came, who left, who was renamed and whose profile is gone.';

/** `id` is the account's; `query.show` is the name of a choice. */
export function mount(element, { kept, router, id, query }) {
  const { $, put } = scope(element);
  const { api, accounts } = kept;
  const unmounted = new AbortController();
  const { signal } = unmounted;
  const state = new ViewState(element, open, signal);
  const days = new Days($('days'), link);
  const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && readMore(), { rootMargin: '400px' });
  let shown = { show: '', events: [], next: null };
  let reading = null;

  document.title = 'Changes · Followsync';
  $('more-button').addEventListener('click', readMore);
  $('days').addEventListener('click', ({ target }) => target.dataset.seq && accounts.remember(id, 'changes left', target.dataset.seq));
  choose(query);
  open();
  return { update: (changed) => { choose(changed); open(); }, unmount: () => { unmounted.abort(); observer.disconnect(); } };

  // What was read last is shown at once.
  function choose({ show = '' }) {
    const choice = CHOICES.find(({ name }) => name === show) ?? CHOICES[0];
    const overview = accounts.recall(id, 'overview');
    const known = accounts.recall(id, `changes ${choice.name}`);
    shown = known ?? { show: choice.name, events: [], next: null };
    drawChoices();
    days.clear();
    if (overview && known) {
      drawOverview(overview);
      drawEvents(shown.events);
      focusLeft();
    }
  }

  function drawChoices() {
    drawLinks($('choices'), CHOICES.map(({ name, title }) => (
      { name, href: router.addressOf('changes', { id, query: { show: name } }), isCurrent: name === shown.show, children: [title] })));
  }

  async function open() {
    const { show } = shown;
    const isWanted = () => show === shown.show && !signal.aborted;
    try {
      const [overview, page] = await Promise.all([accounts.readOverview(id), readPage(show, null)]);
      if (isWanted()) {
        drawOverview(overview);
        if (shown.events[0]?.seq !== page.items[0]?.seq || shown.events.length === 0) {
          replace(show, page);
        }
        focusLeft();
      }
    } catch (error) {
      if (isWanted()) {
        state.fail(error);
      }
    }
  }

  function readPage(show, after) {
    const { kinds } = CHOICES.find(({ name }) => name === show);
    return api.read(api.pathOf(id, 'events'), { query: { kinds: kinds.join(), limit: PAGE, after }, signal });
  }

  function replace(show, { items, next }) {
    shown = { show, events: items, next };
    days.clear();
    drawEvents(items);
  }

  async function readMore() {
    const { show, next } = shown;
    if (!next || reading === next) {
      return;
    }
    reading = next;
    put('more-error', '');
    try {
      const page = await readPage(show, next);
      if (!signal.aborted && shown.next === next && shown.show === show) {
        shown.events = [...shown.events, ...page.items];
        shown.next = page.next;
        drawEvents(page.items);
      }
    } catch (error) {
      if (!signal.aborted) {
        put('more-error', explainError(error));
      }
    }
    reading = null;
  }

  function drawEvents(events) {
    const { show, next } = shown;
    accounts.remember(id, `changes ${show}`, shown);
    days.append(events, next === null);
    $('changes-none').hidden = shown.events.length > 0 || next !== null;
    $('changes-none').replaceChildren(create('p', { text: CHOICES.find(({ name }) => name === show).none }));
    $('more').hidden = next === null;
    observer.disconnect();
    if (next !== null) {
      observer.observe($('more'));
    }
  }

  function drawOverview(overview) {
    const { figures, sinceLastSync } = overview;
    const hasChanges = figures !== null && sinceLastSync !== null;
    $('changes-notices').replaceChildren(...drawNotices(overview, router));
    $('changes-empty').replaceChildren(...(hasChanges ? [] : [figures ? drawBeginning(figures) : drawEmpty(overview, router, WILL)]));
    $('changes-parts').hidden = !hasChanges;
    if (hasChanges) {
      drawUnsure(element, figures.unconfirmed > 0, { link, signal, address: router.addressOf('people', { id, query: { view: 'unconfirmed' } }),
        read: (limit) => api.read(api.pathOf(id, 'relationships'), { query: { view: 'unconfirmed', limit }, signal }) });
    }
    state.show();
    drawChoices(); // what is hidden does not scroll
  }

  function drawBeginning({ at }) {
    return create('div', { class: 'empty' }, create('h2', { text: 'This is the beginning' }),
      create('p', {}, 'The first sync, at ', drawTime(at), ', read your lists as they were. From the next sync on, this page shows who came, who left, who was renamed and whose profile is gone.'),
      create('a', { class: 'button', href: router.addressOf('overview', { id }), text: 'Go to the overview' }));
  }

  function link({ key, username, seq = null }) {
    return create('a', { href: router.addressOf('person', { id, key }), 'data-seq': seq, text: username });
  }

  // Back from a person, where the list was left.
  function focusLeft() {
    const seq = accounts.recall(id, 'changes left');
    const left = seq && $('days').querySelector(`[data-seq="${seq}"]`);
    if (left) {
      accounts.remember(id, 'changes left', null);
      left.focus();
      announce('Changes');
    }
  }
}
