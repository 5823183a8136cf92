import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ProcessDriver } from './driver';

const execute = promisify(execFile);

export const RUST_CLIENT = join(__dirname, '../../sdk/rust');

/** Debian's, whatever else a machine has. */
const TOOLS = existsSync('/usr/bin/cargo') ? '/usr/bin:/bin' : process.env.PATH;
/** Shared, so that each crate is compiled once. */
const TARGET = join(RUST_CLIENT, 'target');
const MAX_OUTPUT = 1 << 24;

/** Runs cargo in a folder, and returns its output. */
export async function cargo(args: readonly string[], folder = RUST_CLIENT, env: object = {}): Promise<string> {
  const settings = { PATH: TOOLS, CARGO_TARGET_DIR: TARGET, CARGO_PROFILE_DEV_DEBUG: '0' };
  const { stdout } = await execute('cargo', [...args], {
    cwd: folder,
    env: { ...process.env, ...settings, ...env },
    maxBuffer: MAX_OUTPUT,
  });
  return stdout;
}

/** The programs of the tests. */
export class RustClient {
  static async build(): Promise<RustClient> {
    await cargo(['build', '--quiet', '--locked', '--examples']);
    return new RustClient();
  }

  /** The program that reads the test vectors. */
  readonly vectorReader = join(TARGET, 'debug/examples/check_vectors');
  /** The back end of a shop. */
  readonly shop = join(TARGET, 'debug/examples/shop');

  driver(): ProcessDriver {
    return new ProcessDriver(join(TARGET, 'debug/examples/driver'), []);
  }
}

/** A program of somebody else, in a folder of its own, with the versions of crates that the client has. */
export class RustProgram {
  private constructor(readonly folder: string) {}

  static async create(): Promise<RustProgram> {
    const folder = mkdtempSync(join(tmpdir(), 'keyward-rust-'));
    const manifest = `
      [package]
      name = "program"
      version = "1.0.0"
      edition = "2024"
      [dependencies]
      keyward = { path = ${JSON.stringify(RUST_CLIENT)} }
      serde_json = "1"
      ureq = { version = "3", default-features = false, features = ["rustls"] }`;
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'Cargo.toml'), manifest);
    cpSync(join(RUST_CLIENT, 'Cargo.lock'), join(folder, 'Cargo.lock'));
    return new RustProgram(folder);
  }

  /** Compiles the text as main.rs with the other files, and returns what the program prints. */
  async run(
    main: string,
    { files = {}, env = {} }: { files?: Record<string, string>; env?: object } = {},
  ): Promise<string> {
    for (const [name, text] of Object.entries({ ...files, 'main.rs': main })) {
      writeFileSync(join(this.folder, 'src', name), text);
    }
    return cargo(['run', '--quiet'], this.folder, env);
  }

  async remove(): Promise<void> {
    rmSync(this.folder, { recursive: true });
  }
}
