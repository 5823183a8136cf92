import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

export const PROJECT = join(__dirname, '../../..');

const SDK = join(PROJECT, 'sdk');
const TSC = join(PROJECT, 'node_modules/typescript/bin/tsc');
const TYPES = join(PROJECT, 'node_modules/@types');
const execute = promisify(execFile);

/** An empty project with the SDK installed as published by npm. */
export class InstalledSdk {
  /** Packed and installed once in each worker, and copied. */
  private static original: Promise<InstalledSdk> | undefined;

  private constructor(readonly folder: string) {}

  static async create(): Promise<InstalledSdk> {
    const original = await (InstalledSdk.original ??= InstalledSdk.install());
    const copy = await InstalledSdk.empty();
    await cp(original.folder, copy.folder, { recursive: true, verbatimSymlinks: true });
    return copy;
  }

  private static async empty(): Promise<InstalledSdk> {
    return new InstalledSdk(await mkdtemp(join(tmpdir(), 'keyward shop ')));
  }

  private static async install(): Promise<InstalledSdk> {
    await execute(process.execPath, [join(SDK, 'scripts/build.mjs'), '--if-stale']);
    const installed = await InstalledSdk.empty();
    const { folder } = installed;
    await installed.write('package.json', JSON.stringify({ name: 'shop', private: true }));
    const { stdout } = await execute('npm', ['pack', '--json', '--pack-destination', folder], { cwd: SDK });
    const [{ filename }] = JSON.parse(stdout);
    const cache = join(folder, '.npm');
    const options = ['--offline', '--no-audit', '--no-fund', '--cache', cache];
    await execute('npm', ['install', ...options, `./${filename}`], { cwd: folder });
    return installed;
  }

  async write(file: string, text: string): Promise<string> {
    const path = join(this.folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    return path;
  }

  /** Runs a program that prints JSON. */
  async run(file: string, environment: Record<string, string>): Promise<unknown> {
    const options = { cwd: this.folder, env: { PATH: process.env.PATH, ...environment } };
    const { stdout } = await execute(process.execPath, [join(this.folder, file)], options);
    return JSON.parse(stdout);
  }

  /** Runs a program; throws if it fails. */
  async execute(file: string): Promise<void> {
    await execute(process.execPath, [file], { cwd: this.folder });
  }

  /** Initializes the project with `tsc --init`. */
  async initialize(): Promise<void> {
    await execute(process.execPath, [TSC, '--init'], { cwd: this.folder });
  }

  /** Compiles a folder of the initialized project; returns the compiler's errors, empty if none. */
  async build(folder: string, ...options: string[]): Promise<string> {
    await this.write(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../tsconfig.json' }));
    return this.tsc('--project', folder, '--typeRoots', TYPES, ...options);
  }

  /** Compiles a project as its own tsconfig.json says; returns the compiler's errors, empty if none. */
  async project(folder: string): Promise<string> {
    return this.tsc('--project', folder, '--typeRoots', TYPES);
  }

  /** Returns the compiler's errors, empty if none. */
  async compile(files: string[], ...options: string[]): Promise<string> {
    const strict = [
      '--noEmit',
      '--strict',
      '--exactOptionalPropertyTypes',
      '--skipDefaultLibCheck',
      '--target',
      'es2022',
      '--typeRoots',
      TYPES,
    ];
    return this.tsc(...strict, ...options, ...files);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  private async tsc(...args: string[]): Promise<string> {
    const { stdout } = await execute(process.execPath, [TSC, ...args], { cwd: this.folder }).catch(
      (failure: unknown) => failure as { stdout: string },
    );
    return stdout;
  }
}
