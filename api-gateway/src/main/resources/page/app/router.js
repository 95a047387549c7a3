// Shows one view at a time.

/**
 * A route has `load`, which returns the module of a view. That has `mount(element, params)`, which
 * returns the function that unmounts it: the state of a view lives in that call and ends with it.
 * `element` is a new copy of the view's template (`NAME-view`); `params` holds the services of the
 * page, this router, and what `go` was given.
 *
 * A route with a `hash` (such as `#/history`) has an address. Those of a job have none: its id is
 * the permission to see it and must not get into a history or a log.
 */
export class Router {
  #outlet;
  #routes;
  #services;
  #onLoadError;
  #home = () => {};
  #target = null;
  #unmount = () => {};

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
    const name = this.#addressed();
    return name ? this.go(name, {}, { focus: false }) : home({ focus: false });
  }

  /** Unmounts the current view and mounts the named one, whose heading gets the focus. */
  async go(name, params = {}, { focus = true } = {}) {
    const target = { name };
    this.#target = target;
    try {
      const view = await this.#routes[name].load();
      if (target === this.#target) { // or the user has gone elsewhere meanwhile
        this.#show(name, view, params, focus);
      }
    } catch (error) {
      this.#onLoadError();
      throw error;
    }
  }

  /** Loads all views, so that each can be shown while the server is away or being updated. */
  loadAll() {
    return Promise.allSettled(Object.values(this.#routes).map(({ load }) => load()));
  }

  #show(name, view, params, focus) {
    this.#unmount();
    document.title = 'Followsync';
    const element = document.getElementById(`${name}-view`).content.firstElementChild.cloneNode(true);
    this.#outlet.replaceChildren(element);
    this.#writeAddress(this.#routes[name].hash ?? '');
    window.scrollTo(0, 0);
    this.#unmount = view.mount(element, { ...this.#services, router: this, ...params });
    if (focus && !element.contains(document.activeElement)) {
      element.querySelector('h1').focus({ preventScroll: true });
    }
  }

  #addressed() {
    return Object.keys(this.#routes).find((name) => this.#routes[name].hash === location.hash);
  }

  #writeAddress(hash) {
    if (hash !== '' && location.hash !== hash) {
      location.hash = hash;
    } else if (hash === '' && location.hash.startsWith('#/')) {
      history.replaceState(null, '', location.pathname);
    }
  }

  // A hash may also name a place within a view, as that of "Skip to the content" does.
  #addressChanged() {
    const name = this.#addressed();
    const current = this.#target?.name;
    if (name && name !== current) {
      this.go(name);
    } else if (!name && this.#routes[current]?.hash) {
      this.#home({ focus: true });
    }
  }
}
