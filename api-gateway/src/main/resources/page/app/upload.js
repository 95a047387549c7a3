// Sends files, with its progress, which fetch cannot tell.

import { Unreachable, refusalOf } from './api.js';

/** The answer of the interface; `progress` hears the share that was sent, `signal` ends it. */
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

/** What of a choice or a drop is an export's file. */
export const usable = (files) => [...files].filter(({ name }) => /\.(zip|json)$/i.test(name));
