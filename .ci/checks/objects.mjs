// What stands in YAML and JSON files, and which npm package knows the types of it.
import fs from 'node:fs';
import * as yaml from 'js-yaml';

const PACKAGES = {
  'keda.sh': '@kubernetes-models/keda',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
};

export function objectsIn(files) {
  return files.flatMap((file) =>
    yaml.loadAll(fs.readFileSync(file, 'utf8'))
      .filter(Boolean)
      .map((object) => ({ object, name: `${file}: ${object.title ?? `${object.kind} ${object.metadata?.name}`}` })));
}

export function moduleOf({ apiVersion, kind }) {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  return [PACKAGES[group] ?? 'kubernetes-models', group, version, kind].filter(Boolean).join('/');
}

/** Where the type of an object is, and its name: what has panels is a dashboard of Grafana. */
export function typeOf(object) {
  return object.panels ? { module: '@grafana/schema', type: 'Dashboard' } : { module: moduleOf(object), type: `I${object.kind}` };
}
