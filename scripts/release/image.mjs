import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePort } from './npm-registry.mjs';
import { expectText } from './npm.mjs';
import { Root } from './root.mjs';
import { exists, run, start } from './run.mjs';

const LONGER_THAN_SOCKETS = 110;
const MAX_BYTES = 300_000_000;
const NOT_IN_SLIM = ['cache/apt', 'lib/apt/lists']
  .map((path) => `/var/${path}/*`)
  .concat(['doc', 'man', 'info', 'locale'].map((path) => `/usr/share/${path}/*`));
/** What the Dockerfile builds on. */
const BASES = { node: 'node:24-bookworm-slim', debian: 'debian:bookworm-slim' };

/**
 * The image by the Dockerfile, without a daemon and without a registry: its base images are made of Debian and of the Node that runs
 * this. The image then serves with a read-only root, as the user that it names.
 */
export async function releaseImage(context) {
  const { version, work, report } = context;
  if (!(await Root.isPossible()) || !(await exists('buildah'))) {
    report.leftOut('image', 'it needs root, debootstrap and buildah');
    return;
  }
  const builder = new Builder(work);
  try {
    await makeBases(builder, join(work, 'root'));
    const name = `localhost/keyward:${version}`;
    const [first, second] = [await build(builder, name, context), await build(builder, name, context)];
    report.same('image, its layers and configuration', first === second);
    const container = (await builder.run('from', '--pull-never', name)).trim();
    const mounted = (await builder.run('mount', container)).trim();
    const bytes = Number((await run('du', ['-sb', mounted])).split('\t')[0]);
    report.limit('image, unpacked', bytes, MAX_BYTES);
    await serve(builder, container, context);
    const archive = join(work, `keyward-image-${version}.tar`);
    await builder.run('push', '--quiet', name, `oci-archive:${archive}`);
    report.row('image', archive, 'ghcr.io/keyward/keyward', 'cosign, provenance of the workflow', 'the Dockerfile');
    report.tried('image: built by buildah from the Dockerfile, and it serves');
  } finally {
    await builder.remove();
  }
}

/** Returns the ID of the image: the checksum of its configuration, which has those of the layers. */
async function build(builder, name, { project, work }) {
  const file = join(work, 'image-id');
  const time = ['--timestamp', process.env.SOURCE_DATE_EPOCH];
  await builder.run('bud', '--pull-never', '--network=host', ...time, '--iidfile', file, '--tag', name, project);
  return readFileSync(file, 'utf8');
}

/** buildah with a store of its own. */
class Builder {
  #store;

  constructor(work) {
    this.#store = ['--storage-driver=vfs', `--root=${join(work, 'store')}`, `--runroot=${join(work, 'run')}`];
  }

  run(command, ...args) {
    return run(...this.command(command, ...args));
  }

  command(command, ...args) {
    const isolation = ['bud', 'run'].includes(command) ? ['--isolation=chroot'] : [];
    return ['buildah', [...this.#store, command, ...isolation, ...args]];
  }

  async remove() {
    await this.run('rm', '--all');
    await this.run('rmi', '--all', '--force');
  }
}

async function makeBases(builder, folder) {
  const root = await Root.create(folder);
  try {
    // As the image of Debian has it.
    await root.run(['sh', '-c', `rm -rf ${NOT_IN_SLIM.join(' ')}`]);
    await root.run(['useradd', '--uid', '1000', '--create-home', 'node']);
    await commit(builder, root, BASES.debian);
    await addNode(root);
    await commit(builder, root, BASES.node);
  } finally {
    await root.remove();
  }
}

/** The Node that runs this, and its npm. */
async function addNode(root) {
  copyFileSync(process.execPath, root.path('usr/local/bin/node'));
  chmodSync(root.path('usr/local/bin/node'), 0o755);
  const npm = dirname(dirname(realpathSync((await run('sh', ['-c', 'command -v npm'])).trim())));
  const packages = 'usr/local/lib/node_modules';
  mkdirSync(root.path(packages), { recursive: true });
  cpSync(npm, root.path(`${packages}/npm`), { recursive: true, dereference: true });
  await root.run(['ln', '-s', `/${packages}/npm/bin/npm-cli.js`, '/usr/local/bin/npm']);
}

async function commit(builder, root, name) {
  const container = (await builder.run('from', 'scratch')).trim();
  await run('umount', [root.path('proc')]);
  await builder.run('add', '--quiet', container, root.folder, '/');
  await run('mount', ['-t', 'proc', 'proc', root.path('proc')]);
  const authorities = process.env.NODE_EXTRA_CA_CERTS;
  if (authorities !== undefined && existsSync(root.path(authorities))) {
    await builder.run('config', '--env', `NODE_EXTRA_CA_CERTS=${authorities}`, container);
  }
  await builder.run('commit', '--quiet', container, `localhost/${name}`);
  await builder.run('rm', container);
}

/** As the user that the image names, on a database of its own. */
async function serve(builder, container, { project, work }) {
  const port = await freePort();
  const database = await startDatabase(project, work);
  try {
    const env = { PORT: port, HOST: '127.0.0.1', DATABASE_URL: database.url };
    const options = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
    const command = builder.command('run', ...options, '--', container, 'node', 'scripts/start.mjs');
    const server = await start(...command, /^Keyward is running at http:/);
    const { status } = await fetch(`http://127.0.0.1:${port}/health/ready`);
    await server.end();
    expectText(`/health/ready answered ${status}`, '200');
  } finally {
    await database.stop();
  }
}

/** The path is too long for a Unix socket, which the container could not reach: this database listens on 127.0.0.1. */
async function startDatabase(project, work) {
  const { startEmbeddedPostgres } = await import(
    join(project, 'dist/core/platform/embedded-postgres/embedded-postgres.js')
  );
  const dataDir = join(work, 'd'.repeat(LONGER_THAN_SOCKETS));
  [work, dirname(work)].forEach((folder) => chmodSync(folder, 0o711));
  return startEmbeddedPostgres({ dataDir });
}
