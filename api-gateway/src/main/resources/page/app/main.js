// Starts the page: the services that its views share, its routes, and the first view.

import { CurrentJob } from './job/current-job.js';
import { drawKeepLink, readLastAccount } from './kept/last-account.js';
import { createApi } from './lib/api.js';
import { ConnectionStatus } from './lib/connection.js';
import { loadStyles, loadTemplates } from './lib/parts.js';
import { ServerClock } from './lib/server-clock.js';
import { Router } from './router.js';

// `ofJob(load)` is a view of a job, `kept(load, place)` one of kept accounts, at a place of their navigation. Each waits for
// what nobody else needs.
const createRoutes = (ofJob, kept) => ({
  start: { load: () => import('./views/start/start.js') },
  progress: { load: ofJob(() => import('./views/progress/progress.js')) },
  result: { load: ofJob(() => import('./views/result/result.js')) },
  ended: { load: ofJob(() => import('./views/ended/ended.js')) },
  'sign-in': { hash: '#/sign-in', load: kept(() => import('./views/sign-in/sign-in.js')) },
  overview: { hash: '#/accounts/{id}/overview', load: kept(() => import('./views/overview/overview.js'), 'overview') },
  activity: { hash: '#/accounts/{id}/activity', load: kept(() => import('./views/activity/activity.js'), 'activity') },
  accounts: { hash: '#/accounts', load: kept(() => import('./views/accounts/accounts.js'), 'accounts') },
  changes: { hash: '#/accounts/{id}/changes', load: kept(() => import('./views/changes/changes.js'), 'changes') },
  people: { hash: '#/accounts/{id}/people', load: kept(() => import('./views/people/people.js'), 'people') },
  person: { hash: '#/accounts/{id}/people/{key}', load: kept(() => import('./views/person/person.js'), 'people') },
});

async function boot() {
  const broken = document.getElementById('broken');
  broken.hidden = true;
  const clock = new ServerClock();
  const currentJob = new CurrentJob();
  const connection = new ConnectionStatus();
  const services = { api: createApi(clock), clock, connection, currentJob };
  const openJob = once(() => loadStyles('job'));
  const openKept = once(async () => {
    const [{ openKept: open }] = await Promise.all([import('./kept/kept.js'), openJob(), loadStyles('kept'), loadTemplates('/app/kept/views.html')]);
    return open({ router, connection, clock });
  });
  const ofJob = (load) => async () => (await Promise.all([load(), openJob()]))[0];
  const kept = (load, place) => async () => {
    const [view, part] = await Promise.all([load(), openKept()]);
    return part.frame(view, place);
  };
  const router = new Router(document.getElementById('view'), createRoutes(ofJob, kept), services, () => {
    broken.classList.remove('broken'); // which delays it
    broken.hidden = false;
  });
  refuseDroppedFiles();
  drawKeepLink(true);
  await router.open((options) => openHome(router, currentJob, options));
  performance.mark('interactive');
  router.loadAll(({ hash }) => !hash || readLastAccount() !== null);
}

// What `load` answers; it is called when that is asked for first.
function once(load) {
  let loaded = null;
  return () => {
    loaded ??= load();
    return loaded;
  };
}

// The job that this tab shows, or else the account that was shown last, or else a new analysis.
function openHome(router, currentJob, options) {
  const account = readLastAccount();
  if (currentJob.id) {
    return router.go('progress', { id: currentJob.id }, options);
  }
  if (account === null) {
    return router.go('start', { asksOtherTabs: true }, options);
  }
  return account === '' ? router.go('accounts', {}, { ...options, replace: true })
    : router.go('overview', { id: account }, { ...options, replace: true });
}

// A browser would replace the page with a dropped file that no view takes.
function refuseDroppedFiles() {
  for (const type of ['dragover', 'drop']) {
    document.addEventListener(type, (event) => {
      if (!event.defaultPrevented && event.dataTransfer?.types.includes('Files')) {
        event.preventDefault();
        event.dataTransfer.dropEffect = 'none';
      }
    });
  }
}

boot();
