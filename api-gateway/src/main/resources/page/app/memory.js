// Remembers the id of the shown job for this tab, so that a reload finds it again. Never a cookie
// value, and nothing in the address (see docs/page.md).

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
    return null; // storage may be disabled: then a reload starts over
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
 * Tabs of this browser may show each other's job: a new tab asks, and tabs that show a job answer
 * with its id, without storing it. `offer` is called with the first id, and with null when that job
 * is no longer shown.
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
