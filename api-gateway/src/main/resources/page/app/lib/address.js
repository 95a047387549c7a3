// Addresses of views: a hash such as #/accounts/5/people?view=fans, by a pattern such as #/accounts/{id}/people.

const PARAMETER = /\{(\w+)\}/g;

/** The address of a view; null if a parameter of its pattern is missing. Empty values of the query are left out. */
export function formatAddress(pattern, params = {}) {
  const names = [...pattern.matchAll(PARAMETER)].map(([, name]) => name);
  if (names.some((name) => params[name] === undefined || params[name] === null)) {
    return null;
  }
  const path = pattern.replace(PARAMETER, (_, name) => encodeURIComponent(params[name]));
  const query = new URLSearchParams(Object.entries(params.query ?? {}).filter(([, value]) => value !== '' && value !== null && value !== undefined));
  return query.size > 0 ? `${path}?${query}` : path;
}

/** The parameters that an address gives a pattern, and its `query`; null if it is not of that pattern. */
export function parseAddress(pattern, address) {
  const [path, query = ''] = split(address);
  const parts = pattern.split('/');
  const given = path.split('/');
  if (parts.length !== given.length) {
    return null;
  }
  const params = { query: Object.fromEntries(new URLSearchParams(query)) };
  for (const [at, part] of parts.entries()) {
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
    const value = name ? decode(given[at]) : null;
    if (name ? !value : part !== given[at]) {
      return null;
    }
    if (name) {
      params[name] = value;
    }
  }
  return params;
}

/** The address without its query. */
export const pathOf = (address) => split(address)[0];

function split(address) {
  const at = address.indexOf('?');
  return at < 0 ? [address] : [address.slice(0, at), address.slice(at + 1)];
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return ''; // not written by this page
  }
}
