// The job of this tab. Its id is kept so that a reload finds it again; never a cookie value, and
// nothing in the address (see docs/page.md).

const KEY = 'followsync.job';
const ID = /^(?:[0-9a-f]{16}|[0-9a-f]{32})$/;

const isId = (id) => typeof id === 'string' && ID.test(id);

/** Whether a job reads a data export: its id is longer. Such a job cannot be removed, it only expires. */
export const isImport = (id) => id.length === 32;

/**
 * Remembers the id of the job that this tab shows. Tabs of this browser may show each other's job: a
 * new tab asks, and tabs that show a job answer with its id, without storing it.
 */
export class CurrentJob {
  #id = storedId();
  #channel = 'BroadcastChannel' in window ? new BroadcastChannel('followsync') : null;
  #offered = null;
  #onOffer = () => {};

  constructor() {
    this.#channel?.addEventListener('message', ({ data }) => this.#receive(data));
  }

  /** The id of the job that this tab shows, also after a reload; null for none. */
  get id() {
    return this.#id;
  }

  remember(id) {
    this.#id = id;
    try {
      sessionStorage.setItem(KEY, id);
    } catch {
      // as below
    }
  }

  forget() {
    if (this.#id) {
      this.#channel?.postMessage({ leaves: this.#id });
    }
    this.#id = null;
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // as below
    }
  }

  /** Calls `onOffer` with the id of the first other tab that answers, and with null when that job is gone. */
  askOtherTabs(onOffer) {
    this.#onOffer = onOffer;
    this.#channel?.postMessage({ asks: true });
  }

  #receive(message) {
    if (message?.asks && this.#id) {
      this.#channel.postMessage({ shows: this.#id });
    } else if (!this.#offered && !this.#id && isId(message?.shows)) {
      this.#offer(message.shows);
    } else if (this.#offered && message?.leaves === this.#offered) {
      this.#offer(null);
    }
  }

  #offer(id) {
    this.#offered = id;
    this.#onOffer(id);
  }
}

function storedId() {
  try {
    const id = sessionStorage.getItem(KEY);
    return isId(id) ? id : null;
  } catch {
    return null; // storage may be disabled: then a reload starts over
  }
}
