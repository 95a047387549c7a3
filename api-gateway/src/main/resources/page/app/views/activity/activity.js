// What the system and the owner did with an account.

import { ViewState, showNotices } from '../../kept/states.js';
import { announce, element as create, scope } from '../../lib/dom.js';
import { explainError } from '../../lib/errors.js';
import { describeDay, drawClock, isSameDay } from '../../lib/intervals.js';
import { describeDeed } from './deeds.js';

const PAGE = 50;

/** `id` is the account's. */
export function mount(element, params) {
  const { kept, id } = params;
  const { $, put } = scope(element);
  const unmounted = new AbortController();
  const state = new ViewState(element, read, unmounted.signal);
  let next = null;
  let first = null; // the activity that is shown first
  let last = null;

  document.title = 'Activity · Followsync';
  $('activity-more').addEventListener('click', more);
  showNotices($('activity-notices'), params, unmounted.signal);
  const known = kept.accounts.recall(id, 'activities');
  if (known) {
    begin(known);
  }
  read();
  return () => unmounted.abort();

  async function read() {
    try {
      const page = await kept.api.getActivities(id, { limit: PAGE });
      kept.accounts.remember(id, 'activities', page);
      if (!unmounted.signal.aborted) {
        begin(page);
      }
    } catch (error) {
      if (!unmounted.signal.aborted) {
        state.fail(error);
      }
    }
  }

  // What is read again and has not changed keeps what was added to it.
  function begin(page) {
    const latest = JSON.stringify(page.items[0] ?? null);
    if (first !== latest) {
      first = latest;
      last = null;
      $('activity-days').replaceChildren();
      append(page);
    }
    state.show();
  }

  async function more() {
    put('activity-error', '');
    $('activity-more').disabled = true;
    try {
      const page = await kept.api.getActivities(id, { limit: PAGE, after: next });
      if (!unmounted.signal.aborted) {
        append(page);
        announce(`${page.items.length} more.`);
      }
    } catch (error) {
      put('activity-error', explainError(error));
    }
    $('activity-more').disabled = false;
  }

  function append(page) {
    next = page.next;
    $('activity-more').hidden = next === null;
    for (const activity of page.items) {
      if (last === null || !isSameDay(last.at, activity.at)) {
        $('activity-days').append(create('section', { class: 'day' }, create('h2', { text: describeDay(activity.at) }), create('ul')));
      }
      $('activity-days').lastElementChild.lastElementChild.append(drawActivity(activity));
      last = activity;
    }
  }
}

function drawActivity(activity) {
  const { what, more } = describeDeed(activity);
  return create('li', {}, drawClock(activity.at), create('div', {}, create('p', { class: 'deed', text: what }), more ? create('p', { class: 'deed-more figure', text: more }) : null));
}
