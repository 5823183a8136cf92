import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

/** Commands of the package's own folder. All others need the checkout. */
const SCRIPTS = ['start', 'keyward'];
/** The checkout installs the Node that tests and benchmarks run on. Whoever installs the package has one. */
const COMPRESSED = '.gz';
const OWN_NODE = /^node-linux-/;

/**
 * Writes the package of the server as it is published into a folder: the package of `npm pack`, whose manifest names nothing that
 * only a checkout needs. Returns the archive.
 */
export async function packServer(project, folder) {
  mkdirSync(folder, { recursive: true });
  const archive = await pack(project, folder);
  await run('tar', ['-xzf', archive, '-C', folder]);
  const unpacked = join(folder, 'package');
  trim(unpacked);
  const manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'));
  const published = {
    ...manifest,
    private: false,
    devDependencies: undefined,
    scripts: only(manifest.scripts, (name) => SCRIPTS.includes(name)),
    optionalDependencies: only(manifest.optionalDependencies, (name) => !OWN_NODE.test(name)),
  };
  writeFileSync(join(unpacked, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
  return pack(unpacked, folder);
}

/** Without what the server does not read: each text of the site beside its compressed copy, and white space of documents. */
function trim(unpacked) {
  const names = readdirSync(unpacked, { recursive: true });
  for (const copy of names.filter((name) => name.startsWith('site') && name.endsWith(COMPRESSED))) {
    rmSync(join(unpacked, copy.slice(0, -COMPRESSED.length)), { force: true });
  }
  for (const document of names.filter((name) => /^openapi(\/.+)?\.json$/.test(name))) {
    const path = join(unpacked, document);
    writeFileSync(path, JSON.stringify(JSON.parse(readFileSync(path, 'utf8'))));
  }
}

/** Packs the package in a folder, and returns the archive. */
export async function pack(folder, destination) {
  const printed = await run('npm', ['pack', '--json', '--pack-destination', destination], { cwd: folder });
  const [{ filename }] = JSON.parse(printed.slice(printed.indexOf('[\n')));
  return join(destination, filename);
}

function only(values, isWanted) {
  return Object.fromEntries(Object.entries(values).filter(([name]) => isWanted(name)));
}
