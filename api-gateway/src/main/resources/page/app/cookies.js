// The two cookie values, as people paste them: alone, quoted, or within a whole cookie line.

const CSRF_TOKEN = /^[A-Za-z0-9_-]{1,128}$/;
const SESSION_ID = /^(?:[A-Za-z0-9:_.~+/=-]|%(?:3[Aa]|2[Bb]|2[Ff]|3[Dd]|2[Dd]|5[Ff])){1,512}$/;
const USER_ID = /^([0-9]{1,19})(?:%|:)/;

/** The two values in a cookie line; null for a text that names neither. */
export function takeApart(text) {
  const find = (name) => new RegExp(`(?:^|[\\s;,"'])${name}\\s*[=:\\t]\\s*"?([^;\\s"']+)`).exec(text)?.[1] ?? null;
  const sessionId = find('sessionid');
  const csrfToken = find('csrftoken');
  return sessionId || csrfToken ? { sessionId, csrfToken } : null;
}

export const tidy = (text) => text.trim().replace(/^["']|["';]+$/g, '');

/** The user id that a session id begins with, or null. */
export const userIdOf = (sessionId) => USER_ID.exec(sessionId)?.[1] ?? null;

/** What is wrong with a value and what to do about it; null when it is valid. */
export function faultOfSessionId(value) {
  if (value === '') {
    return 'Paste the value of sessionid.';
  }
  if (!SESSION_ID.test(value) || value.length > 512) {
    return 'This is not a sessionid: it has characters that the cookie never has. Copy its value once more.';
  }
  return userIdOf(value) ? null : 'This does not begin with the digits of a user id. Copy it from its very beginning.';
}

export function faultOfCsrfToken(value) {
  if (value === '') {
    return 'Paste the value of csrftoken.';
  }
  return CSRF_TOKEN.test(value) ? null : 'This is not a csrftoken: it is made of letters, digits, _ and - only. Copy its value once more.';
}
