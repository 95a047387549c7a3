// Holds every object against its type as a literal of it, so that the compiler refuses unknown fields, wrong types and missing ones.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { objectsIn, typeOf } from './objects.mjs';

const objects = objectsIn(process.argv.slice(2));
const source = objects.map(({ object, name }, i) => {
  const { module, type } = typeOf(object);
  return `import type { ${type} as T${i} } from '${module}';\n`
    + `// ${name}\nexport const object${i}: T${i} = ${JSON.stringify(object, null, 1)};`;
});
fs.writeFileSync('objects.ts', source.join('\n'));
try {
  execFileSync('node_modules/.bin/tsc', ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022',
    '--module', 'nodenext', '--moduleResolution', 'nodenext', 'objects.ts'], { encoding: 'utf8' });
} catch (error) {
  const lines = fs.readFileSync('objects.ts', 'utf8').split('\n');
  for (const complaint of (error.stdout ?? String(error)).split('\n').filter(Boolean)) {
    const line = Number(/^objects\.ts\((\d+),/.exec(complaint)?.[1] ?? 0);
    const name = lines.slice(0, line).findLast((it) => it.startsWith('// '));
    console.error(`REFUSED ${name?.slice(3) ?? ''}: ${complaint}`);
  }
  process.exit(1);
}
console.log(`types: ${objects.length} passed`);
process.exit(objects.length ? 0 : 1);
