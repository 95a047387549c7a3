// Rows as a CSV or JSON file, or as text in the clipboard.

// A reader that separates by ; or a tab or | finds the start of a cell after each of them.
const FORMULA = /[ \t\r\n\f\v\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF"']*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.source;
const FORMULA_INSIDE = new RegExp(`[;|\\t\\r\\n](?=${FORMULA})`, 'g');
const FORMULA_FIRST = new RegExp(`^(?=${FORMULA}|[\\t\\r\\n])`);
const BYTE_ORDER_MARK = '\uFEFF'; // without it Excel reads names as Latin-1

// As the API writes them (RowFormat): RFC 4180, with no cell that a spreadsheet evaluates as a formula.
export function cell(text) {
  if (!text) {
    return '';
  }
  const safe = text.replace(FORMULA_INSIDE, '$&\'').replace(FORMULA_FIRST, '\'');
  return /[,;|"'\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** `uncounted` names one more column, whose cells are empty: it is said, and nobody takes it for a person. */
export function toCsv(rows, uncounted = '') {
  const lines = rows.map(({ id, username, fullName, verified, private: hidden, confirmed }) =>
    [cell(id), cell(username), cell(fullName), verified, hidden, confirmed, ...(uncounted ? [''] : [])].join(','));
  return BYTE_ORDER_MARK + [`id,username,fullName,verified,private,confirmed${uncounted ? `,${cell(uncounted)}` : ''}`, ...lines, ''].join('\r\n');
}

/** The first row, if there is one, says what is `uncounted`. */
export const toJson = (rows, uncounted = '') => JSON.stringify(rows.map(({ id, username, fullName, verified, private: hidden, confirmed }, index) =>
  ({ id, username, fullName, verified, private: hidden, confirmed, ...(uncounted && index === 0 ? { omitted: uncounted } : {}) })), null, 2);

export function saveFile(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Whether the copy succeeded; the clipboard API works only over https or on localhost. */
export async function copyText(text) {
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
