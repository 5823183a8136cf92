import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export const GO_CLIENT = join(__dirname, '../../sdk/go');

/** Debian's, whatever else a machine has. */
const GO = existsSync('/usr/bin/go') ? '/usr/bin/go' : 'go';

/** Without network. @param folder for what Go caches */
function goEnvironment(folder: string): Record<string, string | undefined> {
  const cache = join(folder, 'cache');
  return {
    PATH: process.env.PATH,
    HOME: folder,
    GOCACHE: process.env.GOCACHE ?? cache,
    GOPATH: cache,
    GOFLAGS: '-mod=mod -buildvcs=false',
    GOPROXY: 'off',
    GOTOOLCHAIN: 'local',
  };
}

/** Runs the command of Go in a folder. @param home for what it caches */
export function runGo(args: readonly string[], cwd: string, home: string, more = {}): Promise<{ stdout: string }> {
  return execute(GO, [...args], { cwd, env: { ...goEnvironment(home), CGO_ENABLED: '0', ...more } });
}

/** The programs in its folder `tests`: `driver`, `vectors` and `processes`. Returns their folder. */
export async function builtGoPrograms(home: string): Promise<string> {
  const programs = join(home, 'programs/');
  await runGo(['build', '-o', programs, './tests/...'], GO_CLIENT, home);
  return programs;
}

/** Runs its own tests with the race detector, which needs gcc, and those of `go vet`. */
export async function testedGo(home: string): Promise<{ stdout: string }> {
  await runGo(['vet', './...'], GO_CLIENT, home);
  return runGo(['test', '-race', './...'], GO_CLIENT, home, { CGO_ENABLED: '1' });
}
