import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { InstalledCClient } from './c-client';
import { BuiltCSharpClient } from './csharp-client';
import { ProcessDriver } from './driver';
import { builtGoPrograms, ranGoProgram } from './go-client';
import { BuiltJavaClient } from './java-client';
import { RustClient, RustProgram } from './rust-client';

const execute = promisify(execFile);

const PYTHON_CLIENT = join(__dirname, '../../sdk/python');
const PHP_CLIENT = join(__dirname, '../../sdk/php');
const PYTHON_ENVIRONMENT = { PYTHONPATH: join(PYTHON_CLIENT, 'src'), PYTHONDONTWRITEBYTECODE: '1' };

/** The clients that are compiled. */
export interface BuiltClients {
  readonly c: InstalledCClient;
  readonly csharp: BuiltCSharpClient;
  /** Folder of its programs. */
  readonly go: string;
  readonly java: BuiltJavaClient;
  readonly rust: RustClient;
}

/** Builds them one after the other: each compiler uses all processors. */
export async function builtClients(home: string): Promise<BuiltClients> {
  return {
    c: await InstalledCClient.install(join(home, 'c'), true),
    csharp: await BuiltCSharpClient.build(join(home, 'csharp')),
    go: await builtGoPrograms(home),
    java: await BuiltJavaClient.build(join(home, 'java')),
    rust: await RustClient.build(),
  };
}

/** Start a program that calls its ledger. */
export const DRIVERS = {
  Python: () => new ProcessDriver('/usr/bin/python3', [join(PYTHON_CLIENT, 'tests/driver.py')], PYTHON_ENVIRONMENT),
  Go: ({ go }: BuiltClients) => new ProcessDriver(join(go, 'driver'), []),
  'C#': ({ csharp }: BuiltClients) => csharp.driver(),
  Rust: ({ rust }: BuiltClients) => rust.driver(),
  C: ({ c }: BuiltClients) => c.driver(),
  PHP: () => new ProcessDriver('php', [join(PHP_CLIENT, 'tests/driver.php')]),
  Java: ({ java }: BuiltClients) => java.driver(),
} as const;

/** Run the text of a program of one file in a folder. */
export const RAN_PROGRAM = {
  python: (text: string, cwd: string) => execute('/usr/bin/python3', ['-c', text], { cwd, env: PYTHON_ENVIRONMENT }),
  go: ranGoProgram,
  csharp: (text: string, folder: string, { csharp }: BuiltClients) => csharp.ran(text, folder),
  rust: async (text: string, folder: string) => ({ stdout: await RustProgram.ran(text, folder) }),
  c: (text: string, folder: string, { c }: BuiltClients) => c.ran(text, folder),
  php: (text: string, cwd: string) => execute('php', ['-r', text.replace('keyward/', `${PHP_CLIENT}/`)], { cwd }),
  java: async (text: string, cwd: string, { java }: BuiltClients) => {
    await writeFile(join(cwd, 'Plant.java'), text);
    return execute('java', ['-cp', java.jar, 'Plant.java'], { cwd });
  },
};
