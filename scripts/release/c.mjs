import { join } from 'node:path';
import { environmentOf, expectLicensed, writeProgram } from './program.mjs';
import { run } from './run.mjs';
import { madeTwice, tarball } from './twice.mjs';

/** The tarball of the sources, installed by CMake, and a program that pkg-config finds the library for. */
export async function releaseC(context) {
  const { project, version, work, report } = context;
  const name = `keyward-c-${version}`;
  const options = ['--exclude=tests', '--exclude=build', `--transform=s,^\\.,${name},`];
  const [archive] = await madeTwice(context, async (folder) => {
    const packed = join(folder, `${name}.tar.gz`);
    await tarball(packed, join(project, 'sdk/c'), '.', options);
    return packed;
  });
  await run('tar', ['-xzf', archive, '-C', work]);
  const [build, prefix] = [join(work, 'build'), join(work, 'installed')];
  await run('cmake', [
    '-S',
    join(work, name),
    '-B',
    build,
    `-DCMAKE_INSTALL_PREFIX=${prefix}`,
    '-DCMAKE_INSTALL_LIBDIR=lib',
  ]);
  await run('cmake', ['--build', build]);
  await run('cmake', ['--install', build]);

  const program = await writeProgram(context, 'c');
  const env = environmentOf(context, {
    PKG_CONFIG_PATH: join(prefix, 'lib/pkgconfig'),
    LD_LIBRARY_PATH: join(prefix, 'lib'),
  });
  const flags = (await run('pkg-config', ['--cflags', '--libs', 'keyward'], { env })).trim().split(/\s+/);
  await run('cc', ['program.c', '-o', 'program', ...flags], { cwd: program, env });
  const printed = await run(join(program, 'program'), [context.server.key], { cwd: program, env });
  expectLicensed(printed);
  report.row('client for C', archive, 'release page', 'attestation of the workflow', 'tar of sdk/c');
  report.tried('C: CMake installs the tarball, pkg-config finds it, and the program is licensed');
}
