// Exports rows to the clipboard or to a file.

// A reader that separates by ; or a tab or | finds the start of a cell after each of them.
const FORMULA = /[ \t\r\n\f\v\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF"']*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.source;
const INNER = new RegExp(`[;|\\t\\r\\n](?=${FORMULA})`, 'g');
const FIRST = new RegExp(`^(?=${FORMULA}|[\\t\\r\\n])`);
const BYTE_ORDER_MARK = '\uFEFF'; // without it Excel reads names as Latin-1

// As the API writes them (RowFormat): RFC 4180, with no cell that a spreadsheet evaluates as a formula.
export function cell(text) {
  if (!text) {
    return '';
  }
  const safe = text.replace(INNER, '$&\'').replace(FIRST, '\'');
  return /[,;|"'\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** `omitted` names one more column, whose cells are empty: it is said and nobody takes it for a person. */
export function csv(rows, omitted = '') {
  const lines = rows.map(({ id, username, fullName, verified, private: hidden, confirmed }) =>
    [cell(id), cell(username), cell(fullName), verified, hidden, confirmed, ...(omitted ? [''] : [])].join(','));
  return BYTE_ORDER_MARK + [`id,username,fullName,verified,private,confirmed${omitted ? `,${cell(omitted)}` : ''}`, ...lines, ''].join('\r\n');
}

/** The first row, if there is one, says what was `omitted`. */
export const json = (rows, omitted = '') => JSON.stringify(rows.map(({ id, username, fullName, verified, private: hidden, confirmed }, at) =>
  ({ id, username, fullName, verified, private: hidden, confirmed, ...(omitted && at === 0 ? { omitted } : {}) })), null, 2);

export function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Whether the copy succeeded; the clipboard API works only over https or on localhost. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text) {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'out-of-sight';
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  focused?.focus();
  return copied;
}
