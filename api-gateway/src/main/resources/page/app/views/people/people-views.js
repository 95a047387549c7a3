// The lists of people that the view shows, and what an address selects from one of them.

// `count` is the figure that says how many there are; `fixed` parameters always go to the API.
export const VIEWS = [
  { name: 'notFollowingBack', title: 'Not following back', count: 'notFollowingBack', hint: 'You follow them, and they do not follow you.', empty: 'Everybody you follow follows you back.' },
  { name: 'fans', title: 'Fans', count: 'fans', hint: 'They follow you, and you do not follow them.', empty: 'You follow everybody who follows you.' },
  { name: 'mutual', title: 'Mutual', count: 'mutual', hint: 'You follow each other.', empty: 'Nobody is in both lists.' },
  { name: 'followers', title: 'Followers', count: 'followers', empty: 'Nobody follows you.' },
  { name: 'following', title: 'Following', count: 'following', empty: 'You follow nobody.' },
  { name: 'left', title: 'Left or gone', when: 'Ended', isUnsorted: true, fixed: { view: 'followers', lostSince: '1970-01-01T00:00:00Z' },
    empty: 'Nobody who followed you has left since the first sync.' },
  { name: 'whitelist', title: 'Whitelist', when: 'Added', isUnsorted: true, isWhitelist: true,
    hint: 'Whom you keep following although they may not follow you back.',
    empty: 'Nobody is on your whitelist. Put people on it whom you keep following although they do not follow you back: with the star in any list, or by their names above.' },
  { name: 'unconfirmed', title: 'Missing last time', count: 'unconfirmed', isOptional: true, hasNamesOnly: true, hint: 'Whom the last complete sync did not find. The next complete one will tell whether they left.', empty: 'The last complete sync found everybody.' },
];

const FLAGS = ['verified', 'private', 'whitelisted'];
const SORTS = ['name', '-name', 'since', '-since'];
const DAY = /^\d{4}-\d\d-\d\d$/;

/** What an address asks for; whatever it may not ask for is left out. */
export function parseSelection({ view, name = '', sort, since, ...flags }) {
  const of = VIEWS.find((each) => each.name === view) ?? VIEWS[0];
  const isSortable = !of.isUnsorted && SORTS.includes(sort) && !(of.hasNamesOnly && sort.includes('since'));
  return {
    view: of,
    name: name.trim().slice(0, 100),
    sort: isSortable ? sort : 'name',
    since: !of.isWhitelist && !of.hasNamesOnly && DAY.test(since ?? '') && !Number.isNaN(Date.parse(since)) ? since : '',
    ...Object.fromEntries(FLAGS.map((flag) => [flag, !of.isWhitelist && ['true', 'false'].includes(flags[flag]) ? flags[flag] : ''])),
  };
}

/** The query of its address, without what is usual. */
export function formatSelection({ view, sort, ...rest }) {
  return { ...rest, view: view === VIEWS[0] ? '' : view.name, sort: sort === 'name' ? '' : sort };
}

/** How many filters there are, the name aside. */
export const countFilters = ({ since, ...selection }) => [since, ...FLAGS.map((flag) => selection[flag])].filter((value) => value !== '').length;

export const isFiltered = (selection) => selection.name !== '' || countFilters(selection) > 0;

/** What the selection is called in the API: `{ path, query }`. */
export function requestFor({ view, name, sort, since, ...flags }) {
  if (view.isWhitelist) {
    return { path: 'whitelist', query: {} };
  }
  const from = since === '' ? {} : { [view.fixed ? 'lostSince' : 'gainedSince']: new Date(`${since}T00:00`).toISOString() };
  return { path: 'relationships', query: { view: view.name, name, sort: view.isUnsorted ? '' : sort, ...flags, ...view.fixed, ...from } };
}
