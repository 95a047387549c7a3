// Adds many names to the whitelist: pasted, or from a file.

import { isStatus } from '../../lib/api.js';
import { element, scope } from '../../lib/dom.js';
import { explainError } from '../../lib/errors.js';
import { number } from '../../lib/format.js';

const SHOWN_NAMES = 100;

/** `onAdded` is called when some were added. */
export function mountAddNames(view, { whitelist, onAdded, signal }) {
  const { $ } = scope(view);
  $('add-export').href = whitelist.exportPath;
  $('add-button').addEventListener('click', () => open($('add').hidden));
  $('add').addEventListener('submit', (event) => {
    event.preventDefault();
    const text = $('add-names').value;
    if (text.trim() === '') {
      show(['Paste some names first.']);
      $('add-names').focus();
    } else {
      send(async () => whitelist.addText(text), { text });
    }
  });
  $('add-file').addEventListener('change', () => {
    const [file] = $('add-file').files;
    if (file) {
      send(async () => whitelist.addFile(await readFile(file)), { explain: explainFile });
    }
    $('add-file').value = ''; // or the same file could not be chosen again
  });
  return { show: (isShown) => {
    $('add-button').hidden = !isShown;
    if (!isShown) {
      open(false);
    }
  } };

  function open(isOpen) {
    $('add').hidden = !isOpen;
    $('add-button').setAttribute('aria-expanded', String(isOpen));
    if (isOpen) {
      $('add-names').focus();
    }
  }

  // `text` are the names that are sent, unless a file holds them; `explain` words what fails.
  async function send(work, { text = null, explain = explainNames } = {}) {
    $('add-send').disabled = true;
    show(['Adding…']);
    try {
      const outcome = await work();
      if (!signal.aborted) {
        const isWhole = outcome.unknown.length === outcome.unknownCount; // the server names only so many
        if (isWhole && $('add-names').value === text) {
          $('add-names').value = outcome.unknown.join('\n'); // to be corrected and sent again
        }
        show(describe(outcome));
        onAdded();
      }
    } catch (error) {
      show([element('p', { class: 'hint-bad', text: explain(error) })]);
    }
    $('add-send').disabled = false;
  }

  function show(nodes) {
    $('add-outcome').replaceChildren(...nodes);
  }
}

function describe({ added, present, unknown, unknownCount }) {
  const parts = [`${number(added)} added.`, present > 0 ? `${number(present)} ${present === 1 ? 'was' : 'were'} on it already.` : ''];
  const nodes = [element('p', { text: parts.filter(Boolean).join(' ') })];
  if (unknownCount > 0) {
    const rest = unknownCount - Math.min(SHOWN_NAMES, unknown.length);
    nodes.push(element('p', { class: 'hint-bad', text: `${number(unknownCount)} ${unknownCount === 1 ? 'name is' : 'names are'} unknown: nobody of that name has been in your lists.` }),
      element('p', { class: 'unknown-names', text: unknown.slice(0, SHOWN_NAMES).join(', ') + (rest > 0 ? ` and ${number(rest)} more` : '') }));
  }
  return nodes;
}

class UnusableFile extends Error {
}

// The array of users of a file, as the server reads them.
async function readFile(file) {
  const text = await file.text().catch(() => {
    throw new UnusableFile('The browser could not read this file. Choose it again.');
  });
  const content = parse(text);
  if (!Array.isArray(content)) {
    throw new UnusableFile(`This is not a whitelist that InstagramUnfollowers exported: ${content === undefined ? 'it is no JSON, or was cut' : 'it holds no list'}. Choose the JSON file that it saved.`);
  }
  const unusable = content.findIndex((user) => !user?.id || !user.username);
  if (unusable >= 0) {
    throw new UnusableFile(`Entry ${number(unusable + 1)} of this file has no id or no username, so nobody was added. Choose a JSON file that InstagramUnfollowers saved.`);
  }
  return content.map(({ id, username }) => ({ id: String(id), username: String(username) }));
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function explainFile(error) {
  if (error instanceof UnusableFile) {
    return error.message;
  }
  if (isStatus(error, 400)) {
    return 'The server did not accept this file, and nobody was added. Choose a JSON file that InstagramUnfollowers saved.';
  }
  return explainNames(error);
}

function explainNames(error) {
  return isStatus(error, 413) ? 'These are too many at once. Add at most 20,000 names at a time.' : explainError(error);
}
