import { execFile } from 'node:child_process';
import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export const GO_CLIENT = join(__dirname, '../../sdk/go');

/** Debian's, whatever else a machine has. */
const GO = existsSync('/usr/bin/go') ? '/usr/bin/go' : 'go';

/** Without network, and with one cache for all spec files of a run. */
export function goEnvironment(home: string): Record<string, string | undefined> {
  return {
    PATH: process.env.PATH,
    HOME: home,
    GOCACHE: join(tmpdir(), 'keyward-go-cache'),
    GOPATH: join(home, 'go-path'),
    GOFLAGS: '-mod=mod -buildvcs=false',
    GOPROXY: 'off',
    GOTOOLCHAIN: 'local',
  };
}

/** Runs the command of Go in a folder. */
export function runGo(
  args: readonly string[],
  cwd: string,
  home: string,
  more = {},
): Promise<{ stdout: string; stderr: string }> {
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

/** Output of a program of one file, in a folder with the module beside it, as its page says. */
export async function ranGoProgram(text: string, home: string): Promise<{ stdout: string; stderr: string }> {
  const module = 'github.com/keyward/keyward/sdk/go';
  writeFileSync(join(home, 'main.go'), text);
  cpSync(GO_CLIENT, join(home, 'third_party/keyward'), { recursive: true });
  await runGo(['mod', 'init', 'my-program'], home, home);
  await runGo(
    ['mod', 'edit', '-require', `${module}@v0.1.0`, '-replace', `${module}=./third_party/keyward`],
    home,
    home,
  );
  const program = join(home, 'my-program');
  await runGo(['build', '-o', program, '.'], home, home);
  return execute(program, [], { cwd: home, env: { PATH: process.env.PATH, HOME: home } });
}
