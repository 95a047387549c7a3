// Sends files and reports how much was sent, which fetch cannot.

import { NetworkError, errorOf } from '../../lib/api.js';

/**
 * The API's answer; `onShare` is called with the share that was sent, `signal` aborts. With
 * `allTime`, the owner confirms that the export covers all time.
 */
export function upload(files, { onShare, signal, allTime }) {
  const form = new FormData();
  if (allTime) {
    form.append('allTime', 'true');
  }
  for (const file of files) {
    form.append('file', file, file.webkitRelativePath || file.name);
  }
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/imports');
    request.upload.onprogress = (event) => event.lengthComputable && onShare(event.loaded / event.total);
    request.onerror = () => reject(new NetworkError());
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort());
    request.onload = () => (request.status === 202 ? resolve(JSON.parse(request.responseText))
      : reject(errorOf(request.status, request.responseText, request.getResponseHeader('Retry-After'))));
    request.send(form);
  });
}
