// What the system and the owner did with an account.

import { ViewState, drawAccountNotices } from '../../kept/states.js';
import { announce, element as create, scope } from '../../lib/dom.js';
import { describeError } from '../../lib/errors.js';
import { describeDay, drawClock, isSameDay } from '../../lib/intervals.js';
import { describeDeed } from './deeds.js';

const PAGE = 50;

/** `id` is the account's. */
export function mount(element, { kept, router, id }) {
  const { $, put } = scope(element);
  const state = new ViewState(element, read);
  const unmounted = new AbortController();
  let next = null;
  let last = null; // the activity that is shown last

  document.title = 'Activity · Followsync';
  $('activity-more').addEventListener('click', more);
  kept.accounts.onChange(drawNotices, unmounted.signal);
  drawNotices();
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

  function begin(page) {
    last = null;
    $('activity-days').replaceChildren();
    append(page);
    state.show();
  }

  function drawNotices() {
    $('activity-notices').replaceChildren(...drawAccountNotices(kept.accounts.find(id), router));
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
      const { title, todo } = describeError(error);
      put('activity-error', `${title} ${todo}`);
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
