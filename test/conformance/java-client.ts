import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { ProcessDriver } from './driver';

const execute = promisify(execFile);

export const JAVA_CLIENT = join(__dirname, '../../sdk/java');

/** Programs that run for seconds: nothing is compiled twice for them. */
const SHORT_LIVED = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
const STRICT = ['-Xlint:all', '-Werror'];

/** The client in Java: its jar, without Maven, and programs that use it. */
export class BuiltJavaClient {
  private constructor(private readonly folder: string) {}

  static async build(folder: string): Promise<BuiltJavaClient> {
    const client = new BuiltJavaClient(folder);
    const classes = join(folder, 'classes');
    await execute('javac', ['--release', '11', ...STRICT, '-d', classes, ...sources('src/main/java')]);
    await execute('jar', [
      ...['--create', '--file', client.jar],
      ...['-C', classes, 'module-info.class', '-C', classes, 'io'],
    ]);
    // The annotations are not in the jar.
    const programs = [
      'Driver',
      'LedgerCalls',
      'Processes',
      'ShownFacts',
      'TestClock',
      'TestSystem',
      'CheckVectors',
    ].map((name) => join(JAVA_CLIENT, `src/test/java/io/github/keyward/${name}.java`));
    await client.compile(programs, [classes]);
    return client;
  }

  get jar(): string {
    return join(this.folder, 'keyward.jar');
  }

  /** Compiles programs that use the jar. */
  async compile(programs: readonly string[], path: readonly string[] = []): Promise<void> {
    const classPath = [this.jar, ...path].join(delimiter);
    await execute('javac', ['--release', '11', '-cp', classPath, '-d', join(this.folder, 'programs'), ...programs]);
  }

  /** Command line of a program that was compiled. */
  command(main: string, ...args: readonly string[]): [string, ...string[]] {
    return ['java', ...SHORT_LIVED, '-cp', [this.jar, join(this.folder, 'programs')].join(delimiter), main, ...args];
  }

  driver(): ProcessDriver {
    const [program, ...args] = this.command('io.github.keyward.Driver');
    return new ProcessDriver(program, args);
  }

  get vectorReader(): [string, ...string[]] {
    return this.command('io.github.keyward.CheckVectors');
  }
}

/** The Java files below a folder of the client. */
export function sources(folder: string): string[] {
  return readdirSync(join(JAVA_CLIENT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.java'))
    .map((path) => join(JAVA_CLIENT, folder, path));
}
