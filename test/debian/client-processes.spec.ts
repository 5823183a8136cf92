import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';
import { C_CLIENT, InstalledCClient } from '../conformance/c-client';
import { BuiltCSharpClient } from '../conformance/csharp-client';
import { builtGoPrograms } from '../conformance/go-client';
import { BuiltJavaClient } from '../conformance/java-client';
import { RustClient } from '../conformance/rust-client';
import { activate, issued } from '../testkit/issue';
import { TestServer } from '../testkit/server';
import { InstalledSdk } from '../sdk/support/installed-sdk';

const SDK = join(__dirname, '../../sdk');
const PRODUCT = 'v2-default';

let server: TestServer;
let address: string;
let publicKey: string;
let folder: string;
let c: InstalledCClient;
let cProgram: string;
let java: BuiltJavaClient;
let rust: RustClient;
let csharp: BuiltCSharpClient;
let sdk: InstalledSdk;
let nodeProgram: string;
let goProgram: string;
const running: Program[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-processes-'));
  c = await InstalledCClient.install(join(folder, 'c'), true);
  cProgram = await c.compile(join(C_CLIENT, 'tests/processes.c'), 'processes');
  goProgram = join(await builtGoPrograms(join(folder, 'go')), 'processes');
  java = await BuiltJavaClient.build(join(folder, 'java'));
  rust = await RustClient.build();
  csharp = await BuiltCSharpClient.build(join(folder, 'csharp'));
  sdk = await InstalledSdk.create();
  nodeProgram = await sdk.write('processes.mjs', NODE_PROGRAM);
  server = await TestServer.start();
  address = await server.listen();
  publicKey = (await server.call('GET', '/.well-known/jwks.json')).body.keys[0].x;
});
afterEach(() => Promise.all(running.splice(0).map((program) => program.end())));
afterAll(async () => {
  await Promise.all([server.stop(), sdk.remove()]);
  rmSync(folder, { recursive: true });
});

const FORKING = ['Python', 'PHP', 'C'] as const;
const LANGUAGES = [...FORKING, 'TypeScript', 'Go', 'Java', 'Rust', 'C#'] as const;
type Language = (typeof LANGUAGES)[number];

const NODE_PROGRAM = `
  import { fileStore, openLicense } from '@keyward/sdk';
  const [, , baseUrl, product, key, licenseKey, store, mode] = process.argv;
  const license = await openLicense({
    baseUrl, product, keys: [key], licenseKey, store: fileStore(store), device: 'desk', floating: true,
  });
  if (mode === 'borrow') await license.borrow(3);
  console.log(license.state.kind, license.state.reason ?? 'None');
  process.stdin.resume().on('end', () => license.close());`;

/** A program with a floating license. */
class Program {
  readonly #child: ChildProcess & { readonly stdout: Readable };
  readonly #reader: Interface;
  readonly #lines: AsyncIterator<string>;

  constructor(language: Language, args: readonly string[]) {
    const commands: Readonly<Record<Language, readonly [string, ...string[]]>> = {
      Python: ['/usr/bin/python3', join(SDK, 'python/tests/processes.py')],
      PHP: ['php', join(SDK, 'php/tests/processes.php')],
      C: [cProgram],
      TypeScript: [process.execPath, nodeProgram],
      Go: [goProgram],
      Java: java.command('io.github.keyward.Processes'),
      Rust: [rust.processes],
      'C#': csharp.test('processes'),
    };
    const [program, ...before] = commands[language];
    const env = {
      PATH: process.env.PATH,
      PYTHONPATH: join(SDK, 'python/src'),
      PYTHONDONTWRITEBYTECODE: '1',
      ...c.environment,
    };
    this.#child = spawn(program, [...before, ...args], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#reader = createInterface({ input: this.#child.stdout });
    this.#lines = this.#reader[Symbol.asyncIterator]();
    running.push(this);
  }

  /** The next line of its output. */
  async says(): Promise<string> {
    const { value, done } = await this.#lines.next();
    return done ? 'ended' : value;
  }

  async kill(): Promise<void> {
    await this.#end(() => this.#child.kill('SIGKILL'));
  }

  async end(): Promise<void> {
    await this.#end(() => this.#child.stdin?.end());
  }

  async #end(stop: () => void): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const closed = once(this.#child, 'close');
      stop();
      await closed;
    }
  }
}

/** A license with so many floating seats, whose device is active, and what starts a program with it. */
async function floating(language: Language, max_sessions: number, other = language) {
  const policy_overrides = { max_borrow_days: 5 };
  const license = await issued(server, { max_activations: 2, max_sessions, policy_overrides });
  await activate(server, license.key, 'desk');
  const store = join(folder, license.id);
  const args = [address, PRODUCT, publicKey, license.key, store];
  const start = (...mode: string[]) => new Program(language, [...args, ...mode]);
  return { license, start, startOther: () => new Program(other, args) };
}

async function runningSessions(license: { readonly id: string }): Promise<number> {
  const { items } = (await server.asAdmin('GET', `/api/v1/license-sessions?license=${license.id}&running=true`)).body;
  return items.length;
}

describe.each(FORKING)('a program in %s that forks', (language) => {
  const worker = language === 'Python' ? ' True' : '';

  it('has a child that takes a floating seat of its own, and gives back no other', async () => {
    const { license, start } = await floating(language, 2);
    const program = start('fork');
    expect([await program.says(), await program.says()]).toEqual([`child valid None${worker}`, 'valid None']);
    expect(await runningSessions(license)).toBe(1);
  });

  it('has a child that waits while all floating seats are taken', async () => {
    const { license, start } = await floating(language, 1);
    const program = start('fork');
    expect([await program.says(), await program.says()]).toEqual([
      `child must_connect no_seat_free${worker}`,
      'valid None',
    ]);
    expect(await runningSessions(license)).toBe(1);
  });
});

describe.each(LANGUAGES)('a floating program in %s', (language) => {
  it('runs again at once after it was killed, and another on its computer does not', async () => {
    const { license, start } = await floating(language, 1);
    const first = start();
    expect(await first.says()).toBe('valid None');
    const second = start();
    expect(await second.says()).toBe('must_connect no_seat_free');
    await second.end();
    await first.kill();
    const again = start();
    expect(await again.says()).toBe('valid None');
    const other = start();
    expect(await other.says()).toBe('must_connect no_seat_free');
    await again.end();
    expect(await runningSessions(license)).toBe(0);
  });

  it('leaves the seat of another that lives when it was killed', async () => {
    const { license, start } = await floating(language, 2);
    const [living, killed] = [start(), start()];
    expect([await living.says(), await killed.says()]).toEqual(['valid None', 'valid None']);
    await killed.kill();
    const again = start();
    expect(await again.says()).toBe('valid None');
    expect(await runningSessions(license)).toBe(2);
    expect(await start().says()).toBe('must_connect no_seat_free');
  });

  it('goes on with its borrowed seat after it was killed or has ended, and another on its computer does not', async () => {
    const { license, start } = await floating(language, 1);
    const first = start('borrow');
    expect(await first.says()).toBe('valid None');
    const second = start();
    expect(await second.says()).toBe('must_connect no_seat_free');
    await second.end();
    await first.kill();
    const again = start();
    expect(await again.says()).toBe('valid None');
    const other = start();
    expect(await other.says()).toBe('must_connect no_seat_free');
    await Promise.all([again.end(), other.end()]);
    expect(await start().says()).toBe('valid None');
    expect(await runningSessions(license)).toBe(1);
  });
});

/** Java locks files in another way than they do. */
const WITH_JAVA = (['Python', 'PHP', 'C', 'Go', 'Rust'] as const).flatMap((language): [Language, Language][] => [
  [language, 'Java'],
  ['Java', language],
]);

describe.each(WITH_JAVA)('a program in %s with a borrowed seat, and one in %s with its store', (language, other) => {
  it('do not share the seat', async () => {
    const { start, startOther } = await floating(language, 1, other);
    const first = start('borrow');
    expect(await first.says()).toBe('valid None');
    const second = startOther();
    expect(await second.says()).toBe('must_connect no_seat_free');
    await Promise.all([first.end(), second.end()]);
    expect(await startOther().says()).toBe('valid None');
  });
});
