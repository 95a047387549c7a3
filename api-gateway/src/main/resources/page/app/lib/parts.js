// Parts of the page that most visitors never need, and that are loaded when they are.

/** Loads the style sheets of a part, which are disabled in the document until then. */
export function loadStyles(part) {
  return Promise.all([...document.querySelectorAll(`link[data-part=${part}]`)].map((link) => new Promise((resolve, reject) => {
    link.addEventListener('load', resolve);
    link.addEventListener('error', () => reject(new Error(`${link.href} did not load`)));
    link.disabled = false;
  })));
}

/** Adds the templates of a document of ours. The browser reads it as a document, since no text may become markup here. */
export function loadTemplates(path) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.responseType = 'document';
    request.addEventListener('load', () => {
      document.body.append(...(request.response?.querySelectorAll('template') ?? []));
      resolve();
    });
    request.addEventListener('error', () => reject(new Error(`${path} did not load`)));
    request.open('GET', path);
    request.send();
  });
}
