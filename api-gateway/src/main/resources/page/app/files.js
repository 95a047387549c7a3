// Exports rows to the clipboard or to a file.

const FORMULA_STARTS = '=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20';
const BYTE_ORDER_MARK = '\uFEFF'; // without it Excel reads names as Latin-1

// As the API writes them: RFC 4180, with no cell that a spreadsheet evaluates as a formula.
function cell(text) {
  if (!text) {
    return '';
  }
  const safe = FORMULA_STARTS.includes(text[0]) ? `'${text}` : text;
  return /[,"\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csv(rows) {
  const lines = rows.map(({ id, username, fullName, verified, private: hidden, confirmed }) =>
    [cell(id), cell(username), cell(fullName), verified, hidden, confirmed].join(','));
  return BYTE_ORDER_MARK + ['id,username,fullName,verified,private,confirmed', ...lines, ''].join('\r\n');
}

export const json = (rows) => JSON.stringify(rows.map(({ id, username, fullName, verified, private: hidden, confirmed }) =>
  ({ id, username, fullName, verified, private: hidden, confirmed })), null, 2);

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
