import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { exists, run } from './run.mjs';

const SUITE = 'bookworm';
/** Authorities that this machine trusts, beside those of Debian. */
const AUTHORITIES = '/etc/ssl/certs/ca-certificates.crt';

/** A Debian in a folder, as a container would have it: its own programs and users, and the network of this machine. */
export class Root {
  constructor(folder) {
    this.folder = folder;
  }

  static async isPossible() {
    return process.getuid?.() === 0 && (await exists('debootstrap'));
  }

  static async create(folder) {
    const root = new Root(folder);
    await run('debootstrap', ['--variant=minbase', SUITE, folder]);
    if (existsSync(AUTHORITIES)) {
      mkdirSync(root.path('etc/ssl/certs'), { recursive: true });
      copyFileSync(AUTHORITIES, root.path(AUTHORITIES));
    }
    await run('mount', ['-t', 'proc', 'proc', root.path('proc')]);
    return root;
  }

  path(path) {
    return join(this.folder, path);
  }

  /** What runs a command in it, as for `run` and `start`. */
  command(command) {
    return ['chroot', [this.folder, 'env', '-i', ...ENVIRONMENT, ...command]];
  }

  run(command) {
    return run(...this.command(command));
  }

  async remove() {
    await run('umount', [this.path('proc')]);
    await run('rm', ['-rf', '--one-file-system', this.folder]);
  }
}

const ENVIRONMENT = [
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  'DEBIAN_FRONTEND=noninteractive',
  'HOME=/root',
];
