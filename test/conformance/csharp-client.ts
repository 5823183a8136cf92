import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ProcessDriver } from './driver';

const execute = promisify(execFile);

export const CSHARP_CLIENT = join(__dirname, '../../sdk/csharp');

/** Against the reference assemblies of .NET Framework 4.7.2, which has no more than netstandard2.0 for what is used. */
const COMPILER = ['-sdk:4.7.2-api', '-warn:4', '-warnaserror+'];
const LIBRARIES = ['-r:System.Net.Http.dll', '-r:System.Numerics.dll'];

/** The client in C#: its assembly, compiled by Mono, and programs that use it. */
export class BuiltCSharpClient {
  private constructor(private readonly folder: string) {}

  static async build(folder: string): Promise<BuiltCSharpClient> {
    mkdirSync(folder, { recursive: true });
    const client = new BuiltCSharpClient(folder);
    await execute('mcs', [
      ...COMPILER,
      '-target:library',
      `-out:${client.assembly}`,
      ...LIBRARIES,
      ...csharpSources('src'),
    ]);
    await client.compile('Keyward.Tests.exe', csharpSources('tests'));
    return client;
  }

  get assembly(): string {
    return join(this.folder, 'Keyward.dll');
  }

  /** Compiles a program that uses the assembly. */
  async compile(name: string, files: readonly string[], more: readonly string[] = []): Promise<void> {
    const out = `-out:${join(this.folder, name)}`;
    await execute('mcs', [...COMPILER, out, `-r:${this.assembly}`, ...LIBRARIES, ...more, ...files]);
  }

  /** Output of a program of one file, in a folder. */
  async ran(text: string, folder: string): Promise<{ stdout: string }> {
    const file = join(folder, 'Program.cs');
    writeFileSync(file, text);
    await this.compile('Program.exe', [file]);
    const [mono, ...args] = this.command('Program.exe');
    return execute(mono, args, { cwd: folder });
  }

  /** Command line of a program that was compiled. */
  command(name: string, ...args: readonly string[]): [string, ...string[]] {
    return ['mono', join(this.folder, name), ...args];
  }

  /** Command line of one of its own tests. */
  test(name: 'driver' | 'vectors' | 'processes' | 'unit'): [string, ...string[]] {
    return this.command('Keyward.Tests.exe', name);
  }

  driver(): ProcessDriver {
    const [program, ...args] = this.test('driver');
    return new ProcessDriver(program, args);
  }
}

/** The files below a folder of the client. */
export function csharpSources(folder: string): string[] {
  return readdirSync(join(CSHARP_CLIENT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.cs'))
    .map((path) => join(CSHARP_CLIENT, folder, path));
}
