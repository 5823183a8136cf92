// npm sbom … | node scripts/release/neutral-sbom.mjs > FILE
import { text } from 'node:stream/consumers';

/** A list of packages as CycloneDX without its own number and time, so that two builds have the same list. */
export function neutralSbom(json) {
  const { serialNumber: _number, metadata: { timestamp: _time, ...metadata } = {}, ...list } = JSON.parse(json);
  return `${JSON.stringify({ ...list, metadata }, null, 2)}\n`;
}

if (process.argv[1] === import.meta.filename) {
  process.stdout.write(neutralSbom(await text(process.stdin)));
}
