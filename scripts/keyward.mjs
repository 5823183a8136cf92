#!/usr/bin/env node
// The command `keyward`. Builds if the build is out of date.
import { buildIfStale } from './build-if-stale.mjs';

await buildIfStale();
await import('../dist/plugins/cli/main.js');
