// Sends files and reports the progress, which fetch cannot.

import { Unreachable, refusalOf } from './api.js';

/** The API's answer; `progress` is called with the share that was sent, `signal` aborts. */
export function upload(files, progress, signal) {
  const form = new FormData();
  for (const file of files) {
    form.append('file', file, file.name);
  }
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/imports');
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onerror = () => reject(new Unreachable());
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort());
    request.onload = () => (request.status === 202 ? resolve(JSON.parse(request.responseText))
      : reject(refusalOf(request.status, request.responseText, request.getResponseHeader('Retry-After'))));
    request.send(form);
  });
}

/** The chosen or dropped files that can belong to an export. */
export const usable = (files) => [...files].filter(({ name }) => /\.(zip|json)$/i.test(name));
