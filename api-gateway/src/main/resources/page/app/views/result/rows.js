// The rows of a list: parsed as they arrive, then searched and sorted without another request.

const MAX_TASK_MS = 12;

/** A list that ended early: a part must never pass for the whole. */
export class IncompleteList extends Error {
}

/**
 * All rows of a list, in the order of their names; the page stays responsive while they arrive.
 * `total` is how many there must be; an aborted fetch fails and is never taken for complete.
 */
export async function fetchRows(api, { id, name, total, signal }) {
  const answer = await api.getRows(id, name, signal);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  const rows = [];
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      signal.throwIfAborted();
      throw new IncompleteList();
    });
    const lines = (rest + (value ?? '')).split('\n');
    rest = lines.pop();
    await parseLines(lines, rows);
    if (done) {
      break;
    }
  }
  if (rest !== '' || rows.length !== total) {
    throw new IncompleteList();
  }
  return rows;
}

async function parseLines(lines, rows) {
  let taskStart = performance.now();
  for (const line of lines) {
    rows.push(toRow(parse(line)));
    if (performance.now() - taskStart > MAX_TASK_MS) {
      await yieldToBrowser();
      taskStart = performance.now();
    }
  }
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    throw new IncompleteList();
  }
}

const yieldToBrowser = () => globalThis.scheduler?.yield?.() ?? new Promise((resolve) => { setTimeout(resolve); });

const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function toRow(member) {
  const name = fold(member.fullName);
  return { ...member, name, text: `${member.username.toLowerCase()}\n${name}`, rank: rankOf(member) };
}

// Sort order of the status: not confirmed, then verified, then private.
const rankOf = ({ confirmed, verified, private: hidden }) => (confirmed ? 0 : 4) + (verified ? 2 : 0) + (hidden ? 1 : 0);

const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const byUsername = (a, b) => byText(a.username, b.username);

const ORDERS = {
  username: byUsername,
  // People without a name come last in both directions.
  name: (a, b) => byText(a.name, b.name) || byUsername(a, b),
  status: (a, b) => b.rank - a.rank || byUsername(a, b),
};

/** The rows whose account or name contains all words, sorted; `rows` is not changed. */
export function searchRows(rows, { words, sort, descending }) {
  const wanted = fold(words).split(/\s+/).filter(Boolean).map((word) => word.replace(/^@/, ''));
  const found = wanted.length === 0 ? rows.slice() : rows.filter(({ text }) => wanted.every((word) => text.includes(word)));
  const order = ORDERS[sort];
  found.sort(descending ? (a, b) => order(b, a) : order);
  if (sort !== 'name') {
    return found;
  }
  return [...found.filter(({ name }) => name !== ''), ...found.filter(({ name }) => name === '')];
}
