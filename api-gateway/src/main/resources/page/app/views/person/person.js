// One person: what they are to the account, since when, and what happened.

import { drawEvent } from '../../kept/events.js';
import { ViewState, showNotices } from '../../kept/states.js';
import { UNCONFIRMED } from '../../kept/unconfirmed.js';
import { Whitelist, describeFailedChange, drawStar } from '../../kept/whitelist.js';
import { ApiError } from '../../lib/api.js';
import { announce, element as create, scope } from '../../lib/dom.js';
import { explainError } from '../../lib/errors.js';
import { drawSpans } from './spans.js';
import { drawTimeline } from './timeline.js';

const PLACES = { mutual: ['Mutual', 'mark-good'], notFollowingBack: ['Not following you back', 'mark-wait'], fans: ['Fan', 'mark-good'], neither: ['In neither list', ''] };

const KEY = /^[0-9]{1,18}$/;
const UNKNOWN = 'Member not found';

/** `id` is the account's, `key` the member's. */
export function mount(element, params) {
  const { kept, router, id, key } = params;
  const { $, put } = scope(element);
  const { api, accounts } = kept;
  const unmounted = new AbortController();
  const { signal } = unmounted;
  const state = new ViewState(element, read, signal);
  const path = api.pathOf(id, `members/${encodeURIComponent(key)}`);
  const whitelist = new Whitelist(kept, id);
  let next = null;
  let isReadingOlder = false;

  document.title = 'Person · Followsync';
  $('person-back').href = accounts.recall(id, 'people')?.address ?? router.addressOf('people', { id }); // as it was left
  $('person-star').append(drawStar(18), create('span'));
  $('events-more').addEventListener('click', readOlder);
  const known = accounts.recall(id, `member ${key}`);
  if (known) {
    draw(known);
  }
  showNotices($('person-notices'), params, signal);
  read();
  return () => unmounted.abort();

  async function read() {
    try {
      if (!KEY.test(key)) { // which nobody has
        throw new ApiError(404, { title: UNKNOWN }, null);
      }
      const member = await api.read(path, { signal });
      accounts.remember(id, `member ${key}`, member);
      if (!signal.aborted) {
        draw(member);
      }
    } catch (error) {
      if (!signal.aborted) {
        state.fail(error);
        if (error.sentence === UNKNOWN) {
          document.title = 'Unknown person · Followsync';
          put('person-title', 'Unknown person');
        }
      }
    }
  }

  function draw(member) {
    const { username, fullName, relationships, events, earlierNames } = member;
    document.title = `${username} · Followsync`;
    put('person-title', username);
    put('person-name', fullName);
    $('person-profile').href = `https://www.instagram.com/${encodeURIComponent(username)}/`;
    $('person-marks').replaceChildren(...describeMarks(member).map(([text, kind]) => create('span', { class: `mark ${kind}`, text })));
    put('person-unconfirmed', describeUnconfirmed(member));
    $('timeline').replaceChildren(drawTimeline(relationships));
    $('spans').replaceChildren(...drawSpans(relationships));
    $('events').replaceChildren(...events.map((event) => drawEvent(event)));
    $('events-none').hidden = events.length > 0;
    $('names').hidden = earlierNames.length === 0;
    $('earlier').replaceChildren(...earlierNames.map((name) => create('li', { text: name })));
    next = member.next;
    $('events-more').hidden = next === null;
    drawWhitelisted(member);
    $('person-star').onclick = () => star(member);
    state.show();
  }

  function drawWhitelisted({ whitelisted }) {
    $('person-star').setAttribute('aria-pressed', String(whitelisted));
    $('person-star').lastChild.textContent = whitelisted ? 'On the whitelist' : 'Add to the whitelist';
  }

  async function star(member) {
    put('person-error', '');
    try {
      await whitelist.toggle(member, () => drawWhitelisted(member));
      announce(`${member.username} is ${member.whitelisted ? 'on' : 'off'} the whitelist`);
    } catch (error) {
      if (!signal.aborted) {
        put('person-error', describeFailedChange(error));
      }
    }
  }

  async function readOlder() {
    if (isReadingOlder) {
      return; // a disabled button would lose the focus
    }
    isReadingOlder = true;
    put('events-error', '');
    try {
      const page = await api.read(api.pathOf(id, 'events'), { query: { member: key, after: next }, signal });
      if (!signal.aborted) {
        next = page.next;
        $('events').append(...page.items.map((event) => drawEvent(event)));
        $('events-more').hidden = next === null;
      }
    } catch (error) {
      if (!signal.aborted) {
        put('events-error', explainError(error));
      }
    }
    isReadingOlder = false;
  }
}

// What a person is today, by the relationships that have not ended and were found last time.
function describeMarks(member) {
  const { relationships, verified, private: isPrivate, confirmed } = member;
  const missing = relationships.filter((one) => !one.until && one.missing);
  return [
    missing.length > 0 ? null : PLACES[placeOf(member)],
    confirmed === false ? ['Not confirmed', 'mark-wait'] : null,
    ...missing.map(({ list }) => [`Missing from ${list.toLowerCase()}`, 'mark-wait']),
    verified ? ['Verified', 'mark-good'] : null,
    isPrivate ? ['Private', ''] : null,
  ].filter(Boolean);
}

// Of somebody who is missing from a list, the list below says more.
function describeUnconfirmed(member) {
  const isMissing = member.relationships.some(({ until, missing }) => !until && missing);
  const why = member.confirmed === false && !isMissing ? UNCONFIRMED[placeOf(member)] : null;
  return why ? `Not confirmed: ${why}` : '';
}

function placeOf({ relationships }) {
  const isIn = (list) => relationships.some((one) => one.list === list && !one.until && !one.missing);
  const [follows, followed] = [isIn('FOLLOWERS'), isIn('FOLLOWING')];
  return follows && followed ? 'mutual' : followed ? 'notFollowingBack' : follows ? 'fans' : 'neither';
}
