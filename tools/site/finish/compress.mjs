import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const TEXT = /\.(css|html|js|json|md|svg|txt)$/;
/** Below, compression saves no packet. */
const LEAST_BYTES = 1400;

/** Writes a compressed copy beside each text, so that a server compresses nothing. */
export function compress(folder) {
  for (const name of readdirSync(folder, { recursive: true }).filter((file) => TEXT.test(file))) {
    const bytes = readFileSync(join(folder, name));
    if (bytes.length >= LEAST_BYTES) {
      writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    }
  }
}
