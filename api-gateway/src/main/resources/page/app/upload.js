// Sends files and reports the progress, which fetch cannot.

import { Unreachable, refusalOf } from './api.js';
import { fileOf } from './names.js';

// What was sent last, kept in this page only, so that it can be sent again with the owner's word.
let kept = [];

/**
 * The API's answer; `progress` is called with the share that was sent, `signal` aborts.
 * `allTime` is the owner's word that the export covers all time.
 */
export function upload(files, progress, signal, { allTime = false } = {}) {
  kept = [...files];
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
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onerror = () => reject(new Unreachable());
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort());
    request.onload = () => (request.status === 202 ? resolve(JSON.parse(request.responseText))
      : reject(refusalOf(request.status, request.responseText, request.getResponseHeader('Retry-After'))));
    request.send(form);
  });
}

/** The files that were sent last; empty after a reload. */
export const sentBefore = () => kept;

export function keepSent(files) {
  kept = [...files];
}

export const forgetSent = () => keepSent([]);

/** The chosen or dropped files that can belong to an export; Instagram's ZIP may lack its ending. */
export const usable = (files) => [...files].filter(({ name }) => /\.(zip|json)$/i.test(name) || !name.includes('.'));

/** What is wrong with the chosen files that cannot belong to one, and what to do; '' if nothing is known. */
export function remarkOn(chosen) {
  const names = [...chosen].map(({ name }) => name);
  if (names.some((name) => /\.(crdownload|opdownload|download|part|partial)$/i.test(name))) {
    return 'The download is not finished yet. Choose the file again when it is.';
  }
  const html = names.find((name) => /\.html?$/i.test(name));
  return html ? `${html} is the HTML form of the export. Ask Instagram for it again and choose the format JSON.` : '';
}

/** Those of them that are known not to be needed. */
export const ignored = (files) => files.filter(({ name }) => fileOf(name).kind === 'OTHER_LIST');
