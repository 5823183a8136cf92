import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from './files.mjs';
import { environmentOf, expectLicensed, writeProgram } from './program.mjs';
import { run } from './run.mjs';
import { madeTwice } from './twice.mjs';

/** The crate in an index of files, and a program that cargo gets it for. */
export async function releaseRust(context) {
  const { project, version, work, registry, registryUrl, report } = context;
  const env = { ...environmentOf(context), HOME: process.env.HOME, CARGO_TARGET_DIR: join(work, 'target') };
  const [crate] = await madeTwice(context, async (folder) => {
    const sources = join(folder, 'sources');
    cpSync(join(project, 'sdk/rust'), sources, { recursive: true, filter: (path) => !path.endsWith('/target') });
    const own = { ...env, CARGO_TARGET_DIR: join(folder, 'target') };
    await run('cargo', ['package', '--quiet', '--no-verify', '--allow-dirty'], { cwd: sources, env: own });
    return join(folder, 'target/package', `keyward-${version}.crate`);
  });
  await publish(join(work, 'first/sources'), crate, join(registry, 'cargo'), `${registryUrl}/cargo`, env);

  const program = await writeProgram(context, 'rust');
  useRegistry(program, version, `${registryUrl}/cargo/`);
  const activate = ['run', '--quiet', '--', 'activate', context.server.key];
  await run('cargo', activate, { cwd: program, env });
  expectLicensed(await run('cargo', ['run', '--quiet'], { cwd: program, env }));
  report.row('client for Rust', crate, 'crates: keyward', 'trusted publisher', 'cargo package in sdk/rust');
  report.tried('Rust: cargo gets the crate, and the program is licensed');
}

/** The files of a registry are as the chapter "Registry Index" of the Cargo Book has them. */
async function publish(sources, crate, folder, url, env) {
  mkdirSync(join(folder, 'ke/yw'), { recursive: true });
  copyFileSync(crate, join(folder, 'keyward.crate'));
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ dl: `${url}/{crate}.crate` }));
  const described = await run('cargo', ['metadata', '--no-deps', '--format-version', '1'], { cwd: sources, env });
  const [{ name, version, dependencies, features }] = JSON.parse(described).packages;
  const deps = dependencies
    .filter(({ kind }) => kind !== 'dev')
    .map((dependency) => ({
      name: dependency.name,
      req: dependency.req,
      features: dependency.features,
      optional: dependency.optional,
      default_features: dependency.uses_default_features,
      target: dependency.target,
      kind: dependency.kind ?? 'normal',
      registry: dependency.source.replace(/^registry\+/, ''),
    }));
  const entry = {
    name,
    vers: version,
    deps,
    cksum: sha256Of(crate),
    features: {},
    features2: features,
    v: 2,
    yanked: false,
  };
  writeFileSync(join(folder, 'ke/yw/keyward'), `${JSON.stringify(entry)}\n`);
}

/** The client of the registry in place of the folder beside the program. */
function useRegistry(program, version, index) {
  mkdirSync(join(program, '.cargo'));
  writeFileSync(join(program, '.cargo/config.toml'), `[registries.rehearsal]\nindex = "sparse+${index}"\n`);
  const manifest = join(program, 'Cargo.toml');
  const text = readFileSync(manifest, 'utf8');
  writeFileSync(manifest, text.replace(/path = "keyward"/, `version = "${version}", registry = "rehearsal"`));
  rmSync(join(program, 'Cargo.lock'), { force: true });
}
