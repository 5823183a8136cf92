import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { builtGoPrograms, ranGoProgram, runGo } from '../conformance/go-client';

const EXAMPLES = join(__dirname, '../../examples');
const SDK = join(__dirname, '../../sdk');

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

/** The packages, and the programs of examples/ that use them. */
export class LicenseReaders {
  private constructor(
    private readonly folder: string,
    private readonly goPrograms: string,
  ) {}

  /** @param folder for what is compiled, copied and written */
  static async build(folder: string): Promise<LicenseReaders> {
    await runGo(['build', '-o', `${folder}/`, './cmd/...'], join(EXAMPLES, 'go'), folder);
    const goPrograms = await builtGoPrograms(folder);
    // As the page of the example says.
    cpSync(join(EXAMPLES, 'php'), join(folder, 'php'), { recursive: true });
    cpSync(join(SDK, 'php'), join(folder, 'php/keyward'), { recursive: true });
    return new LicenseReaders(folder, goPrograms);
  }

  /** Outcomes of the tasks, read in one process. */
  async read(language: Language, tasks: readonly ReadTask[]): Promise<object[]> {
    const commands: Record<Language, [string, ...string[]]> = {
      Python: [PYTHON, join(SDK, 'python/tests/check_vectors.py')],
      PHP: ['php', join(SDK, 'php/tests/check-vectors.php')],
      Go: [join(this.goPrograms, 'vectors')],
    };
    const { code, output } = await run(commands[language], {}, JSON.stringify(tasks));
    if (code !== 0) {
      throw new Error(`${language} ended with ${code}: ${output}`);
    }
    return JSON.parse(output);
  }

  /** Runs the licensed program. */
  program(language: Language, machine: string, env: Record<string, string>): Promise<Ran> {
    const commands: Record<Language, [string, ...string[]]> = {
      Python: [PYTHON, join(EXAMPLES, 'python/program.py')],
      PHP: ['php', join(this.folder, 'php/program.php')],
      Go: [join(this.folder, 'editor')],
    };
    const settings = { LICENSE_STORE: join(this.folder, `${language}.txt`), DEVICE: machine };
    return run(commands[language], { ...settings, ...env });
  }

  /** The licensed service in Go. */
  service(env: Record<string, string>): ChildProcess {
    const store = { LICENSE_STORE: join(this.folder, 'service.txt'), DEVICE: 'rack' };
    return spawn(join(this.folder, 'service'), [], { env: { ...store, ...env }, stdio: 'inherit' });
  }

  /** Output of a program that was pasted from a page, in a folder of its own. */
  async pasted(language: 'python' | 'php' | 'go', text: string, home: string): Promise<string> {
    if (language === 'go') {
      return (await ranGoProgram(text, home)).stdout;
    }
    const program = join(home, `program.${language}`);
    writeFileSync(program, language === 'php' && !text.startsWith('<?php') ? `<?php\n${text}` : text);
    for (const loader of ['vendor', 'keyward']) {
      mkdirSync(join(home, loader));
      writeFileSync(join(home, loader, 'autoload.php'), `<?php require '${join(SDK, 'php/autoload.php')}';`);
    }
    const { code, output } = await run([language === 'php' ? 'php' : PYTHON, program], { HOME: home }, '', home);
    if (code !== 0) {
      throw new Error(`The program ended with ${code}: ${output}`);
    }
    return output;
  }
}

async function run(
  [command, ...args]: [string, ...string[]],
  env: Record<string, string>,
  input = '',
  cwd?: string,
): Promise<Ran> {
  const known = { PATH: process.env.PATH, PYTHONPATH: join(SDK, 'python/src'), PYTHONDONTWRITEBYTECODE: '1' };
  const program = spawn(command, args, { env: { ...known, ...env }, cwd });
  const ended = once(program, 'close');
  // A program that has ended already reads nothing.
  program.stdin.on('error', () => undefined);
  program.stdin.end(input);
  const [printed, complaints] = await Promise.all([text(program.stdout), text(program.stderr)]);
  const [code] = (await ended) as [number];
  return { code, output: `${printed}${complaints}` };
}
