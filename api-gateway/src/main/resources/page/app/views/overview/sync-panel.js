// The panel of an account's syncs: the last one, a button for the next, and the live progress of one that runs.

import { followJob } from '../../job/follow-job.js';
import { ProgressDisplay } from '../../job/progress-display.js';
import { OFFLINE_TEXT } from '../../kept/states.js';
import { isNotFound } from '../../lib/api.js';
import { announce, confirm, element as create, scope, withdrawQuestion } from '../../lib/dom.js';
import { explainError } from '../../lib/errors.js';
import { drawTime, isSameDay } from '../../lib/intervals.js';
import { describeLastSync } from './last-sync.js';

const QUESTION = { title: 'Cancel this sync?', text: 'Everything read so far is discarded, and nothing changes. The next sync starts from the beginning.', yes: 'Cancel the sync', no: 'Keep it running' };

/** `onEnd` is called when a sync has ended, so that the account is read again. */
export class SyncPanel {
  #element;
  #dom;
  #params;
  #onEnd;
  #live = null;
  #isStopped = false;

  constructor(element, params, onEnd) {
    this.#element = element;
    this.#dom = scope(element);
    this.#params = params;
    this.#onEnd = onEnd;
    this.#dom.$('sync-now').addEventListener('click', () => this.start());
  }

  stop() {
    this.#isStopped = true;
    this.#live?.stop();
    withdrawQuestion();
  }

  /** Shows an account at a glance, and follows its sync if one is running. */
  show(overview) {
    this.#drawLast(overview);
    if (overview.liveSync && !this.#live) {
      this.#follow(overview.liveSync.id);
    }
  }

  #drawLast(overview) {
    const { $, put } = this.#dom;
    const { title, stamp, kind, text, hint, evidence, isDoubtful } = describeLastSync(overview);
    const isConnected = overview.state === 'CONNECTED';
    put('sync-title', title);
    put('sync-stamp', stamp);
    $('sync-stamp').className = `stamp stamp-${kind}`;
    $('sync-stamp').hidden = stamp === '';
    $('sync-text').replaceChildren(...(overview.lastSync ? [isSameDay(overview.lastSync.endedAt, new Date()) ? 'Ended at ' : 'Ended on ', drawTime(overview.lastSync.endedAt), '. ', text] : [text]));
    put('sync-hint', isConnected ? hint : '');
    $('sync-now').hidden = !isConnected;
    $('sync-proof').hidden = evidence.length === 0;
    $('sync-proof').open ||= isDoubtful;
    $('sync-evidence').replaceChildren(...evidence);
  }

  /** Starts one, unless one is running; what fails is said beside the button. */
  async start() {
    const { $, put } = this.#dom;
    const { kept, id } = this.#params;
    put('sync-error', '');
    $('sync-now').disabled = true;
    put('sync-now', 'Starting…');
    try {
      const { id: sync } = await kept.api.startSync(id);
      if (!this.#isStopped) {
        if (!this.#live) { // the account may have told of it first
          this.#follow(sync);
        }
        $('progress-title').focus({ preventScroll: true });
      }
    } catch (error) {
      put('sync-error', `The sync did not start. ${explainError(error)}`);
    }
    $('sync-now').disabled = false;
    put('sync-now', 'Sync now');
  }

  #follow(sync) {
    const { kept: { api }, id, clock, connection } = this.#params;
    this.#buildLive(sync);
    const display = new ProgressDisplay(this.#element, { clock, work: 'sync' });
    const ofSync = { getJob: () => api.getSync(id, sync), eventsPath: () => api.syncEventsPath(id, sync) };
    const stop = followJob(sync, { api: ofSync, display, connection, work: 'sync', onEnd: (details) => this.#end(details), onGone: () => this.#end(null) });
    this.#live = { stop };
  }

  // The parts of the view of progress.
  #buildLive(sync) {
    const { $ } = this.#dom;
    const progress = document.getElementById('progress-view').content;
    const copy = (selector) => progress.querySelector(selector).cloneNode(true);
    const cancel = create('button', { type: 'button', class: 'button', id: 'sync-cancel', text: 'Cancel' });
    cancel.addEventListener('click', () => this.#cancel(sync, cancel));
    $('sync-live').replaceChildren(create('h2', { id: 'progress-title', tabindex: '-1', text: 'Starting' }),
      ...['#now', '.overall', '.lists', '.facts'].map(copy),
      create('div', { class: 'under' }, create('p', { class: 'hint', text: 'You need not watch: the sync continues without this page.' }), cancel,
        create('p', { class: 'hint-bad cancel-error', id: 'cancel-error', role: 'alert' })));
    $('overall-label').textContent = 'Whole sync';
    $('now-what').textContent = 'Asking how far the sync is.';
    this.#showLive(true);
  }

  #showLive(isLive) {
    this.#dom.$('sync-live').hidden = !isLive;
    this.#dom.$('sync-rest').hidden = isLive;
  }

  #end(details) {
    const { $ } = this.#dom;
    const hadFocus = $('sync-live').contains(document.activeElement);
    withdrawQuestion();
    this.#live = null;
    this.#params.connection.setOfflineText(OFFLINE_TEXT);
    this.#showLive(false);
    $('sync-live').replaceChildren();
    document.title = 'Overview · Followsync';
    announce({ COMPLETED: 'The sync is complete.', CANCELLED: 'The sync is cancelled.' }[details?.state] ?? 'The sync has ended and changed nothing.');
    if (hadFocus) {
      $('sync-title').focus({ preventScroll: true });
    }
    this.#onEnd();
  }

  async #cancel(sync, button) {
    const { kept, id } = this.#params;
    if (!await confirm(QUESTION) || this.#isStopped || !this.#live) {
      return;
    }
    button.disabled = true;
    button.textContent = 'Cancelling…';
    this.#dom.$('progress-title').focus({ preventScroll: true }); // a disabled button keeps no focus
    try {
      await kept.api.cancelSync(id, sync);
      announce('Cancelling. The sync stops after the current page.');
    } catch (error) {
      if (!isNotFound(error) && this.#live) { // one that is gone will be shown as ended
        this.#dom.put('cancel-error', `The sync was not cancelled. ${explainError(error)}`);
        button.textContent = 'Cancel';
        button.disabled = false;
        button.focus();
      }
    }
  }
}
