// The two cookie values, as people paste them: alone, quoted, or within whatever holds cookies.

const CSRF_TOKEN = /^[A-Za-z0-9_-]{1,128}$/;
const SESSION_ID = /^(?:[A-Za-z0-9:_.~+/=-]|%(?:3[Aa]|2[Bb]|2[Ff]|3[Dd]|2[Dd]|5[Ff])){1,512}$/;
const USER_ID = /^([0-9]{1,19})(?:%|:)/;
const NAMES = { sessionId: ['sessionid', 'session_id'], csrfToken: ['csrftoken', 'csrf_token'] };
const NAMED = /sessionid|csrftoken/;
const SUBMITTED_NAME = /"(?:session_id|csrf_token)"/;
const SUBMITTED = /\{[^{}]*"(?:session_id|csrf_token)"[^{}]*\}/; // the body of a submission to the API
const UNKNOWN_FORM = 'This page could not find the cookies in this text. Paste each value into its own field.';

/**
 * The two values in a cookie line, a cURL command, a table, the JSON of a browser extension, an
 * object of JavaScript, the body of a submission, or lines of names and values: each whole or null.
 * With `fault` if something names them but cannot be read whole; null for a text that names neither.
 */
export function parseCookies(text) {
  if (!NAMED.test(text) && !SUBMITTED_NAME.test(text)) {
    return null;
  }
  const found = { sessionId: [], csrfToken: [] };
  for (const [name, value] of findPairs(text)) {
    for (const [key, names] of Object.entries(NAMES)) {
      if (names.includes(name) && value !== '' && !found[key].includes(value)) {
        found[key].push(value);
      }
    }
  }
  const [sessionId, csrfToken] = [found.sessionId, found.csrfToken].map((values) => values[0] ?? null);
  if (found.sessionId.length > 1 || found.csrfToken.length > 1) {
    return { fault: 'This text has two different values of one cookie. Paste only the cookies of instagram.com.' };
  }
  const fault = (sessionId && findSessionIdFault(sessionId)) || (csrfToken && findCsrfTokenFault(csrfToken));
  if (fault) {
    return { fault };
  }
  return sessionId || csrfToken ? { sessionId, csrfToken } : { fault: UNKNOWN_FORM };
}

function findPairs(text) {
  if (!NAMED.test(text)) {
    return fromJson(SUBMITTED.exec(text)?.[0] ?? '[]');
  }
  return /^\s*[[{]/.test(text) ? fromJson(text) : fromAlternatingLines(text) ?? fromLine(text);
}

// A name, its value below it, and perhaps the same of the other. With more lines than that, one of
// them may be the rest of a value.
function fromAlternatingLines(text) {
  const lines = text.trim().split(/\s*[\r\n]\s*/);
  const isName = (line) => /^(?:sessionid|csrftoken)$/.test(line);
  const alternate = [2, 4].includes(lines.length) && lines.every((line, at) => isName(line) === (at % 2 === 0));
  return alternate ? [lines.slice(0, 2), lines.slice(2)] : null;
}

// EditThisCookie and Cookie-Editor export an array; others an object of names, or one with `cookies`.
function fromJson(text) {
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    return fromScript(text);
  }
  const list = Array.isArray(json) ? json : json.cookies;
  if (!Array.isArray(list)) {
    return Object.entries(json).filter(([, value]) => typeof value === 'string');
  }
  return list.filter((cookie) => typeof cookie?.value === 'string' && /(^|\.)instagram\.com$/.test(cookie.domain ?? 'instagram.com'))
    .map(({ name, value }) => [name, value]);
}

// As JSON, but with bare names, other quotes or a comma too many; nothing unless it is whole.
const MEMBER = /\s*(["']?)([\w.-]+)\1\s*:\s*(?:"([^"\\\r\n]*)"|'([^'\\\r\n]*)')\s*(?:,|(?=\}))/;
const SCRIPT = new RegExp(`^\\s*\\{(?:${MEMBER.source})+\\s*\\}[\\s;]*$`);

function fromScript(text) {
  return SCRIPT.test(text) ? [...text.matchAll(new RegExp(MEMBER, 'g'))].map(([, , name, one, other]) => [name, one ?? other]) : [];
}

// A value ends at ; or a tab, at its closing quote, or before the next name or line of cookies. What
// else stands in it, a space or a line break for one, stays in it and is refused.
const START = /(?:^|[\s;,"'{(])(sessionid|csrftoken)["']?(?:\s*[=:]\s*|\t+|\s*,\s*(?="))["']?/.source;
const END = /\s*(?:[;\t]|["'](?=[\s;,)\]}]|$)|$|[\r\n]+\s*(?:$|[#.\w-][\w.-]*(?:\s*=|:\s|\t)))|\s+[\w-]+=/.source;
const PAIR = new RegExp(`${START}([^;\\t]*?)(?=${END})`, 'g');

function fromLine(text) {
  const line = removeCaretEscapes(text);
  return [...line.matchAll(PAIR)].map((match) => [match[1], match[2] + findStrayQuote(line, match.index + match[0].length)]);
}

// The quote that follows a value though none is open there, and so belongs to it; '' otherwise.
function findStrayQuote(line, end) {
  let open = '';
  for (let at = 0; at < end; at++) {
    if (line[at] === '\\') {
      at++;
    } else if (line[at] === open) {
      open = '';
    } else if (open === '' && /["']/.test(line[at])) {
      open = line[at];
    }
  }
  const next = line.slice(end).trimStart().charAt(0);
  return /["']/.test(next) && next !== open ? next : '';
}

// "Copy as cURL (cmd)" of Chromium puts ^ before whatever the shell of Windows might read.
function removeCaretEscapes(text) {
  return /\^["%]/.test(text) ? text.replace(/\^\r?\n/g, ' ').replace(/\^(.)/g, '$1') : text;
}

export const trimValue = (text) => text.trim().replace(/^["']|["';]+$/g, '');

/** The user id that a session id begins with, or null. */
export const userIdOf = (sessionId) => USER_ID.exec(sessionId)?.[1] ?? null;

/** What is wrong with a value and what to do about it; null when it is valid. Never repeats it. */
export function findSessionIdFault(value) {
  if (value === '') {
    return 'Paste the value of sessionid.';
  }
  if (!SESSION_ID.test(value) || value.length > 512) {
    return `This is not a sessionid: it ${describeFault(value, 512)}. Copy its value again.`;
  }
  if (/^[0-9]+(?:%3A|:)?$/i.test(value)) {
    return 'The part after the user id is missing. Copy the whole value.';
  }
  return userIdOf(value) ? null : 'This does not begin with a user id and then %3A. Copy the value from its very beginning.';
}

export function findCsrfTokenFault(value) {
  if (value === '') {
    return 'Paste the value of csrftoken.';
  }
  return CSRF_TOKEN.test(value) ? null : `This is not a csrftoken: it ${describeFault(value, 128)}. Copy its value again.`;
}

// In the words of the API (CookieFault).
function describeFault(value, maxLength) {
  if (/[\r\n]/.test(value)) {
    return 'contains a line break';
  }
  if (/\s/.test(value)) {
    return 'contains a space';
  }
  if (/["'‘’‚“”„«»]/.test(value)) {
    return 'contains a quotation mark';
  }
  if (value.endsWith(';')) {
    return 'ends with ;';
  }
  if (value.includes(';')) {
    return 'contains ;';
  }
  return value.length > maxLength ? `is longer than ${maxLength} characters` : 'contains a character that the cookie never has';
}
