import { isNode, nodeModule, nodeProcess } from './node-module';
import { usageError } from './problems';

/** Reads of the system under a program; tests replace it. */
export interface Platform {
  /** `linux`, `darwin`, `win32`, … as `process.platform` says; `browser` without one. */
  readonly name: string;
  /** Environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Also true for a file that may not be read. */
  exists(path: string): Promise<boolean>;
  /** Rejects if there is no such file. */
  readFile(path: string): Promise<string>;
  /** The output of a program; rejects if it fails. */
  run(program: string, args: readonly string[]): Promise<string>;
}

const RUN_TIMEOUT_MS = 5_000;

export function thisPlatform(): Platform {
  if (!isNode()) {
    const none = (): Promise<string> => Promise.reject(usageError('There are no files and programs here'));
    return { name: 'browser', variables: {}, exists: () => Promise.resolve(false), readFile: none, run: none };
  }
  const { platform = '', env = {} } = nodeProcess() ?? {};
  return { name: platform, variables: env, exists, readFile, run };
}

/** Text of a file without spaces around it; empty if it cannot be read. */
export async function textOf(platform: Platform, path: string): Promise<string> {
  const text = await platform.readFile(path).catch(() => '');
  return text.trim();
}

/** Output of a program; empty if it fails. */
export function outputOf(platform: Platform, program: string, args: readonly string[]): Promise<string> {
  return platform.run(program, args).catch(() => '');
}

/** Values of a key of the Windows registry, as text by name; empty if there are none. */
export async function registryValues(platform: Platform, key: string): Promise<Map<string, string>> {
  // A 32-bit program is shown another part of the registry unless it asks for this one.
  const output = await outputOf(platform, 'reg', ['QUERY', key, '/reg:64']);
  return new Map(
    [...output.matchAll(/^\s+(\S+)\s+REG_SZ\s+(.*?)\s*$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}

interface Files {
  readFile(path: string, encoding: 'utf8'): Promise<string>;
  lstat(path: string): Promise<unknown>;
}

async function readFile(path: string): Promise<string> {
  return (await nodeModule<Files>('node:fs/promises')).readFile(path, 'utf8');
}

async function exists(path: string): Promise<boolean> {
  const files = await nodeModule<Files>('node:fs/promises');
  return files.lstat(path).then(
    () => true,
    () => false,
  );
}

async function run(program: string, args: readonly string[]): Promise<string> {
  type Done = (error: Error | null, stdout: string) => void;
  interface Programs {
    readonly execFile: (program: string, args: readonly string[], options: object, done: Done) => unknown;
  }
  const { execFile } = await nodeModule<Programs>('node:child_process');
  return new Promise((resolve, reject) => {
    const options = { timeout: RUN_TIMEOUT_MS, windowsHide: true, encoding: 'utf8' };
    execFile(program, args, options, (error, stdout) => (error ? reject(error) : resolve(stdout)));
  });
}
