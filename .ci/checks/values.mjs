// Holds every object against its schema: patterns, enumerations, bounds.
import { moduleOf, objectsIn } from './objects.mjs';

const objects = objectsIn(process.argv.slice(2));
let refused = 0;
for (const { object, name } of objects) {
  try {
    const { [object.kind]: Type } = await import(moduleOf(object));
    new Type(object).validate();
  } catch (error) {
    refused++;
    console.error(`REFUSED ${name}: ${String(error.message).slice(0, 1000)}`);
  }
}
console.log(`values: ${objects.length - refused} passed, ${refused} refused`);
process.exit(refused || !objects.length ? 1 : 0);
