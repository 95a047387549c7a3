// The view of a running job. It is drawn at most once a frame, however much arrives.

import { here } from './clocks.js';
import { $, announce, put } from './dom.js';
import { clock, duration, number, span } from './format.js';
import { Pace, held, isRead } from './pace.js';
import { ofWait } from './words.js';

const MOST_BEFORE_THE_END = 99;
const ESTIMATE_EVERY = 2_000;

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
  return Math.min(MOST_BEFORE_THE_END, all === 0 ? 0 : Math.floor((100 * done) / all));
}

export class ProgressView {
  #progress = null;
  #details = null;
  #wait = null;
  #pace = new Pace();
  #frame = 0;
  #estimatedAt = 0;
  #said = '';
  #joined = null;
  #clock;

  /** `estimatedWait` is the server's, given at submission; `way` says how to recover a lost tab. */
  constructor(estimatedWait, way) {
    this.#wait = estimatedWait;
    this.#clock = setInterval(() => this.#draw(), 1000);
    blank();
    put('progress-hint', `You may leave: the analysis goes on. But be back within a few minutes of its end. The result is removed then, and a sleeping computer or a locked phone cannot fetch it. ${way}`);
  }

  stop() {
    clearInterval(this.#clock);
    cancelAnimationFrame(this.#frame);
  }

  state(progress) {
    this.#progress = progress;
    this.#pace.add(progress);
    this.#draw();
  }

  /** What the stream does not carry: the position in the queue, the budget, the times. */
  details(details) {
    this.#details = details;
    this.#pace.begunAt(details.startedAt);
    this.#draw();
  }

  // A hidden tab draws only its title, which stays visible.
  #draw() {
    if (document.hidden && this.#progress) {
      this.#drawTitle(percent(this.#progress, this.#details));
    }
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#progress && !$('progress').hidden) {
        this.#drawNow();
        this.#drawBars();
        this.#drawFacts();
      }
    });
  }

  #drawNow() {
    const { title, what, more, kind } = this.#words();
    put('progress-title', title);
    put('now-what', what);
    put('now-more', more);
    $('now').dataset.kind = kind;
    // Every page and queue position is shown, but screen readers hear only a new title or wait.
    const key = this.#progress.state === 'PARKED' ? title + what : title;
    if (this.#said !== key) {
      this.#said = key;
      announce(`${title}. ${what} ${more}`);
    }
  }

  #words() {
    const progress = this.#progress;
    switch (progress.state) {
      case 'UPLOADING':
        return { title: 'Taking your files', what: 'The upload is being stored.', more: '', kind: 'run' };
      case 'QUEUED':
        return this.#queued();
      case 'PARKED':
        return { title: 'Waiting', ...ofWait(progress.waitingFor, progress.resumesAt), kind: 'wait' };
      case 'RUNNING':
        return this.#running();
      default:
        return { title: 'Done', what: 'The result is being fetched.', more: '', kind: 'run' };
    }
  }

  #queued() {
    const position = this.#details?.state === 'QUEUED' ? this.#details.position : this.#progress.position;
    if (this.#details?.startedAt) {
      return { title: 'Going on in a moment', what: 'A worker handed the job over.', more: 'Another one takes it up where it stood.', kind: 'wait' };
    }
    const what = position > 0 ? `Number ${number(position)} in the queue.` : 'In the queue.';
    return { title: 'In the queue', what, more: position > 1 ? this.#estimate(position) : 'It starts by itself.', kind: 'wait' };
  }

  // The server estimates once, when the job joins the queue, so the estimate shrinks with the
  // position. A reloaded page has no estimate and uses how fast the queue has moved since.
  #estimate(position, now = Date.now()) {
    this.#joined ??= { position, now };
    const minutes = /~(\d+) minutes/.exec(this.#wait)?.[1];
    const gone = this.#joined.position - position;
    const seconds = minutes ? (60 * minutes * position) / this.#joined.position
      : !this.#wait && gone > 0 ? ((now - this.#joined.now) / 1000 / gone) * position : null;
    return seconds ? `Starts in about ${duration(60 * Math.max(1, Math.round(seconds / 60)))}.` : this.#wait || 'It starts by itself.';
  }

  #running() {
    const { phase, lists } = this.#progress;
    const list = phase === 'FOLLOWING' ? lists.following : lists.followers;
    const name = phase === 'FOLLOWING' ? 'who you follow' : 'your followers';
    if (phase === 'VERDICT') {
      return { title: 'Checking the lists', what: 'Both lists are read.', more: 'Now it is judged whether they are whole. People who are merely missing from one are asked about one by one.', kind: 'run' };
    }
    const more = list.walk > 1 ? 'Once more, because the first reading was not enough to be sure.' : 'What is read is kept: should anything break, it goes on from there.';
    return { title: `Reading ${name}`, what: pageOf(list), more, kind: 'run' };
  }

  #drawBars() {
    const whole = percent(this.#progress, this.#details);
    bar($('overall'), whole);
    put('overall-text', whole === null ? '' : `${whole} %`);
    this.#drawTitle(whole);
    for (const [name, phase] of LISTS) {
      this.#drawList(name, phase, this.#progress.lists[name]);
    }
  }

  #drawTitle(whole) {
    document.title = whole === null ? 'Reading · Followsync' : `${whole} % · Followsync`;
  }

  #drawList(name, phase, list) {
    const { state, phase: current } = this.#progress;
    const running = state === 'RUNNING' && current === phase;
    put(`${name}-fetched`, number(list.fetched));
    put(`${name}-of`, list.declared === null ? (list.pages > 0 ? 'so far' : '') : `of ${number(list.declared)}`);
    const read = isRead(this.#progress, name, this.#details);
    put(`${name}-state`, running ? 'Reading' : read ? 'Read' : list.pages > 0 ? 'Paused' : 'To come');
    const share = list.declared ? Math.min(MOST_BEFORE_THE_END, (100 * list.fetched) / list.declared) : null;
    bar($(`${name}-bar`), read ? MOST_BEFORE_THE_END : share ?? (running ? null : 0));
  }

  #drawFacts() {
    const progress = this.#progress;
    const now = Date.now();
    const begun = here(this.#details?.startedAt);
    put('fact-since', begun ? duration((now - begun) / 1000) : '–');
    const budget = this.#details?.budget;
    put('fact-budget', budget ? `${number(held(progress, this.#details))}${budget.nextTokenAt ? `, more at ${clock(here(budget.nextTokenAt))}` : ''}` : '–');
    // An estimate that changes with every page is hard to read.
    if (progress.state !== 'RUNNING' || now - this.#estimatedAt >= ESTIMATE_EVERY) {
      this.#estimatedAt = now;
      this.#drawEstimate(progress, now);
    }
  }

  #drawEstimate(progress, now) {
    const speed = this.#pace.speed();
    put('fact-speed', speed ? number(Math.max(1, Math.round(speed))) : '–');
    if (progress.state === 'RUNNING' && progress.phase === 'VERDICT') {
      put('fact-left', 'Seconds or minutes');
      return;
    }
    const pause = progress.state === 'PARKED' && progress.resumesAt ? Math.max(0, (here(progress.resumesAt) - now) / 1000) : 0;
    const estimate = this.#pace.remaining(progress, this.#details, pause);
    put('fact-left', estimate ? span(estimate.low, estimate.high) : 'Not known yet');
  }
}

function pageOf({ pages, fetched, declared }) {
  if (pages === 0) {
    return 'Asking for the first page.';
  }
  const all = declared && fetched > 0 ? Math.max(pages, Math.ceil((declared * pages) / fetched)) : null;
  return `Page ${number(pages)}${all ? ` of about ${number(all)}` : ''}.`;
}

// Clears what the previous job left.
function blank() {
  put('progress-title', 'Starting');
  put('now-what', 'Looking at the job.');
  put('now-more', '');
  $('now').dataset.kind = 'run';
  put('cancel', 'Cancel');
  $('cancel').disabled = false;
  put('cancel-error', '');
  put('overall-text', '');
  bar($('overall'), 0);
  for (const [name] of LISTS) {
    put(`${name}-fetched`, '0');
    put(`${name}-of`, '');
    put(`${name}-state`, '');
    bar($(`${name}-bar`), 0);
  }
  put('fact-left', 'Not known yet');
  put('fact-speed', '–');
  put('fact-budget', '–');
  put('fact-since', '–');
}

function bar(node, value) {
  if (value === null) {
    node.removeAttribute('value');
  } else if (node.value !== value || !node.hasAttribute('value')) {
    node.value = value;
  }
}
