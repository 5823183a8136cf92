// npm sbom … | node scripts/release/neutral-sbom.mjs > FILE
import { text } from 'node:stream/consumers';

/** A list of packages as CycloneDX without its own number and time, so that two builds have the same list. */
export function neutralSbom(json) {
  const list = JSON.parse(json);
  delete list.serialNumber;
  delete list.metadata?.timestamp;
  return `${JSON.stringify(list, null, 2)}\n`;
}

if (process.argv[1] === import.meta.filename) {
  process.stdout.write(neutralSbom(await text(process.stdin)));
}
