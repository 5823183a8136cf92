import { mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sha256Of } from './files.mjs';
import { run } from './run.mjs';

/**
 * Makes artefacts twice, each time into an empty folder, and reports those whose bytes differ. `make` gets the folder and returns one
 * path or several. Returns the paths of the first time.
 */
export async function madeTwice({ work, report }, make) {
  const [first, second] = [await madeIn(join(work, 'first'), make), await madeIn(join(work, 'second'), make)];
  first.forEach((path, index) => report.same(basename(path), sha256Of(path) === sha256Of(second[index])));
  return first;
}

async function madeIn(folder, make) {
  mkdirSync(folder, { recursive: true });
  return [await make(folder)].flat();
}

/** The folder `name` in `parent` as an archive: sorted, of no owner, with the time of the commit. */
export async function tarball(archive, parent, name, options = []) {
  const neutral = ['--sort=name', `--mtime=@${process.env.SOURCE_DATE_EPOCH}`, '--owner=0', '--group=0'];
  const modes = ['--numeric-owner', '--mode=u+rw,go+r,go-w,a+X', '--format=ustar', '--use-compress-program=gzip -n'];
  await run('tar', ['-cf', archive, ...neutral, ...modes, ...options, '-C', parent, name]);
}

/** Packs the one folder in an archive of others anew, as `tarball` does. */
export async function neutralize(archive, work) {
  const content = join(work, 'unpacked');
  mkdirSync(content);
  await run('tar', ['-xzf', archive, '-C', content]);
  const [name] = readdirSync(content);
  await tarball(archive, content, name);
}

/** Builders take this for the time of everything: seconds since 1970 at which the commit was made. */
export async function setTimeOfCommit(project) {
  process.env.SOURCE_DATE_EPOCH ??= (await run('git', ['log', '-1', '--format=%ct'], { cwd: project })).trim();
}
