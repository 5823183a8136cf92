import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { zip } from './files.mjs';
import { environmentOf, expectLicensed, writeProgram } from './program.mjs';
import { exists, run } from './run.mjs';
import { madeTwice } from './twice.mjs';

/** The package in a Composer repository of files, and a program that Composer gets it for. */
export async function releasePhp(context) {
  const { project, version, work, registry, registryUrl, report } = context;
  if (!(await exists('composer'))) {
    report.leftOut('PHP', 'Composer is not installed (Debian: composer)');
    return;
  }
  const served = join(registry, 'composer');
  mkdirSync(served);
  const [archive] = await madeTwice(context, async (folder) => {
    const packed = join(folder, `keyward-sdk-php-${version}.zip`);
    const sources = join(folder, 'sources');
    cpSync(join(project, 'sdk/php'), sources, { recursive: true, filter: (path) => !path.endsWith('/tests') });
    await zip(sources, packed);
    return packed;
  });
  copyFileSync(archive, join(served, basename(archive)));
  const { name, ...described } = JSON.parse(readFileSync(join(project, 'sdk/php/composer.json'), 'utf8'));
  const dist = { type: 'zip', url: `${registryUrl}/composer/${basename(archive)}` };
  const packages = { [name]: { [version]: { name, version, dist, ...described } } };
  writeFileSync(join(served, 'packages.json'), JSON.stringify({ packages }));

  const program = await writeProgram(context, 'php');
  const repositories = [{ type: 'composer', url: `${registryUrl}/composer` }, { 'packagist.org': false }];
  const manifest = { repositories, config: { 'secure-http': false }, require: { [name]: version } };
  writeFileSync(join(program, 'composer.json'), JSON.stringify(manifest));
  const env = environmentOf(context, { COMPOSER_ALLOW_SUPERUSER: '1', COMPOSER_HOME: join(work, 'composer') });
  await run('composer', ['install', '--no-interaction', '--quiet'], { cwd: program, env });
  const file = join(program, 'program.php');
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(/(['"])[^'"]*keyward\/autoload\.php\1/, "'/vendor/autoload.php'"),
  );
  expectLicensed(await run('php', ['program.php'], { cwd: program, env }));
  report.row('client for PHP', archive, 'Packagist: keyward/sdk', 'the tag', 'the folder sdk/php at the tag');
  report.tried('PHP: Composer installs the package, and the program is licensed');
}
