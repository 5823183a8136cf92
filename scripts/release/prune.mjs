// node scripts/release/prune.mjs FOLDER, too.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Nothing that runs reads them. */
const UNREAD = /\.(map|d\.[cm]?ts|ts|md|markdown|flow)$/i;
/** Builds for browsers and for bundlers, beside the one that is loaded, and tests with their samples. */
const UNUSED = [
  'typeorm/browser',
  'stripe/esm',
  'rxjs/src',
  'rxjs/dist/bundles',
  'rxjs/dist/esm',
  'rxjs/dist/esm5',
  'bintrees/test',
  'class-validator/bundles',
  'class-validator/esm2015',
  'class-validator/esm5',
  'class-transformer/bundles',
  'class-transformer/esm2015',
  'class-transformer/esm5',
  'libphonenumber-js/bundle',
  'swagger-ui-dist/swagger-ui.js',
  'swagger-ui-dist/swagger-ui-es-bundle.js',
  'swagger-ui-dist/swagger-ui-es-bundle-core.js',
];
/** npm's own record of where it got the packages. */
const RECORD = '.package-lock.json';
const BUILDS_OF_TELEMETRY = ['build/esm', 'build/esnext'];

/** Removes from installed packages what a running server does not load. The license of each package stays. */
export function prune(modules) {
  for (const path of readdirSync(modules, { recursive: true, withFileTypes: true })) {
    if (path.isFile() && UNREAD.test(path.name) && !/licen[cs]e/i.test(path.name)) {
      rmSync(join(path.parentPath, path.name));
    }
  }
  const telemetry = join(modules, '@opentelemetry');
  const packages = existsSync(telemetry) ? readdirSync(telemetry) : [];
  const builds = packages.flatMap((name) => BUILDS_OF_TELEMETRY.map((build) => `@opentelemetry/${name}/${build}`));
  for (const path of [RECORD, ...UNUSED, ...builds]) {
    rmSync(join(modules, path), { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  prune(process.argv[2]);
}
