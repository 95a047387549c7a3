// The files of a data export, known by their paths: the rule of the server's ExportFileName.

const COPY = '(?: ?\\(\\d{1,3}\\))?';
const LIST = new RegExp(`^(followers|following)(?:_(\\d{1,6}))?${COPY}\\.json$`);
const HTML = new RegExp(`^follow(?:ers|ing)(?:_\\d{1,6})?${COPY}\\.html?$`);
const OTHER_LIST = new RegExp(`^(?:pending_follow_requests|recent_follow_requests|recently_unfollowed_(?:profiles|accounts)|(?:blocked|restricted)_(?:profiles|accounts)|close_friends|hide_story_from|follow_requests_you[^a-z0-9]{0,3}ve_received|(?:profiles|accounts)_you[^a-z0-9]{0,3}ve_favorited|removed_suggestions|following_hashtags)${COPY}\\.json$`);
const PART = new RegExp('^(?:follow(?:ers|ing)(?:[ _-]*[0-9(].*|[ -].*|.*\\bcopy\\b.*)\\.(?:json|txt)'
  + `|follow(?:ers|ing)(?:\\.json)?\\.txt|.*[ -]follow(?:ers|ing)(?:_\\d{1,6})?${COPY}\\.json)$`);
const THREADS = /(?:^|\/)threads\/[^/]*\.(?:json|html?)$/;

/** The kind of a file, and its number among the files of its list: 0 for a file that is no part of one. */
export function classify(path) {
  const plain = path.replaceAll('\\', '/').toLowerCase();
  const name = plain.slice(plain.lastIndexOf('/') + 1);
  if (THREADS.test(plain)) {
    return { kind: 'THREADS', number: 0 };
  }
  const list = LIST.exec(name);
  if (list) {
    return { kind: list[1].toUpperCase(), number: Number(list[2] ?? 1) };
  }
  const kinds = { HTML, OTHER_LIST, NO_DATA: /^no-data\.txt$/ };
  const known = Object.keys(kinds).find((kind) => kinds[kind].test(name));
  return { kind: known ?? (isRenamed(name) ? 'RENAMED' : 'OTHER'), number: 0 };
}

// An invisible character may stand anywhere.
function isRenamed(name) {
  const visible = name.replaceAll(/[^ -~]/g, '');
  return PART.test(visible) || (visible !== name && LIST.test(visible));
}

/** The chosen or dropped files that can belong to an export; Instagram's ZIP may lack its ending. */
export const findUsable = (files) => [...files].filter(({ name }) => /\.(zip|json)$/i.test(name) || !name.includes('.'));

/** Those of them that are known not to be needed. */
export const findUnneeded = (files) => files.filter(({ name }) => classify(name).kind === 'OTHER_LIST');

/** What is wrong with the files that cannot belong to an export, and what to do; '' if nothing is known. */
export function remarkOn(files) {
  const names = [...files].map(({ name }) => name);
  if (names.some((name) => /\.(crdownload|opdownload|download|part|partial)$/i.test(name))) {
    return 'The download is not finished yet. Choose the file again when it is.';
  }
  const html = names.find((name) => /\.html?$/i.test(name));
  return html ? `${html} is in the format HTML. Ask Instagram for the export again and choose the format JSON.` : '';
}
