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
      send(async () => whitelist.addText(text), text);
    }
  });
  $('add-file').addEventListener('change', () => {
    const [file] = $('add-file').files;
    if (file) {
      send(async () => whitelist.addFile(await readFile(file)));
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

  // `text` are the names that are sent, unless a file holds them.
  async function send(work, text = null) {
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

class UnreadableFile extends Error {
}

async function readFile(file) {
  try {
    const content = JSON.parse(await file.text());
    if (Array.isArray(content)) {
      return content;
    }
  } catch {
    // said below
  }
  throw new UnreadableFile();
}

function explain(error) {
  if (error instanceof UnreadableFile) {
    return 'This is not a whitelist that InstagramUnfollowers exported. Choose the JSON file that it saved.';
  }
  if (isStatus(error, 413)) {
    return 'These are too many at once. Add at most 20,000 names at a time.';
  }
  return explainError(error);
}
