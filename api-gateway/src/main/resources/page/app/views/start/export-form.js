// The form for the files of a data export, chosen or dropped.

import { scope } from '../../lib/dom.js';
import { number } from '../../lib/format.js';
import { findUnneeded, findUsable, remarkOn } from './export-files.js';
import { upload } from './upload.js';

const MAX_NAMES = 3;

/**
 * `send(upload, files)` is called with the function that uploads the files, and returns whether that
 * succeeded; `showExport` shows this form, and `onChosen` is called when other files are chosen.
 */
export function mountExportForm(element, signal, { send, showExport, onChosen }) {
  const { $, put } = scope(element);
  let files = [];
  let remark = '';
  let allTime = false; // what the owner confirmed, for the next upload

  $('export-files').addEventListener('change', (event) => choose(event.target.files));
  $('export-form').addEventListener('submit', (event) => {
    event.preventDefault();
    if (files.length === 0) {
      put('export-chosen', remark || 'Choose a file first.');
      $('export-files').focus();
    } else {
      sendFiles();
    }
  });
  acceptDroppedFiles();
  return { clear, sendAsAllTime };

  function clear() {
    $('export-form').reset();
    allTime = false;
    choose([]);
  }

  // After a reload the files are gone and have to be chosen once more.
  function sendAsAllTime(again = files) {
    showExport();
    allTime = true;
    if (again.length === 0) {
      put('export-chosen', 'Choose the same files again. Followsync will treat them as covering all time.');
      $('export-files').focus();
    } else {
      choose(again);
      sendFiles();
    }
  }

  // Refused files stay chosen, to be sent again. What the owner confirmed is not for whatever is sent
  // after them.
  async function sendFiles() {
    await send(() => uploadShown(files), files);
    allTime = false;
    describeChosen();
  }

  async function uploadShown(chosen) {
    const stop = new AbortController();
    const showShare = (share) => {
      $('upload-bar').value = 100 * share;
      put('upload-text', `${Math.floor(100 * share)} %`);
    };
    showShare(0);
    $('upload').hidden = false;
    $('upload-stop').onclick = () => stop.abort();
    signal.addEventListener('abort', () => stop.abort());
    try {
      return await upload(chosen, { onShare: showShare, signal: stop.signal, allTime });
    } finally {
      $('upload').hidden = true;
    }
  }

  function choose(chosen) {
    files = findUsable(chosen);
    remark = remarkOn(chosen) || (chosen.length > 0 && files.length === 0 ? 'None of these is a ZIP or JSON file.' : '');
    onChosen();
    describeChosen();
  }

  function describeChosen() {
    const unneeded = findUnneeded(files).map(({ name }) => name).join(', ');
    put('export-ignored', unneeded && `Not needed and ignored: ${unneeded}.`);
    const names = files.slice(0, MAX_NAMES).map(({ name }) => name).join(', ');
    const listed = files.length > MAX_NAMES ? `${names} and ${number(files.length - MAX_NAMES)} more` : names;
    const confirmed = allTime && files.length > 0 ? 'Treated as covering all time.' : '';
    const more = [confirmed, remark].filter(Boolean).join(' ');
    put('export-chosen', listed && more ? `${listed}. ${more}` : listed || more);
  }

  // Files may be dropped anywhere: nobody should have to aim. Before the page refuses them (main.js).
  function acceptDroppedFiles() {
    const whenFiles = (react) => (event) => {
      if (event.dataTransfer?.types.includes('Files')) {
        event.preventDefault();
        react(event);
      }
    };
    const early = { signal, capture: true };
    document.addEventListener('dragover', whenFiles(() => {
      if ($('panel-export').hidden) {
        showExport();
      }
      $('drop').classList.add('over');
    }), early);
    document.addEventListener('dragleave', (event) => event.relatedTarget === null && $('drop').classList.remove('over'), early);
    document.addEventListener('drop', whenFiles((event) => {
      $('drop').classList.remove('over');
      $('export-files').value = ''; // or it would still name the files chosen before
      choose(event.dataTransfer.files);
    }), early);
  }
}
