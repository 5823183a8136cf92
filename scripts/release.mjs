// Rehearses a release: builds everything that a release publishes, publishes it to registries on the loopback interface, and lives
// from them as somebody who has only these. npm run release -- --rehearse [--only npm,python,…] [--keep] [--out FOLDER]
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serveFolder } from './release/files.mjs';
import { releaseNpm } from './release/npm.mjs';
import { Report } from './release/report.mjs';
import { PARTS } from './release/parts.mjs';
import { setTimeOfCommit } from './release/twice.mjs';

const PROJECT = join(import.meta.dirname, '..');

const { values } = parseArgs({
  options: {
    rehearse: { type: 'boolean' },
    only: { type: 'string' },
    keep: { type: 'boolean' },
    out: { type: 'string' },
  },
});
if (!values.rehearse) {
  console.error(
    'A tag publishes a release (docs/releases.md). This command only rehearses it: npm run release -- --rehearse',
  );
  process.exit(2);
}
const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
const wanted = values.only?.split(',');
const work = mkdtempSync(join(tmpdir(), 'keyward-release-'));
// As root, databases run as another user.
chmodSync(work, 0o711);
const report = new Report();
try {
  await setTimeOfCommit(PROJECT);
  await rehearse();
  process.exitCode = report.end(values.out) ? 0 : 1;
} finally {
  if (values.keep) {
    console.log(`Everything is in ${work}`);
  } else {
    rmSync(work, { recursive: true, force: true });
  }
}

/** One part after the other; a part that fails does not keep the others from being tried. */
async function rehearse() {
  const registry = join(work, 'registry');
  mkdirSync(registry);
  const files = await serveFolder(registry);
  const server = await releaseNpm({ project: PROJECT, work, report });
  try {
    for (const [name, part] of Object.entries(PARTS)) {
      if (wanted === undefined || wanted.includes(name)) {
        const folder = join(work, name);
        mkdirSync(folder);
        const context = { project: PROJECT, version, work: folder, registry, registryUrl: files.url, server, report };
        await part(context).catch((error) => report.fail(name, error));
      }
    }
  } finally {
    await server.end();
    await files.end();
  }
}
