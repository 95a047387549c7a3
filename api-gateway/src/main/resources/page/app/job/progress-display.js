// Draws a running job, at most once a frame, however much arrives.

import { announce, scope } from '../lib/dom.js';
import { duration, number, span, timeOfDay } from '../lib/format.js';
import { ReadingSpeed, isRead, remainingRequests } from './reading-speed.js';
import { describeWait } from './waits.js';

const MAX_PERCENT_BEFORE_THE_END = 99;
const CLOCK_MS = 1_000;
const ESTIMATE_MS = 2_000;

const LISTS = [['followers', 'FOLLOWERS'], ['following', 'FOLLOWING']];

/** How much of both lists is read, in whole percent; 100 only once the result is stored. */
export function percent(progress, details = null) {
  if (progress.state === 'COMPLETED') {
    return 100;
  }
  const { followers, following } = progress.lists;
  if (progress.state !== 'RUNNING' && followers.pages + following.pages === 0) {
    return 0;
  }
  let [all, done] = [0, 0];
  for (const [name] of LISTS) {
    const { fetched, declared } = progress.lists[name];
    const read = isRead(progress, name, details);
    if (declared === null && !read) {
      return null;
    }
    const size = declared ?? fetched;
    all += size;
    done += read ? size : Math.min(fetched, size);
  }
  return Math.min(MAX_PERCENT_BEFORE_THE_END, all === 0 ? 0 : Math.floor((100 * done) / all));
}

export class ProgressDisplay {
  #clock;
  #estimatedWait;
  #work;
  #dom;
  #progress = null;
  #details = null;
  #speed = new ReadingSpeed();
  #frame = 0;
  #estimatedAt = 0;
  #announced = '';
  #queuedAt = null;
  #ticker;

  /** `estimatedWait` is the server's, given at submission; '' if it is not known. `work` is what people call such a job. */
  constructor(element, { clock, estimatedWait = '', work = 'analysis' }) {
    this.#dom = scope(element);
    this.#clock = clock;
    this.#work = work;
    this.#estimatedWait = estimatedWait;
    this.#ticker = setInterval(() => this.#draw(), CLOCK_MS);
  }

  stop() {
    clearInterval(this.#ticker);
    cancelAnimationFrame(this.#frame);
  }

  setProgress(progress) {
    this.#progress = progress;
    this.#speed.add(progress);
    this.#draw();
  }

  /** What the stream does not carry: the position in the queue, the budget, the times. */
  setDetails(details) {
    this.#details = details;
    this.#speed.setStart(details.startedAt);
    this.#draw();
  }

  // A hidden tab draws only its title, which stays visible.
  #draw() {
    if (document.hidden && this.#progress) {
      drawTitle(percent(this.#progress, this.#details));
    }
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#progress) {
        this.#drawState();
        this.#drawBars();
        this.#drawFacts();
      }
    });
  }

  #drawState() {
    const { $, put } = this.#dom;
    const { title, what, more, kind = 'run' } = this.#describe();
    put('progress-title', title);
    put('now-what', what);
    put('now-more', more);
    $('now').dataset.kind = kind;
    // Every page and queue position is shown, but screen readers hear only a new title or wait.
    const key = this.#progress.state === 'PARKED' ? title + what : title;
    if (this.#announced !== key) {
      this.#announced = key;
      announce(`${title}. ${what} ${more}`);
    }
  }

  #describe() {
    const { state, waitingFor, resumesAt } = this.#progress;
    switch (state) {
      case 'UPLOADING':
        return { title: 'Storing your files', what: 'The server is storing the upload.', more: '' };
      case 'QUEUED':
        return this.#describeQueue();
      case 'PARKED':
        return { title: 'Waiting', ...describeWait(waitingFor, this.#clock.toLocal(resumesAt)), kind: 'wait' };
      case 'RUNNING':
        return this.#describeReading();
      default:
        return { title: 'Done', what: this.#work === 'sync' ? 'Fetching the figures.' : 'Fetching the result.', more: '' };
    }
  }

  #describeQueue() {
    const position = this.#details?.state === 'QUEUED' ? this.#details.position : this.#progress.position;
    if (this.#details?.startedAt) {
      return { title: 'Continuing in a moment', what: `The ${this.#work} is moving to another server.`, more: 'It continues where it stopped.', kind: 'wait' };
    }
    const what = position > 0 ? `Number ${number(position)} in the queue.` : 'In the queue.';
    return { title: 'In the queue', what, more: position > 1 ? this.#estimateStart(position) : 'It starts by itself.', kind: 'wait' };
  }

  // The server estimates once, when the job joins the queue, so the estimate shrinks with the
  // position. A reloaded page has no estimate and uses how fast the queue has moved since.
  #estimateStart(position, now = Date.now()) {
    this.#queuedAt ??= { position, now };
    const minutes = /~(\d+) minutes/.exec(this.#estimatedWait)?.[1];
    const moved = this.#queuedAt.position - position;
    const seconds = minutes ? (60 * minutes * position) / this.#queuedAt.position
      : !this.#estimatedWait && moved > 0 ? ((now - this.#queuedAt.now) / 1000 / moved) * position : null;
    return seconds ? `Starts in about ${duration(60 * Math.max(1, Math.round(seconds / 60)))}.` : this.#estimatedWait || 'It starts by itself.';
  }

  #describeReading() {
    const { phase, lists } = this.#progress;
    if (phase === 'VERDICT') {
      return { title: 'Checking the lists', what: 'Both lists have been read.', more: 'Followsync now checks whether they are complete. It may ask Instagram about missing accounts one by one.' };
    }
    const list = phase === 'FOLLOWING' ? lists.following : lists.followers;
    const more = list.walk > 1 ? 'Reading this list again to be sure that it is complete.' : `Every page is saved: if anything fails, the ${this.#work} continues from the last saved page.`;
    return { title: `Reading ${phase === 'FOLLOWING' ? 'who you follow' : 'your followers'}`, what: describePage(list), more };
  }

  #drawBars() {
    const whole = percent(this.#progress, this.#details);
    drawBar(this.#dom.$('overall'), whole);
    this.#dom.put('overall-text', whole === null ? '' : `${whole} %`);
    drawTitle(whole);
    for (const [name, phase] of LISTS) {
      this.#drawList(name, phase, this.#progress.lists[name]);
    }
  }

  #drawList(name, phase, list) {
    const { $, put } = this.#dom;
    const isReading = this.#progress.state === 'RUNNING' && this.#progress.phase === phase;
    put(`${name}-fetched`, number(list.fetched));
    put(`${name}-of`, list.declared === null ? (list.pages > 0 ? 'so far' : '') : `of ${number(list.declared)}`);
    const read = isRead(this.#progress, name, this.#details);
    put(`${name}-state`, isReading ? 'Reading' : read ? 'Read' : list.pages > 0 ? 'Paused' : 'Not started');
    const share = list.declared ? Math.min(MAX_PERCENT_BEFORE_THE_END, (100 * list.fetched) / list.declared) : null;
    drawBar($(`${name}-bar`), read ? MAX_PERCENT_BEFORE_THE_END : share ?? (isReading ? null : 0));
  }

  #drawFacts() {
    const { put } = this.#dom;
    const progress = this.#progress;
    const now = Date.now();
    const startedAt = this.#clock.toLocal(this.#details?.startedAt);
    put('fact-since', startedAt ? duration((now - startedAt) / 1000) : '–');
    const budget = this.#details?.budget;
    const more = budget?.nextTokenAt ? `, more at ${timeOfDay(this.#clock.toLocal(budget.nextTokenAt))}` : '';
    put('fact-budget', budget ? `${number(remainingRequests(progress, this.#details))}${more}` : '–');
    // An estimate that changes with every page is hard to read.
    if (progress.state !== 'RUNNING' || now - this.#estimatedAt >= ESTIMATE_MS) {
      this.#estimatedAt = now;
      this.#drawEstimate(progress, now);
    }
  }

  #drawEstimate(progress, now) {
    const { put } = this.#dom;
    const speed = this.#speed.recent();
    put('fact-speed', speed ? number(Math.max(1, Math.round(speed))) : '–');
    if (progress.state === 'RUNNING' && progress.phase === 'VERDICT') {
      put('fact-left', 'A few seconds to a few minutes');
      return;
    }
    const isParked = progress.state === 'PARKED' && progress.resumesAt;
    const pause = isParked ? Math.max(0, (this.#clock.toLocal(progress.resumesAt) - now) / 1000) : 0;
    const estimate = this.#speed.remaining(progress, this.#details, pause);
    put('fact-left', estimate ? span(estimate.low, estimate.high) : 'Not known yet');
  }
}

function describePage({ pages, fetched, declared }) {
  if (pages === 0) {
    return 'Asking for the first page.';
  }
  const all = declared && fetched > 0 ? Math.max(pages, Math.ceil((declared * pages) / fetched)) : null;
  return `Page ${number(pages)}${all ? ` of about ${number(all)}` : ''}.`;
}

function drawTitle(whole) {
  document.title = whole === null ? 'Reading · Followsync' : `${whole} % · Followsync`;
}

function drawBar(bar, value) {
  if (value === null) {
    bar.removeAttribute('value');
  } else if (bar.value !== value || !bar.hasAttribute('value')) {
    bar.value = value;
  }
}
