import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zip } from './files.mjs';
import { environmentOf, expectLicensed, writeProgram } from './program.mjs';
import { run } from './run.mjs';
import { madeTwice } from './twice.mjs';

const MODULE = 'github.com/keyward/keyward/sdk/go';

/** The module behind a proxy of files, and a program that Go gets it for. */
export async function releaseGo(context) {
  const { project, version, work, registry, registryUrl, report } = context;
  const tag = `v${version}`;
  const served = join(registry, 'go', MODULE, '@v');
  mkdirSync(served, { recursive: true });
  const [archive] = await madeTwice(context, async (folder) => {
    const packed = join(folder, `keyward-go-${tag}.zip`);
    const sources = join(folder, 'sources');
    cpSync(join(project, 'sdk/go'), join(sources, `${MODULE}@${tag}`), { recursive: true });
    await zip(sources, packed);
    return packed;
  });
  copyFileSync(archive, join(served, `${tag}.zip`));
  writeFileSync(join(served, 'list'), `${tag}\n`);
  writeFileSync(join(served, `${tag}.info`), JSON.stringify({ Version: tag, Time: new Date(0).toISOString() }));
  writeFileSync(join(served, `${tag}.mod`), readFileSync(join(project, 'sdk/go/go.mod')));

  const program = await writeProgram(context, 'go');
  // The module is not in the public log of checksums.
  const own = { GOPROXY: `${registryUrl}/go`, GONOSUMDB: MODULE, GOFLAGS: '-mod=mod -modcacherw', CGO_ENABLED: '0' };
  const env = environmentOf(context, {
    ...own,
    GOPATH: join(work, 'go'),
    GOCACHE: join(work, 'cache'),
    GOTOOLCHAIN: 'local',
  });
  await run('go', ['mod', 'edit', `-dropreplace=${MODULE}`, `-require=${MODULE}@${tag}`], { cwd: program, env });
  expectLicensed(await run('go', ['run', '.'], { cwd: program, env }));
  report.row(
    'client for Go',
    archive,
    `Go: ${MODULE}`,
    'the tag, and the log of checksums',
    'the folder sdk/go at the tag',
  );
  report.tried('Go: go gets the module, and the program is licensed');
}
