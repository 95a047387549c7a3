// Why a person may be another than a list shows, in words: the sync may only have missed them in the other list.

/** What follows "Not confirmed", by the view in which the person is. */
export const UNCONFIRMED = {
  notFollowingBack: 'may follow you after all. The last sync could not see all of your followers.',
  fans: 'you may follow them after all. The last sync could not see all whom you follow.',
};
