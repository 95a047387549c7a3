// The account at a glance: its figures and how they changed, its last sync, and the next one.

import { ViewState, drawAccountNotices, drawStaleNotice, isStale } from '../../kept/states.js';
import { scope } from '../../lib/dom.js';
import { describeFigures, drawFigures } from './figures.js';
import { HistoryPanel } from './history-panel.js';
import { SyncPanel } from './sync-panel.js';

/** `id` is the account's; `startsSync` if a sync is to begin at once. */
export function mount(element, params) {
  const { kept, router, id } = params;
  const { $, put } = scope(element);
  const unmounted = new AbortController();
  const state = new ViewState(element, read, unmounted.signal);
  const syncs = new SyncPanel(element, params, () => {
    read();
    kept.accounts.refresh().catch(() => {}); // Instagram may have named the account
  });
  const history = new HistoryPanel(element, params);
  let shown = '';
  let startsSync = params.startsSync === true;

  document.title = 'Overview · Followsync';
  const known = kept.accounts.recall(id, 'overview');
  if (known) {
    draw(known);
  }
  read();
  return () => {
    unmounted.abort();
    syncs.stop();
    history.stop();
  };

  async function read() {
    try {
      const overview = await kept.accounts.readOverview(id);
      if (!unmounted.signal.aborted) {
        draw(overview);
      }
    } catch (error) {
      if (!unmounted.signal.aborted) {
        state.fail(error);
      }
    }
  }

  function draw(overview) {
    const { figures } = overview;
    state.show();
    $('overview-notices').replaceChildren(...drawAccountNotices(overview, router), ...(isStale(overview) ? [drawStaleNotice(figures)] : []));
    $('overview-known').hidden = !figures;
    if (figures) {
      $('figures').replaceChildren(...drawFigures(overview, (view) => router.addressOf('people', { id, query: { view } })));
      put('figures-hint', describeFigures(overview));
      if (shown !== figures.at) { // what is shown may be what was read before
        shown = figures.at;
        history.refresh();
      }
    }
    syncs.show(overview);
    if (startsSync) {
      startsSync = false;
      syncs.start();
    }
  }
}
