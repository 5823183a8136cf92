import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './npm-registry.mjs';
import { environmentOf, expectLicensed, writeProgram } from './program.mjs';
import { run, start } from './run.mjs';
import { madeTwice, neutralize } from './twice.mjs';

/** Wheel and source distribution, by twine into pypiserver, and a program in a virtual environment of its own. */
export async function releasePython(context) {
  const { project, version, work, report } = context;
  const tools = await virtualEnvironment(join(work, 'tools'));
  await run(join(tools, 'pip'), ['install', '--quiet', 'build', 'twine', 'pypiserver', 'setuptools>=61', 'wheel']);
  const packages = await madeTwice(context, async (folder) => {
    const sources = join(folder, 'sources');
    cpSync(join(project, 'sdk/python'), sources, { recursive: true });
    const made = join(folder, 'made');
    await run(join(tools, 'python'), ['-m', 'build', '--no-isolation', '--outdir', made, sources]);
    const paths = readdirSync(made).map((name) => join(made, name));
    await neutralize(
      paths.find((path) => path.endsWith('.tar.gz')),
      folder,
    );
    return paths;
  });

  const port = await freePort();
  const published = join(work, 'published');
  mkdirSync(published);
  const args = ['run', '--port', String(port), '--interface', '127.0.0.1', '--disable-fallback', '-a', '.', '-P', '.'];
  const index = await start(join(tools, 'pypi-server'), [...args, '-v', published], /Listening on|Serving/);
  try {
    const url = `http://127.0.0.1:${port}/`;
    await run(join(tools, 'twine'), ['upload', '--repository-url', url, '-u', 'any', '-p', 'any', ...packages]);
    const program = await writeProgram(context, 'python');
    const own = await virtualEnvironment(join(work, 'own'));
    // The packages that it needs come from the index that pip is set to.
    await run(join(own, 'pip'), ['install', '--quiet', '--extra-index-url', `${url}simple/`, `keyward==${version}`]);
    const env = environmentOf(context);
    expectLicensed(await run(join(own, 'python'), ['program.py'], { cwd: program, env }));
  } finally {
    await index.end();
  }
  for (const path of packages) {
    report.row('client for Python', path, 'PyPI: keyward', 'trusted publisher', 'python -m build sdk/python');
  }
  report.tried('Python: pip installs the wheel, and the program is licensed');
}

async function virtualEnvironment(folder) {
  await run('python3', ['-m', 'venv', folder]);
  return join(folder, 'bin');
}
