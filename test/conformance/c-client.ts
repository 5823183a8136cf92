import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ProcessDriver } from './driver';

const execute = promisify(execFile);

export const C_CLIENT = join(__dirname, '../../sdk/c');

const STRICT = ['-std=c99', '-Wall', '-Wextra', '-Wpedantic', '-Werror'];
const SANITIZED = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all'];

/** The client in C, built by CMake and installed into a folder of its own, and programs that use it from there. */
export class InstalledCClient {
  private constructor(
    private readonly folder: string,
    private readonly isSanitized: boolean,
  ) {}

  /** @param isSanitized whether mistakes with memory and undefined behavior end the programs */
  static async install(folder: string, isSanitized: boolean): Promise<InstalledCClient> {
    const client = new InstalledCClient(folder, isSanitized);
    const build = join(folder, 'build');
    await execute('cmake', [
      ...['-S', C_CLIENT, '-B', build, `-DCMAKE_INSTALL_PREFIX=${client.prefix}`, '-DCMAKE_INSTALL_LIBDIR=lib'],
      ...['-DKEYWARD_WARNINGS=ON', '-DKEYWARD_TESTS=ON', `-DKEYWARD_SANITIZE=${isSanitized ? 'ON' : 'OFF'}`],
    ]);
    await execute('cmake', ['--build', build, '--parallel', '2']);
    await execute('cmake', ['--install', build]);
    await client.compile(join(C_CLIENT, 'tests/driver.c'), 'driver');
    return client;
  }

  get prefix(): string {
    return join(this.folder, 'prefix');
  }

  /** The program that reads the test vectors. */
  get vectorReader(): string {
    return join(this.folder, 'build/check-vectors');
  }

  get environment(): Record<string, string> {
    return { LD_LIBRARY_PATH: join(this.prefix, 'lib') };
  }

  driver(): ProcessDriver {
    return new ProcessDriver(join(this.folder, 'driver'), [], this.environment);
  }

  /** The example, with these texts in place of its own. Returns the path of the program. */
  async buildExample(replaced: Readonly<Record<string, string>>): Promise<string> {
    const sources = join(this.folder, 'example');
    mkdirSync(sources);
    cpSync(join(C_CLIENT, 'examples/CMakeLists.txt'), join(sources, 'CMakeLists.txt'));
    writeFileSync(
      join(sources, 'program.c'),
      Object.entries(replaced).reduce(
        (text, [own, other]) => text.replace(own, other),
        readFileSync(join(C_CLIENT, 'examples/program.c'), 'utf8'),
      ),
    );
    const build = join(sources, 'build');
    const flags = STRICT.filter((flag) => !flag.startsWith('-std')).join(' ');
    await execute('cmake', [
      ...['-S', sources, '-B', build, `-DCMAKE_PREFIX_PATH=${this.prefix}`, `-DCMAKE_C_FLAGS=${flags}`],
    ]);
    await execute('cmake', ['--build', build]);
    return join(build, 'program');
  }

  /** Output of a program of one file, in a folder. */
  async ran(text: string, folder: string): Promise<{ stdout: string }> {
    const source = join(folder, 'program.c');
    writeFileSync(source, text);
    const program = await this.compile(source, 'program');
    return execute(program, [], { cwd: folder, env: { PATH: process.env.PATH, ...this.environment } });
  }

  /** Compiles a program of one file, and returns the path of the program. */
  async compile(source: string, name: string): Promise<string> {
    const env = { PATH: process.env.PATH, PKG_CONFIG_PATH: join(this.prefix, 'lib/pkgconfig') };
    const { stdout } = await execute('pkg-config', ['--cflags', '--libs', 'keyward', 'jansson'], { env });
    const program = join(this.folder, name);
    await execute('gcc', [
      ...[...STRICT, ...(this.isSanitized ? SANITIZED : [])],
      ...['-o', program, source, ...wordsIn(stdout)],
    ]);
    return program;
  }
}

/** As a shell reads them: a backslash keeps a space inside of a word. */
function wordsIn(text: string): string[] {
  return (text.match(/(?:\\.|\S)+/g) ?? []).map((word) => word.replace(/\\(.)/g, '$1'));
}
