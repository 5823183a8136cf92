// npm run test:mutation [-- --count 300 --patches 100 --area seats,meters]: puts faults into the code that decides, one at a
// time, and counts by area how many the tests notice. SEED= takes the sample of an earlier run.
import { globSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installPackages } from './install-packages.mjs';
import { startCluster } from './mutation/cluster.mjs';
import { Report } from './mutation/report.mjs';
import { runMutants } from './mutation/run-mutants.mjs';
import { runPatches } from './mutation/run-patches.mjs';
import { drawFrom } from './mutation/sample.mjs';

const PROJECT = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const { AREAS, areaOf } = require('../test/mutations/areas.cjs');
const { PATCHES } = require('../test/mutations/patches.cjs');

const { values } = parseArgs({
  options: {
    // In all; fewer if the areas have not so many.
    count: { type: 'string', default: '300' },
    patches: { type: 'string', default: '100' },
    area: { type: 'string', default: Object.keys(AREAS).join(',') },
  },
});
const areas = values.area.split(',');
const unknown = areas.filter((area) => !(area in AREAS));
if (unknown.length > 0) {
  console.error(`Unknown area: ${unknown.join(', ')}. The areas are ${Object.keys(AREAS).join(', ')}.`);
  process.exit(2);
}

installPackages(join(PROJECT, 'tools'));
process.chdir(PROJECT);
const stop = await startCluster(join(tmpdir(), 'keyward-mutation'));
const report = new Report(areas);
try {
  const { SEED: seed } = process.env;
  const patches = drawFrom(
    areas.map((area) => PATCHES.filter((patch) => patch.area === area)),
    Number(values.patches),
    ({ file, find, replace }) => `${seed} ${file} ${find} ${replace}`,
  );
  await runPatches(patches, (result) => report.addPatch(result));
  const files = globSync('src/**/*.ts').map((path) => path.replaceAll('\\', '/'));
  const filesByArea = areas.map((area) => files.filter((file) => areaOf(file) === area));
  const count = Math.max(0, Number(values.count) - patches.length);
  if (count > 0) {
    await runMutants({ filesByArea, count, seed, folder: mkdtempSync(join(tmpdir(), 'stryker-')) }, (result) =>
      report.addMutant(result),
    );
  }
  report.print();
} finally {
  await stop();
}
