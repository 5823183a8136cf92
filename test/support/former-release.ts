import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { VERSION } from '../../src/core/common/version';
import { MIGRATIONS } from '../../src/core/migrations';

const PROJECT = resolve(__dirname, '../..');
/** The last initial schema. Releases without it do not start on the database. */
const INITIAL_SCHEMA = 'src/core/migrations/1796700001200-create-portal-sessions.ts';
const ARCHIVE_BYTES = 500 * 1024 * 1024;

interface Lock {
  readonly packages: Readonly<Record<string, { version?: string }>>;
}

/**
 * Builds the release before the present tree in an empty folder. Before the second release, that is the newest commit of the
 * branch whose database the present tree only expands.
 */
export function buildFormerRelease(folder: string): void {
  buildRelease(folder, formerCommit());
}

/** Builds a release in an empty folder. */
export function buildRelease(folder: string, commit: string): void {
  const archive = git(PROJECT, 'archive', commit);
  execFileSync('tar', ['--extract'], { cwd: folder, input: archive });
  if (hasPackagesOf(folder)) {
    symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  } else {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'ignore' });
  }
  execFileSync(process.execPath, ['scripts/start.mjs', 'build'], { cwd: folder, stdio: 'ignore' });
}

/**
 * The tags before HEAD of the major version of the present tree, oldest first, and the commits that KEYWARD_UPGRADE_FROM names,
 * separated by commas: before the first tag there are none.
 */
export function earlierReleases(clone = PROJECT, { KEYWARD_UPGRADE_FROM: named = '' } = process.env): string[] {
  const [major] = VERSION.split('.');
  const tags = lines(
    clone,
    'tag',
    '--list',
    `v${major}.*`,
    '--merged',
    'HEAD',
    '--no-contains',
    'HEAD',
    '--sort=version:refname',
  );
  return [...tags, ...named.split(',').filter((commit) => commit !== '')];
}

/** The tag of HEAD itself, if it has one, is the present release. */
export function formerCommit(clone = PROJECT): string {
  const [tag] = lines(
    clone,
    'tag',
    '--list',
    'v*',
    '--merged',
    'HEAD',
    '--no-contains',
    'HEAD',
    '--sort=-version:refname',
  );
  const [commit] = tag
    ? [tag]
    : lines(clone, 'log', '--first-parent', '--diff-filter=A', '-1', '--format=%H', '--', ...limits());
  const [head] = lines(clone, 'rev-parse', 'HEAD');
  if (!commit || commit === head) {
    throw new Error(
      commit
        ? 'The former release would be HEAD itself: this clone is shallow (git fetch --unshallow), or HEAD adds a migration that no former release runs on'
        : 'The former release is built from the history of the repository, which is missing here',
    );
  }
  return commit;
}

/** Files without which a release may not start on the database. */
function limits(): string[] {
  const contracting = MIGRATIONS.filter((Migration) => new Migration().oldestRelease !== undefined);
  return [INITIAL_SCHEMA, ...contracting.map(({ name }) => `src/core/migrations/${name.slice(-13)}-*`)];
}

/** Whether all packages of the lock file in the folder are installed here in the same version. */
function hasPackagesOf(folder: string): boolean {
  const [former, present] = [folder, PROJECT].map(
    (each) => (JSON.parse(readFileSync(join(each, 'package-lock.json'), 'utf8')) as Lock).packages,
  );
  return Object.entries(former ?? {}).every(
    ([path, { version }]) => path === '' || present?.[path]?.version === version,
  );
}

function lines(clone: string, ...args: string[]): string[] {
  return git(clone, ...args)
    .toString()
    .split('\n')
    .filter((line) => line !== '');
}

function git(cwd: string, ...args: string[]): Buffer {
  // The clone may belong to another account.
  return execFileSync('git', ['-c', 'safe.directory=*', ...args], { cwd, maxBuffer: ARCHIVE_BYTES });
}
