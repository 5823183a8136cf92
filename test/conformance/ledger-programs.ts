import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { InstalledCClient } from './c-client';
import type { BuiltCSharpClient } from './csharp-client';
import { ranGoProgram } from './go-client';
import { RustProgram } from './rust-client';

const execute = promisify(execFile);

export const PYTHON_CLIENT = join(__dirname, '../../sdk/python');
export const PYTHON_ENVIRONMENT = { PYTHONPATH: join(PYTHON_CLIENT, 'src'), PYTHONDONTWRITEBYTECODE: '1' };

/** The clients that programs are compiled with. */
export interface BuiltClients {
  readonly c: InstalledCClient;
  readonly csharp: BuiltCSharpClient;
}

/** Run the text of a program of one file in a folder. */
export const RAN_PROGRAM = {
  python: (text: string, cwd: string) => execute('/usr/bin/python3', ['-c', text], { cwd, env: PYTHON_ENVIRONMENT }),
  go: ranGoProgram,
  csharp: (text: string, folder: string, { csharp }: BuiltClients) => csharp.ran(text, folder),
  rust: async (text: string, folder: string) => ({ stdout: await RustProgram.ran(text, folder) }),
  c: (text: string, folder: string, { c }: BuiltClients) => c.ran(text, folder),
};
