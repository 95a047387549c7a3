// The rows of a view: read as they arrive, then searched and sorted without another request.

import { rows as ask } from './api.js';

const LONGEST_TURN = 12;

/** A view that ended early: a part must never pass for the whole. */
export class NotWhole extends Error {
}

/**
 * All rows of a view, in the order of their names; the page stays responsive while they arrive.
 * `total` is how many there must be; an aborted load fails and is never taken for complete.
 */
export async function load(id, view, total, signal) {
  const answer = await ask(id, view, signal);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  const rows = [];
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      signal.throwIfAborted();
      throw new NotWhole();
    });
    const lines = (rest + (value ?? '')).split('\n');
    rest = lines.pop();
    await takeLines(lines, rows);
    if (done) {
      break;
    }
  }
  if (rest !== '' || rows.length !== total) {
    throw new NotWhole();
  }
  return rows;
}

async function takeLines(lines, rows) {
  let turn = performance.now();
  for (const line of lines) {
    rows.push(row(parsed(line)));
    if (performance.now() - turn > LONGEST_TURN) {
      await pause();
      turn = performance.now();
    }
  }
}

function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    throw new NotWhole();
  }
}

const pause = () => globalThis.scheduler?.yield?.() ?? new Promise((resolve) => { setTimeout(resolve); });

const folded = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function row(member) {
  const name = folded(member.fullName);
  return { ...member, name, text: `${member.username.toLowerCase()}\n${name}`, signs: signs(member) };
}

// Sort order of the marks: not confirmed, then verified, then private.
const signs = ({ confirmed, verified, private: hidden }) => (confirmed ? 0 : 4) + (verified ? 2 : 0) + (hidden ? 1 : 0);

const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const byUsername = (a, b) => byText(a.username, b.username);

const ORDERS = {
  username: byUsername,
  // People without a name come last in both directions.
  name: (a, b) => byText(a.name, b.name) || byUsername(a, b),
  signs: (a, b) => b.signs - a.signs || byUsername(a, b),
};

/** The rows whose account or name contains all words, sorted; `rows` is not changed. */
export function select(rows, { words, sort, descending }) {
  const wanted = folded(words).split(/\s+/).filter(Boolean).map((word) => word.replace(/^@/, ''));
  const found = wanted.length === 0 ? rows.slice() : rows.filter(({ text }) => wanted.every((word) => text.includes(word)));
  const order = ORDERS[sort];
  found.sort(descending ? (a, b) => order(b, a) : order);
  if (sort !== 'name') {
    return found;
  }
  return [...found.filter(({ name }) => name !== ''), ...found.filter(({ name }) => name === '')];
}
