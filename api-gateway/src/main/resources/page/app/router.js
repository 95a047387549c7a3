// Shows one view at a time.

import { formatAddress, parseAddress, pathOf } from './lib/address.js';
import { clearAnnouncement } from './lib/dom.js';

/**
 * A route has `load`, which returns the module of a view. That has `mount(element, params)`, which
 * returns the function that unmounts it: the state of a view lives in that call and ends with it.
 * `element` is a new copy of the view's template (`NAME-view`); `params` holds the services of the
 * page, this router, and what `go` was given.
 *
 * A route with a `hash` (such as `#/history`, or `#/accounts/{id}/people`) has an address. Those of a
 * job have none: its id is the permission to see it and must not get into a history or a log. `params`
 * also holds the parameters of the address and its `query`. If `mount` returns `{ unmount, update }`,
 * `update(query)` is called when only the query has changed, as by going back.
 */
export class Router {
  #outlet;
  #routes;
  #services;
  #onLoadError;
  #home = () => {};
  #target = null;
  #shown = null;
  #address = '';
  #mounted = { unmount: () => {} };

  constructor(outlet, routes, services, onLoadError) {
    this.#outlet = outlet;
    this.#routes = routes;
    this.#services = services;
    this.#onLoadError = onLoadError;
    addEventListener('hashchange', () => this.#addressChanged());
  }

  /** Opens the view that the address names; `home` opens one when it names none. */
  open(home) {
    this.#home = home;
    const { name, params } = this.#addressed();
    return name ? this.go(name, params, { focus: false }) : home({ focus: false });
  }

  /** Unmounts the current view and mounts the named one, whose heading gets the focus. */
  async go(name, params = {}, { focus = true, replace = false } = {}) {
    const target = { name };
    this.#target = target;
    try {
      const view = await this.#routes[name].load();
      if (target === this.#target) { // or the user has gone elsewhere meanwhile
        this.#show(name, view, params, { focus, replace });
      }
    } catch (error) {
      this.#onLoadError();
      throw error;
    }
  }

  /** The address of a view, for a link; null if there is no such view. */
  addressOf(name, params = {}) {
    return this.#routes[name]?.hash ? formatAddress(this.#routes[name].hash, params) : null;
  }

  /** Writes another query into the address of the view that is shown, which has drawn it already. */
  setQuery(query, { replace = false } = {}) {
    const { hash } = this.#routes[this.#shown];
    this.#writeAddress(formatAddress(hash, { ...parseAddress(hash, this.#address), query }), replace);
  }

  /** Loads the views that are chosen, so that each can be shown while the server is away or being updated. */
  loadAll(isChosen = () => true) {
    return Promise.allSettled(Object.values(this.#routes).filter(isChosen).map(({ load }) => load()));
  }

  #show(name, view, params, { focus, replace }) {
    this.#mounted.unmount();
    clearAnnouncement();
    document.title = 'Followsync';
    const element = document.getElementById(`${name}-view`).content.firstElementChild.cloneNode(true);
    this.#outlet.replaceChildren(element);
    this.#shown = name;
    this.#writeAddress(formatAddress(this.#routes[name].hash ?? '', params), replace);
    window.scrollTo(0, 0);
    const mounted = view.mount(element, { ...this.#services, router: this, query: {}, ...params });
    this.#mounted = typeof mounted === 'function' ? { unmount: mounted } : mounted;
    if (focus && !element.contains(document.activeElement)) {
      element.querySelector('h1').focus({ preventScroll: true });
    }
  }

  #addressed() {
    for (const [name, { hash }] of Object.entries(this.#routes)) {
      const params = hash ? parseAddress(hash, location.hash) : null;
      if (params) {
        return { name, params };
      }
    }
    return { name: null };
  }

  #writeAddress(hash, replace) {
    this.#address = hash;
    if (hash !== '' && location.hash !== hash) {
      if (replace) {
        history.replaceState(null, '', hash);
      } else {
        location.hash = hash;
      }
    } else if (hash === '' && location.hash.startsWith('#/')) {
      history.replaceState(null, '', location.pathname);
    }
  }

  // A hash may also name a place within a view, as that of "Skip to the content" does.
  #addressChanged() {
    const { name, params } = this.#addressed();
    const current = this.#target?.name;
    const isPlace = location.hash !== '' && !location.hash.startsWith('#/');
    if (!name && isPlace && this.#address !== '') {
      history.replaceState(null, '', this.#address); // so that a reload shows the same view
    } else if (!name && this.#routes[current]?.hash) {
      this.#home({ focus: true });
    } else if (name && (name !== current || location.hash !== this.#address)) {
      this.#follow(name, params);
    }
  }

  #follow(name, params) {
    const isSame = name === this.#target.name && pathOf(location.hash) === pathOf(this.#address);
    if (isSame && this.#mounted.update) {
      this.#address = location.hash;
      this.#mounted.update(params.query);
    } else {
      this.go(name, params);
    }
  }
}
