import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sizeOf } from './files.mjs';
import { freePort } from './npm-registry.mjs';
import { expectText } from './npm.mjs';
import { prune } from './prune.mjs';
import { Root } from './root.mjs';
import { exists, run, start } from './run.mjs';
import { madeTwice } from './twice.mjs';

const MAX_INSTALLED_BYTES = 250_000_000;
const HOME = 'usr/lib/keyward';

/** A package of Debian with its unit and user: installed, run, and removed in a system of its own. */
export async function releaseDebian(context) {
  const { version, work, report } = context;
  if (!(await Root.isPossible()) || !(await exists('dpkg-deb')) || !(await exists('strip'))) {
    report.leftOut('Debian', 'it needs root, debootstrap, dpkg-deb and strip');
    return;
  }
  let bytes;
  const [archive] = await madeTwice(context, async (folder) => {
    const content = join(folder, 'content');
    await fill(content, context);
    const packed = join(folder, `keyward_${version}_amd64.deb`);
    bytes = sizeOf(content);
    writeControl(content, context, bytes);
    await run('dpkg-deb', ['--build', '--root-owner-group', content, packed]);
    return packed;
  });
  report.limit('Debian package, installed with Node and PostgreSQL', bytes, MAX_INSTALLED_BYTES);

  const root = await Root.create(join(work, 'root'));
  try {
    await tryOut(root, archive);
  } finally {
    await root.remove();
  }
  report.row(
    'server for Debian',
    archive,
    'release page',
    'attestation of the workflow',
    'the npm package, Node, dpkg-deb',
  );
  report.tried('Debian: apt installs the package, the unit serves, a license is issued, and purging leaves nothing');
}

async function fill(content, { project, server }) {
  const home = join(content, HOME);
  mkdirSync(home, { recursive: true });
  const install = ['install', '--omit=dev', '--no-save', '--prefix', home, server.archive];
  await run('npm', install, { cwd: home, env: server.npmEnvironment });
  prune(join(home, 'node_modules'));
  // Without its symbols, a sixth of its bytes.
  await run('strip', ['--strip-unneeded', '-o', join(home, 'node'), process.execPath]);
  const files = join(project, 'deploy/debian');
  for (const [from, to, mode] of [
    ['keyward.service', 'lib/systemd/system/keyward.service', 0o644],
    ['keyward.default', 'etc/default/keyward', 0o640],
    ['keyward.sh', 'usr/bin/keyward', 0o755],
  ]) {
    cpSync(join(files, from), join(content, to), { recursive: true });
    chmodSync(join(content, to), mode);
  }
  mkdirSync(join(content, 'usr/share/doc/keyward'), { recursive: true });
  cpSync(join(project, 'LICENSE'), join(content, 'usr/share/doc/keyward/copyright'));
  cpSync(join(project, 'README.md'), join(content, 'usr/share/doc/keyward/README.md'));
}

function writeControl(content, { project, version }, bytes) {
  const folder = join(content, 'DEBIAN');
  mkdirSync(folder);
  const fields = {
    Package: 'keyward',
    Version: version,
    Architecture: 'amd64',
    Maintainer: 'Keyward <noreply@keyward.invalid>',
    'Installed-Size': Math.ceil(bytes / 1024),
    Depends: 'adduser, libc6, libstdc++6',
    Section: 'net',
    Priority: 'optional',
    Description: 'self-hosted license server',
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`);
  writeFileSync(join(folder, 'control'), lines.join(''));
  writeFileSync(join(folder, 'conffiles'), '/etc/default/keyward\n');
  for (const script of ['postinst', 'prerm', 'postrm']) {
    cpSync(join(project, 'deploy/debian', script), join(folder, script));
    chmodSync(join(folder, script), 0o755);
  }
}

async function tryOut(root, archive) {
  cpSync(archive, root.path('keyward.deb'));
  await root.run(['apt-get', 'install', '--yes', '--no-install-recommends', '/keyward.deb']);
  const port = await freePort();
  const [, command] = /^ExecStart=(.+)$/m.exec(await root.run(['cat', '/lib/systemd/system/keyward.service']));
  // Without systemd: the command of the unit, by its user, with its settings and in its folder.
  const service = `set -a; . /etc/default/keyward; PORT=${port}; cd /var/lib/keyward; exec ${command}`;
  const asUser = ['setpriv', '--reuid=keyward', '--regid=keyward', '--init-groups', 'sh', '-c', service];
  const server = await start(...root.command(asUser), /^Keyward is running at http:/);
  const [, password] = /admin password +(\S+)/.exec(server.printed);
  const issue = `KEYWARD_URL=http://127.0.0.1:${port} KEYWARD_PASSWORD=${password} keyward license issue --product v2-default --json`;
  expectText(await root.run(['sh', '-c', issue]), '"key"');
  await server.end();
  await root.run(['apt-get', 'purge', '--yes', 'keyward']);
  const left =
    'ls -d /usr/lib/keyward /var/lib/keyward /etc/default/keyward /usr/bin/keyward 2>&1 | grep -v "No such" | wc -l';
  expectText(await root.run(['sh', '-c', left]), '0');
}
