// Starts the page: the services that its views share, its routes, and the first view.

import { CurrentJob } from './job/current-job.js';
import { createApi } from './lib/api.js';
import { ConnectionStatus } from './lib/connection.js';
import { ServerClock } from './lib/server-clock.js';
import { Router } from './router.js';

const ROUTES = {
  start: { load: () => import('./views/start/start.js') },
  progress: { load: () => import('./views/progress/progress.js') },
  result: { load: () => import('./views/result/result.js') },
  ended: { load: () => import('./views/ended/ended.js') },
};

async function boot() {
  const broken = document.getElementById('broken');
  broken.hidden = true;
  const clock = new ServerClock();
  const currentJob = new CurrentJob();
  const services = { api: createApi(clock), clock, connection: new ConnectionStatus(), currentJob };
  const router = new Router(document.getElementById('view'), ROUTES, services, () => {
    broken.classList.remove('broken'); // which delays it
    broken.hidden = false;
  });
  refuseDroppedFiles();
  await router.open((options) => (currentJob.id ? router.go('progress', { id: currentJob.id }, options)
    : router.go('start', { asksOtherTabs: true }, options)));
  performance.mark('interactive');
  router.loadAll();
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
