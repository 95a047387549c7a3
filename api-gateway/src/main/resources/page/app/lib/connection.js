// Says at the top and bottom of the page how it is connected to the server.

import { announce, setText } from './dom.js';

const LABELS = { live: 'Live', retrying: 'Reconnecting', polling: 'Not live', offline: 'Offline' };

const NOTICES = {
  retrying: 'The connection is lost. The {work} continues, and this page reconnects by itself.',
  polling: 'Live progress is not available right now. This page checks every few seconds.',
  offline: 'You are offline. The {work} continues without you, and this page catches up by itself.',
};

export class ConnectionStatus {
  #label = document.getElementById('link-state');
  #notice = document.getElementById('offline');
  #stream = null;
  #work = '';
  #offlineText = null;

  constructor() {
    addEventListener('online', () => this.#draw());
    addEventListener('offline', () => this.#draw());
  }

  /** What the current view says while the browser is offline; null for nothing. */
  setOfflineText(text) {
    this.#offlineText = text;
    this.#draw();
  }

  /** How the stream of the current job is connected: `live`, `retrying`, `polling` or `offline`; `work` is what people call it. */
  setStream(state, work) {
    this.#work = work;
    setText(document.getElementById('link-text'), LABELS[state]);
    this.#label.dataset.link = state;
    this.#label.hidden = false;
    if (state !== this.#stream) {
      if (state !== 'live' || this.#stream) {
        announce(this.#noticeOf(state) ?? 'Reconnected.');
      }
      this.#stream = state;
      this.#draw();
    }
  }

  /** For when there is no stream any more. */
  clearStream() {
    this.#stream = null;
    this.#label.hidden = true;
    this.#draw();
  }

  #noticeOf(state) {
    return NOTICES[state]?.replace('{work}', this.#work);
  }

  #draw() {
    const text = this.#stream ? this.#noticeOf(this.#stream) : navigator.onLine ? null : this.#offlineText;
    setText(this.#notice, text ?? '');
    this.#notice.hidden = !text;
  }
}
