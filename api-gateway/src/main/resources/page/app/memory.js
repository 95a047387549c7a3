// What this page remembers: the id of the job it shows, for this tab alone, so that a reload
// finds it again. Never a cookie value, and nothing in the address: docs/page.md says why.

const KEY = 'followsync.job';
const FORM = /^(?:[0-9a-f]{16}|[0-9a-f]{32})$/;

let shown = null;
let channel = null;

export const wellFormed = (id) => typeof id === 'string' && FORM.test(id);

/** The job of this tab, or null. */
export function remembered() {
  try {
    const id = sessionStorage.getItem(KEY);
    return wellFormed(id) ? id : null;
  } catch {
    return null; // storage may be switched off: then a reload begins anew
  }
}

export function remember(id) {
  shown = id;
  try {
    sessionStorage.setItem(KEY, id);
  } catch {
    // as above
  }
}

export function forget() {
  if (shown) {
    channel?.postMessage({ leaves: shown });
  }
  shown = null;
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // as above
  }
}

/**
 * Tabs of this browser may show each other's job: a new one asks, and those that show a
 * job tell its id, from memory to memory. `offer` hears of the first, and null when that is let go.
 */
export function askOtherTabs(offer) {
  if (!('BroadcastChannel' in window)) {
    return;
  }
  channel = new BroadcastChannel('followsync');
  let offered = null;
  channel.onmessage = ({ data }) => {
    if (data?.ask && shown) {
      channel.postMessage({ shows: shown });
    } else if (!offered && !shown && wellFormed(data?.shows)) {
      offered = data.shows;
      offer(offered);
    } else if (offered && data?.leaves === offered) {
      offered = null;
      offer(null);
    }
  };
  channel.postMessage({ ask: true });
}
