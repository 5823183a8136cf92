import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ProcessDriver, Reply } from '../conformance/driver';
import { cargo, RustClient, RustProgram } from '../conformance/rust-client';
import { samplesIn } from '../support/samples';
import { keyOf } from '../testkit/callers';
import { issued } from '../testkit/issue';
import { TestServer } from '../testkit/server';

const execute = promisify(execFile);

let server: TestServer;
let address: string;
let publicKey: string;
let folder: string;
let rust: RustClient;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-rust-client-'));
  rust = await RustClient.build();
  server = await TestServer.start();
  address = await server.listen();
  publicKey = (await server.call('GET', '/.well-known/jwks.json')).body.keys[0].x;
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const rustIn = (page: string) =>
  samplesIn(page)
    .filter(({ language }) => language === 'rust')
    .map(({ text }) => text);

const pasted = (text: string, key: string): string =>
  text.replace('http://localhost:8080', address).replace('YOUR PUBLIC KEY', publicKey).replace('YOUR LICENSE KEY', key);

it('passes its own tests', async () => {
  expect(await cargo(['test', '--locked'])).toMatch(/test result: ok\. \d{2,} passed/);
});

it('follows the rules of Clippy', async () => {
  await cargo(['clippy', '--locked', '--all-targets', '--', '-D', 'warnings']);
});

it('licenses the programs of its README and of docs/other-languages.md as pasted, and compiles the other samples', async () => {
  const { key } = await issued(server, { max_activations: 2 });
  const [first = '', ...others] = rustIn('sdk/rust/README.md');
  const [short = ''] = rustIn('docs/other-languages.md');
  const program = await RustProgram.create();
  const files = Object.fromEntries(others.map((text, at) => [`sample_${at}.rs`, `#![allow(dead_code)]\n${text}`]));
  const modules = others.map((_, at) => `mod sample_${at};\n`).join('');
  const env = { XDG_CONFIG_HOME: program.folder };
  expect(await program.run(modules + pasted(first, key), { files, env })).toBe('valid\n');
  expect(existsSync(join(program.folder, 'my-program/license'))).toBe(true);
  expect(await program.run(pasted(short, key))).toBe('valid\n');
  await program.remove();
});

it('licenses the command of the example', async () => {
  const { key } = await issued(server, { features: ['export'] });
  const example = join(__dirname, '../../examples/rust');
  const env = {
    KEYWARD_URL: address,
    KEYWARD_PRODUCT: 'v2-default',
    KEYWARD_PUBLIC_KEY: publicKey,
    LICENSE_STORE: join(mkdtempSync(join(folder, 'command-')), 'license'),
  };
  const run = (...args: string[]) => cargo(['run', '--quiet', '--locked', '--', ...args], example, env);
  await expect(run()).rejects.toMatchObject({ code: 1, stderr: 'Not licensed: licensed-program activate KEY\n' });
  await expect(run('activate', 'UNKNOWN')).rejects.toMatchObject({ stderr: expect.stringContaining('NOT_FOUND') });
  expect(await run('activate', key)).toBe('valid\n');
  expect(await run()).toBe('Licensed: export\n');
  expect(await run('update')).toBe('This is the newest version\n');
  expect(await run('release')).toBe('must_connect (no_license_key)\n');
});

it('lets windows of a Tauri app call each command of the plug-in, as the README of the example shows', () => {
  const example = join(__dirname, '../../examples/rust');
  const plugin = (path: string) => readFileSync(join(example, 'tauri-plugin-license', path), 'utf8');
  const found = (text: string, pattern: RegExp) => Array.from(text.matchAll(pattern), ([, name = '']) => name).sort();
  const commands = found(plugin('src/lib.rs'), /#\[tauri::command\]\n(?:async )?fn (\w+)/g);
  const [, handled = ''] = /generate_handler!\[(.*?)\]/.exec(plugin('src/lib.rs')) ?? [];
  expect(commands.length).toBeGreaterThan(1);
  expect(found(handled, /(\w+)/g)).toEqual(commands);
  expect(found(plugin('build.rs'), /"(\w+)"/g)).toEqual(commands);
  const permissions = commands.map((name) => name.replaceAll('_', '-'));
  expect(found(plugin('permissions/default.toml'), /"allow-([\w-]+)"/g)).toEqual(permissions);
  const readme = readFileSync(join(example, 'README.md'), 'utf8');
  expect(commands).toEqual(expect.arrayContaining(found(readme, /plugin:license\|(\w+)/g)));
});

it('issues, finds, extends and revokes licenses, and is refused a link to a portal that is off', async () => {
  const permissions = ['licenses:read', 'licenses:write', 'customers:read', 'customers:write'];
  const { key } = await keyOf(server, 'internal', { permissions });
  const { stdout } = await execute(rust.shop, { env: { KEYWARD_URL: address, KEYWARD_API_KEY: key } });
  expect(stdout.replace(/^.*\n/, '').trimEnd().split('\n')).toEqual([
    'issued once true',
    'found true with Some(3) devices and ["export"]',
    'listed 1, more: false',
    'extended true',
    'revoked',
    'NOT_FOUND Some(404)',
    'CONFLICT',
  ]);
});

describe('a license that a program has opened', () => {
  let driver: ProcessDriver;
  beforeAll(() => {
    driver = rust.driver();
  });
  afterAll(() => driver.stop());

  const command = (name: string, values: Record<string, unknown> = {}): Promise<Reply> =>
    driver.send({ do: name, now: server.clock.now().getTime(), with: values });

  async function opened(name: string, options: object = {}): Promise<string> {
    const home = join(folder, name);
    mkdirSync(home);
    const usual = { base_url: address, product: 'v2-default', keys: [publicKey], device: 'desk' };
    await command('open', { ...usual, store: join(home, 'license'), ...options });
    return home;
  }

  it('starts a trial', async () => {
    const { sdk } = server;
    const { id } = await sdk.policies.create({ name: 'Trial in Rust', duration_days: 14, trial_requires: 'device' });
    await sdk.products.create({ reference: 'tried-in-rust', name: 'Tried', trial_policy: id });
    await opened('tried', { product: 'tried-in-rust' });
    expect(await command('start_trial')).toMatchObject({ result: true, state: { kind: 'valid' } });
    await opened('untried');
    expect(await command('start_trial')).toMatchObject({ error: 'TRIALS_NOT_OFFERED' });
  });

  it('gives up the seat of a license file by a code', async () => {
    const { id, key } = await issued(server, { max_activations: 1 });
    await opened('without network', { base_url: 'http://127.0.0.1:9' });
    const { result: request } = await command('offline_request', { license_key: key });
    const path = `/api/v1/licenses/${id}`;
    const { body } = await server.asAdmin('POST', `${path}/files`, { body: { request } });
    const used = await command('use_file', { license_key: key, file: body.file });
    expect(used.state).toMatchObject({ kind: 'valid', source: 'file' });
    const { result: code } = await command('release_offline');
    expect((await server.asAdmin('POST', `${path}/releases`, { body: { code } })).status).toBeLessThan(300);
    const again = await command('use_file', { license_key: key, file: body.file });
    expect(again.error).toBe('LICENSE_FILE_RELEASED');
  });

  it('goes on with a download that was interrupted, and refuses another file', async () => {
    const { sdk } = server;
    const bytes = randomBytes(300_000);
    const sum = createHash('sha256').update(bytes).digest('hex');
    const { id } = await sdk.products.create({ reference: 'updated-in-rust', name: 'Updated' });
    const { id: version } = await sdk.products.createVersion(id, { reference: 'v1.1.0', version: '1.1.0' });
    await sdk.products.uploadVersionFile(id, version, 'main', { file: new File([bytes], 'updated.zip') });
    const { key } = await issued(server, { product: 'updated-in-rust' });
    const home = await opened('updated', { product: 'updated-in-rust' });
    await command('activate', { license_key: key });
    await command('check_for_update', { current_version: '1.0.0' });

    const path = join(home, 'updated.zip');
    const partial = `${path}.${sum.slice(0, 16)}.partial`;
    for (const start of [Buffer.alloc(0), bytes.subarray(0, 200_000), bytes]) {
      rmSync(path, { force: true });
      writeFileSync(partial, start);
      expect((await command('download_update', { path })).error).toBeUndefined();
      expect(readFileSync(path).equals(bytes)).toBe(true);
    }
    writeFileSync(partial, randomBytes(200_000));
    expect((await command('download_update', { path })).error).toBe('DOWNLOAD_CHANGED');
    expect(readdirSync(home).sort()).toEqual(['license', 'updated.zip']);
  });
});
