// The three lists of a result, by the API's names for them.

export const LISTS = [
  { name: 'notFollowingBack', title: 'Not following back', count: 'notFollowingBackCount', file: 'not-following-back', empty: 'Everybody you follow follows you back.' },
  { name: 'fans', title: 'Fans', count: 'fansCount', file: 'fans', empty: 'You follow everybody who follows you.' },
  { name: 'mutual', title: 'Mutual', count: 'mutualCount', file: 'mutual', empty: 'Nobody is in both lists.' },
];

export const findList = (name) => LISTS.find((list) => list.name === name);

/** How many people a list of a result has. */
export const countOf = (result, name) => result[findList(name).count];
