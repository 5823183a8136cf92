import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

const EXAMPLES = join(__dirname, '../../examples');
const execute = promisify(execFile);

/** Debian's, whatever else a machine has. */
const PYTHON = '/usr/bin/python3';

/** A case of test/vectors, to be read with these pinned keys. */
export interface ReadTask {
  readonly vectors: string;
  readonly pinned: readonly string[];
  readonly case: object;
}

export const LANGUAGES = ['Python', 'PHP', 'Go'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Ran {
  readonly code: number;
  readonly output: string;
}

/** The programs of examples/. */
export class LicenseReaders {
  private constructor(private readonly folder: string) {}

  /** @param folder for what is compiled and written */
  static async build(folder: string): Promise<LicenseReaders> {
    const cache = join(folder, 'go');
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      GOCACHE: cache,
      GOPATH: cache,
      GOFLAGS: '-mod=mod',
      GOPROXY: 'off',
      CGO_ENABLED: '0',
    };
    await execute('go', ['build', '-o', folder, './cmd/editor', './cmd/check-vectors'], {
      cwd: join(EXAMPLES, 'go'),
      env,
    });
    return new LicenseReaders(folder);
  }

  /** What comes of each task, read in one process. */
  async read(language: Language, tasks: readonly ReadTask[]): Promise<object[]> {
    const commands: Record<Language, [string, ...string[]]> = {
      Python: [PYTHON, join(EXAMPLES, 'python/check_vectors.py')],
      PHP: ['php', join(EXAMPLES, 'php/check-vectors.php')],
      Go: [join(this.folder, 'check-vectors')],
    };
    const { code, output } = await run(commands[language], {}, JSON.stringify(tasks));
    if (code !== 0) {
      throw new Error(`${language} ended with ${code}: ${output}`);
    }
    return JSON.parse(output);
  }

  /** Runs the licensed program. */
  program(language: Language, env: Record<string, string>): Promise<Ran> {
    const commands: Record<Language, [string, ...string[]]> = {
      Python: [PYTHON, join(EXAMPLES, 'python/program.py')],
      PHP: ['php', join(EXAMPLES, 'php/program.php')],
      Go: [join(this.folder, 'editor')],
    };
    return run(commands[language], { LICENSE_FILE: join(this.folder, `${language}.txt`), ...env });
  }
}

async function run([command, ...args]: [string, ...string[]], env: Record<string, string>, input = ''): Promise<Ran> {
  const program = spawn(command, args, { env: { PATH: process.env.PATH, PYTHONDONTWRITEBYTECODE: '1', ...env } });
  const ended = once(program, 'close');
  program.stdin.end(input);
  const [printed, complaints] = await Promise.all([text(program.stdout), text(program.stderr)]);
  const [code] = (await ended) as [number];
  return { code, output: `${printed}${complaints}` };
}
