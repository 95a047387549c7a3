// The people of an account: its lists, searched, filtered and sorted, and the whitelist.

import { ViewState, drawEmpty, drawNotices } from '../../kept/states.js';
import { Whitelist } from '../../kept/whitelist.js';
import { drawLinks, element as create, scope } from '../../lib/dom.js';
import { number } from '../../lib/format.js';
import { mountAddNames } from './add-names.js';
import { Filters } from './filters.js';
import { PeopleList } from './people-list.js';
import { VIEWS, formatSelection, parseSelection } from './people-views.js';
import { SelectedPeople } from './selected-people.js';

const WILL = 'Here you will see who does not follow you back, who are your fans, and everybody else in your lists, searched and sorted as you like.';

/** `id` is the account's; `query` is of an address that `formatSelection` made. */
export function mount(element, { kept, router, id, query }) {
  const { $ } = scope(element);
  const { accounts } = kept;
  const unmounted = new AbortController();
  const { signal } = unmounted;
  const state = new ViewState(element, readOverview, signal);
  const whitelist = new Whitelist(kept, id);
  const selected = new SelectedPeople(element, { whitelist, rows: () => list.rows, redraw: () => list.refresh(), reload: () => select(selection), signal });
  const filters = new Filters(element, change, signal);
  const addNames = mountAddNames(element, { whitelist, onAdded: () => select(selection), signal });
  const list = new PeopleList(element, { kept, id, signal, onClear: () => filters.clear(), onRead: () => selected.draw(), rows: {
    addressOf: ({ key }) => router.addressOf('person', { id, key }),
    isSelected: (member) => selected.has(member),
    onSelect: (member) => selected.toggle(member),
    onStar: (member) => selected.star(member),
  } });
  let selection = parseSelection(query);
  let sync = null;

  document.title = 'People · Followsync';
  open();
  return { update, unmount };

  // Back, forward or a link: the address decides, not what is being typed.
  function update(changed) {
    const chosen = parseSelection(changed);
    filters.write(chosen);
    select(chosen);
  }

  function open() {
    const overview = accounts.recall(id, 'overview');
    const left = accounts.recall(id, 'people');
    if (overview) {
      drawOverview(overview);
    }
    if (sync !== null && left?.sync === sync && left.address === addressOf(selection)) {
      drawSelection();
      list.restore(left);
    } else {
      select(selection);
    }
    readOverview();
  }

  function unmount() {
    const left = list.save();
    accounts.remember(id, 'people', left && { ...left, sync, address: addressOf(selection) });
    unmounted.abort();
    list.stop();
  }

  // Another sync may have counted since the list was read, or the server was away.
  async function readOverview() {
    try {
      const overview = await accounts.readOverview(id);
      if (!signal.aborted) {
        const hasChanged = sync !== null && overview.figures?.sync !== sync;
        drawOverview(overview);
        if (hasChanged || list.isFailed) {
          select(selection);
        }
      }
    } catch (error) {
      if (!signal.aborted) {
        state.fail(error);
      }
    }
  }

  function drawOverview(overview) {
    const { figures } = overview;
    sync = figures?.sync ?? null;
    $('people-notices').replaceChildren(...drawNotices(overview, router));
    $('people-empty').replaceChildren(...(figures ? [] : [drawEmpty(overview, router, WILL)]));
    $('people-parts').hidden = figures === null;
    state.show();
    if (figures) {
      list.setFigures(figures);
      drawViews(figures);
    }
  }

  function drawViews(figures) {
    const shown = VIEWS.filter((view) => !view.isOptional || view === selection.view || figures[view.count] > 0);
    drawLinks($('views'), shown.map((view) => ({
      name: view.name,
      href: addressOf({ ...selection, view }),
      isCurrent: view === selection.view,
      children: [view.title, view.count ? create('span', { class: 'count figure', text: number(figures[view.count]) }) : null],
    })));
  }

  function addressOf(chosen) {
    return router.addressOf('people', { id, query: formatSelection(chosen) });
  }

  function change(changes, { replace = false } = {}) {
    const chosen = { ...selection, ...changes };
    router.setQuery(formatSelection(chosen), { replace });
    select(chosen);
  }

  function select(chosen) {
    selection = chosen;
    selected.clear();
    drawSelection();
    list.show(selection);
  }

  function drawSelection() {
    const figures = accounts.recall(id, 'overview')?.figures;
    if (figures) {
      drawViews(figures);
    }
    filters.draw(selection);
    addNames.show(selection.view.isWhitelist === true);
  }
}
