// How an account changed over time: a chart, and a table that says the same.

import { Chart } from '../../lib/chart.js';
import { element as create, scope } from '../../lib/dom.js';
import { explainError } from '../../lib/errors.js';
import { number } from '../../lib/format.js';
import { beginOf, describePeriod, groupFigures, toChart } from './history.js';

const PAGE = 200;
const COLUMNS = [['followers', 'Followers'], ['following', 'Following'], ['gained', 'Followers gained'], ['lost', 'Followers lost']];

export class HistoryPanel {
  #dom;
  #kept;
  #id;
  #chart = null;
  #stop = new AbortController();
  #reading = null;

  constructor(element, { kept, id }) {
    this.#dom = scope(element);
    this.#kept = kept;
    this.#id = id;
    this.#dom.$('range').addEventListener('change', () => this.refresh());
  }

  stop() {
    this.#stop.abort();
    this.#chart?.stop();
  }

  /** Reads the figures of the chosen period; those read last are shown at once. */
  async refresh() {
    const days = Number(this.#dom.$('range').value);
    const name = `insights ${days}`;
    const known = this.#kept.accounts.recall(this.#id, name);
    const reading = this.#read(days);
    this.#reading = reading;
    if (known) {
      this.#draw(known, days);
    }
    try {
      const figures = await reading;
      this.#kept.accounts.remember(this.#id, name, figures);
      if (reading === this.#reading && !this.#stop.signal.aborted) { // or another period was chosen
        this.#dom.put('history-error', '');
        this.#draw(figures, days);
      }
    } catch (error) {
      if (reading === this.#reading && !this.#stop.signal.aborted) {
        if (!known) {
          this.#clear(); // what is shown is of another period
        }
        this.#dom.put('history-error', `The figures of this period were not read. ${explainError(error)}`);
      }
    }
  }

  async #read(days) {
    const from = beginOf(days).toISOString();
    const figures = [];
    for (let after = ''; after !== null;) {
      const page = await this.#kept.api.getInsights(this.#id, { from, limit: PAGE, after });
      figures.push(...page.items);
      after = this.#stop.signal.aborted ? null : page.next;
    }
    return figures;
  }

  #draw(figures, days) {
    const history = groupFigures(figures, days);
    this.#chart?.stop();
    this.#chart = null;
    if (history.periods.some((period) => period.figures)) { // what is remembered may be older
      this.#chart = new Chart(this.#dom.$('chart'), toChart(history));
    } else {
      this.#dom.$('chart').replaceChildren(create('p', { class: 'hint', text: 'No sync counted in this period.' }));
    }
    this.#dom.$('history-table').replaceChildren(...drawTable(history));
  }

  #clear() {
    this.#chart?.stop();
    this.#chart = null;
    this.#dom.$('chart').replaceChildren();
    this.#dom.$('history-table').replaceChildren();
  }
}

function drawTable({ unit, periods }) {
  const head = create('tr', {}, create('th', { scope: 'col', text: unit === 'day' ? 'Day' : 'Week' }), ...COLUMNS.map(([, title]) => create('th', { scope: 'col', text: title })));
  const rows = periods.filter(({ figures }) => figures).reverse().map((period) => create('tr', {},
    create('th', { scope: 'row', text: describePeriod(period) }), ...COLUMNS.map(([name]) => create('td', { text: number(period.figures[name]) }))));
  return [create('caption', { class: 'out-of-sight', text: `Figures by ${unit}, the latest first` }), create('thead', {}, head), create('tbody', {}, ...rows)];
}
