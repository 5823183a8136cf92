import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { requireTypeScript } = require('../../test/mutations/require-typescript.cjs');

/**
 * Starts the cluster of the tests and prepares its database, once for all runs: they find it in environment variables.
 * @returns stops it
 */
export async function startCluster(cacheDirectory) {
  requireTypeScript();
  require('reflect-metadata');
  const { default: start } = require('../../test/testkit/global-setup.ts');
  const { default: stop } = require('../../test/testkit/global-teardown.ts');
  await start({}, { cacheDirectory });
  return stop;
}
