import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

export const PROJECT = join(__dirname, '../../..');

const SDK = join(PROJECT, 'sdk');
const execute = promisify(execFile);

/** A customer's project, empty but for the SDK as npm would have published it. */
export class InstalledSdk {
  private constructor(readonly folder: string) {}

  static async create(): Promise<InstalledSdk> {
    await execute(process.execPath, [join(SDK, 'scripts/build.mjs'), '--if-stale']);
    const installed = new InstalledSdk(await mkdtemp(join(tmpdir(), 'keyward shop ')));
    await installed.install();
    return installed;
  }

  async write(file: string, text: string): Promise<string> {
    const path = join(this.folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    return path;
  }

  /** Runs a program that prints JSON. */
  async run(file: string, environment: Record<string, string>): Promise<any> {
    const options = { cwd: this.folder, env: { PATH: process.env.PATH, ...environment } };
    const { stdout } = await execute(process.execPath, [join(this.folder, file)], options);
    return JSON.parse(stdout);
  }

  /** What the compiler complains about; nothing, where all is well. */
  async compile(files: string[], ...options: string[]): Promise<string> {
    const tsc = join(PROJECT, 'node_modules/typescript/bin/tsc');
    const strict = [
      '--noEmit',
      '--strict',
      '--skipDefaultLibCheck',
      '--target',
      'es2022',
      '--typeRoots',
      join(PROJECT, 'node_modules/@types'),
    ];
    const { stdout } = await execute(process.execPath, [tsc, ...strict, ...options, ...files], {
      cwd: this.folder,
    }).catch((failure: unknown) => failure as { stdout: string });
    return stdout;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  private async install(): Promise<void> {
    await this.write('package.json', JSON.stringify({ name: 'shop', private: true }));
    const { stdout } = await execute('npm', ['pack', '--json', '--pack-destination', this.folder], { cwd: SDK });
    const [{ filename }] = JSON.parse(stdout);
    const cache = join(this.folder, '.npm');
    await execute('npm', ['install', '--offline', '--no-audit', '--no-fund', '--cache', cache, `./${filename}`], {
      cwd: this.folder,
    });
  }
}
