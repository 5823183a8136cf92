// Builds if the build is out of date, then becomes the server: signals reach it, and nothing stands between. `build` does
// nothing else.
import { buildIfStale } from './build-if-stale.mjs';

await buildIfStale();
if (process.argv[2] !== 'build') {
  await import('../dist/main.js');
}
