// Builds when the sources are newer than the build, then becomes the server, or the command named first: signals reach it,
// and nothing stands between. `build` does nothing else.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const main = join(project, 'dist', 'main.js');

const commands = ['reset-password'];
const [, , command] = process.argv;

function newestIn(folder) {
  const entries = readdirSync(join(project, folder), { withFileTypes: true, recursive: true });
  return Math.max(
    ...entries.filter((entry) => entry.isFile()).map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
}

function isStale() {
  if (!existsSync(join(project, 'src'))) {
    return false;
  }
  return !existsSync(main) || newestIn('src') > statSync(main).mtimeMs;
}

if (isStale()) {
  process.stdout.write('Building…\n');
  const { build } = await import('./build.mjs');
  await build();
}

if (commands.includes(command)) {
  process.argv.splice(2, 1);
  await import(pathToFileURL(join(project, 'dist', 'start', `${command}.js`)).href);
} else if (command !== 'build') {
  await import(pathToFileURL(main).href);
}
