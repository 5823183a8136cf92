import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { ProcessDriver } from './driver';

const execute = promisify(execFile);

export const RUST_CLIENT = join(__dirname, '../../sdk/rust');

/** Debian's, whatever else a machine has. */
const TOOLS = existsSync('/usr/bin/cargo') ? '/usr/bin:/bin' : process.env.PATH;
/** Shared by all programs of a run, so that each crate is compiled once. */
const TARGET = join(RUST_CLIENT, 'target');
const MAX_OUTPUT = 1 << 24;

/** Crates are downloaded once for a checkout, and not into the folder of the user. */
export const CARGO_ENVIRONMENT = {
  PATH: TOOLS,
  CARGO_HOME: process.env.CARGO_HOME ?? join(TARGET, 'cargo-home'),
  CARGO_TARGET_DIR: TARGET,
  CARGO_INCREMENTAL: '0',
  CARGO_PROFILE_DEV_DEBUG: '0',
};

/** Runs cargo in a folder, and returns its output. */
export async function cargo(args: readonly string[], folder = RUST_CLIENT, env: object = {}): Promise<string> {
  const { stdout } = await execute('cargo', [...args], {
    cwd: folder,
    env: { ...process.env, ...CARGO_ENVIRONMENT, ...env },
    maxBuffer: MAX_OUTPUT,
  });
  return stdout;
}

/** The programs in its folder `examples`. */
export class RustClient {
  static async build(): Promise<RustClient> {
    await cargo(['build', '--quiet', '--locked', '--examples']);
    return new RustClient();
  }

  /** The program that reads the test vectors. */
  readonly vectorReader = this.#example('check_vectors');
  /** A program with a floating license. */
  readonly processes = this.#example('processes');
  /** The back end of a shop. */
  readonly shop = this.#example('shop');

  driver(): ProcessDriver {
    return new ProcessDriver(this.#example('driver'), []);
  }

  #example(name: string): string {
    return join(TARGET, 'debug/examples', name);
  }
}

/**
 * A program of somebody else, in a folder of its own, with the versions of crates that the client has. It has the name of
 * its folder, because cargo puts programs of one name from two spec files into one file.
 */
export class RustProgram {
  private constructor(readonly folder: string) {}

  static async create(): Promise<RustProgram> {
    const folder = mkdtempSync(join(tmpdir(), 'keyward-rust-'));
    const manifest = `
      [package]
      name = ${JSON.stringify(basename(folder).toLowerCase())}
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

  /** Output of a program of one file, which runs in a folder. */
  static async ran(main: string, cwd: string): Promise<string> {
    const program = await RustProgram.create();
    try {
      return await program.run(main, { cwd });
    } finally {
      await program.remove();
    }
  }

  /** Compiles the text as main.rs with the other files, and returns what the program prints, in its folder or another one. */
  async run(
    main: string,
    { files = {}, env = {}, cwd = this.folder }: { files?: Record<string, string>; env?: object; cwd?: string } = {},
  ): Promise<string> {
    for (const [name, text] of Object.entries({ ...files, 'main.rs': main })) {
      writeFileSync(join(this.folder, 'src', name), text);
    }
    return cargo(['run', '--quiet', '--manifest-path', join(this.folder, 'Cargo.toml')], cwd, env);
  }

  async remove(): Promise<void> {
    rmSync(this.folder, { recursive: true });
  }
}
