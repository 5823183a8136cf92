import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { C_CLIENT, InstalledCClient } from '../conformance/c-client';
import { BuiltCSharpClient } from '../conformance/csharp-client';
import { type ConformanceDevice, type Driver, ProcessDriver, Processes, type Reply } from '../conformance/driver';
import { builtGoPrograms, GO_CLIENT, testedGo } from '../conformance/go-client';
import { languageOf, LANGUAGES } from '../conformance/languages';
import { expectPage } from '../conformance/page';
import { type Said, saidBy, wrongAddressesPage } from '../conformance/wrong-addresses';
import { BuiltJavaClient } from '../conformance/java-client';
import { LyingProxy } from '../conformance/lying-proxy';
import { RustClient } from '../conformance/rust-client';
import { type Outcome, runScenario, type World } from '../conformance/run-scenario';
import { unlistedFields } from '../conformance/sent-fields';
import { isFor, type Scenario, SCENARIOS, SYSTEM_SCENARIOS } from '../conformance/scenario';
import { systemIn, SYSTEMS } from '../conformance/system';
import { TypeScriptDriver } from '../conformance/typescript-driver';
import { issued } from '../testkit/issue';
import { sampleOf } from '../testkit/sample';
import { samplesIn } from '../support/samples';
import { CERT_FILE, EXPIRED_CERT_FILE, OTHER_HOST_CERT_FILE } from '../support/tls';
import { TestServer } from '../testkit/server';

const execute = promisify(execFile);

/** Debian's, whatever else a machine has. */
const PYTHON = '/usr/bin/python3';
const PYTHON_CLIENT = join(__dirname, '../../sdk/python');
const PHP_CLIENT = join(__dirname, '../../sdk/php');
/** Nobody listens there. */
const GONE = 'http://127.0.0.1:9';
const VECTORS = join(__dirname, '../vectors');

/** `platform`: the only one that it reads, because it is compiled for it. */
const CLIENTS: readonly { language: string; start: () => Driver; platform?: string }[] = [
  { language: 'TypeScript', start: () => new TypeScriptDriver() },
  {
    language: 'Python',
    start: () => trusting('Python', failingCertificates),
  },
  { language: 'PHP', start: () => trusting('PHP', failingCertificates) },
  {
    language: 'PHP without allow_url_fopen',
    start: () => new ProcessDriver('php', ['-d', 'allow_url_fopen=0', join(PHP_CLIENT, 'tests/driver.php')]),
  },
  { language: 'Go', start: () => trusting('Go', failingCertificates) },
  { language: 'C', start: () => c.driver(), platform: 'linux' },
  { language: 'C with sanitizers', start: () => sanitizedC.driver(), platform: 'linux' },
  { language: 'Java', start: () => java.driver() },
  { language: 'Rust', start: () => rust.driver() },
  { language: 'C#', start: () => csharp.driver() },
];
/** Drivers whose libraries read the certificates that they trust from a file that a variable names. */
const TRUSTING = {
  Python: () => [PYTHON, join(PYTHON_CLIENT, 'tests/driver.py')],
  PHP: () => ['php', join(PHP_CLIENT, 'tests/driver.php')],
  Go: () => [join(go, 'driver')],
} as const;

/** In every language; a deep run takes all. */
const SAMPLED = sampleOf(SCENARIOS, Math.ceil(SCENARIOS.length / 5), 'scenarios');

/** By scenario, then by language. */
const outcomes = new Map<string, Map<string, readonly Outcome[]>>(SAMPLED.map(({ name }) => [name, new Map()]));

let world: World;
/** The certificate that has expired and the one for another host: date and host alone keep a client from trusting them. */
let failingCertificates: string;
let wheel: string;
/** Folder of its programs. */
let go: string;
let c: InstalledCClient;
let sanitizedC: InstalledCClient;
let java: BuiltJavaClient;
let rust: RustClient;
let csharp: BuiltCSharpClient;
/** Of the server itself. */
let address: string;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-conformance-'));
  failingCertificates = join(folder, 'failing.crt');
  writeFileSync(
    failingCertificates,
    [EXPIRED_CERT_FILE, OTHER_HOST_CERT_FILE].map((file) => readFileSync(file)).join('\n'),
  );
  const building = RustClient.build();
  wheel = await builtWheel(folder);
  go = await builtGoPrograms(join(folder, 'go'));
  c = await InstalledCClient.install(join(folder, 'c'), false);
  sanitizedC = await InstalledCClient.install(join(folder, 'sanitized-c'), true);
  java = await BuiltJavaClient.build(join(folder, 'java'));
  rust = await building;
  csharp = await BuiltCSharpClient.build(join(folder, 'csharp'));
  const server = await TestServer.start();
  address = await server.listen();
  const proxy = await LyingProxy.before(address);
  const keys = (await server.call('GET', '/.well-known/jwks.json')).body.keys.map(({ x }: { x: string }) => x);
  world = { server, proxy, keys, folder };
});
afterAll(async () => {
  await world.proxy.stop();
  await world.server.stop();
  rmSync(world.folder, { recursive: true });
});

/** Python imports from a wheel as from a folder. */
function pythonEnvironment(): Record<string, string> {
  return { PYTHONPATH: wheel, PYTHONDONTWRITEBYTECODE: '1' };
}

function trusting(language: keyof typeof TRUSTING, certificates: string): Driver {
  const [program = '', ...args]: readonly string[] = TRUSTING[language]();
  return new ProcessDriver(program, args, { ...pythonEnvironment(), SSL_CERT_FILE: certificates });
}

/** From a copy: a build writes beside its sources. */
async function builtWheel(folder: string): Promise<string> {
  const sources = join(folder, 'python');
  cpSync(PYTHON_CLIENT, sources, { recursive: true });
  const build = 'from setuptools import build_meta; build_meta.build_wheel("dist")';
  await execute(PYTHON, ['-c', build], { cwd: sources });
  const [name = ''] = readdirSync(join(sources, 'dist'));
  return join(sources, 'dist', name);
}

/** Runs a scenario, in which the client sends nothing but what docs/privacy/clients.md lists. */
async function ran(client: string, scenario: Scenario, processes: Processes): Promise<readonly Outcome[]> {
  world.proxy.sent.splice(0);
  const run = await runScenario(scenario, processes, world);
  expect(unlistedFields(client, world.proxy.sent)).toEqual([]);
  return run;
}

describe.each(CLIENTS)('the client in $language', ({ language, start }) => {
  const processes = new Processes(start);
  afterAll(() => processes.stop());

  it.each(SAMPLED.filter((scenario) => isFor(language, scenario)))('$name', async (scenario) => {
    outcomes.get(scenario.name)?.set(language, await ran(language, scenario, processes));
  });
});

describe('all clients', () => {
  it('are those of the pages about them', () => {
    expect([...new Set(CLIENTS.map(({ language }) => languageOf(language)))].sort()).toEqual([...LANGUAGES].sort());
  });

  // After a change of what clients say: KEYWARD_WRITE_PAGES=1 npx jest -c jest.debian.config.js conformance
  it('say at wrong addresses what the page shows, and nothing of a license', async () => {
    const said = new Map<string, readonly Said[]>();
    for (const { language, start } of CLIENTS.filter(({ language }) => languageOf(language) === language)) {
      const processes = new Processes(start);
      said.set(language, await saidBy(processes, world));
      await processes.stop();
    }
    const all = [...said.values()].flat();
    expect(all.filter(({ code, unreachable }) => !(unreachable || code === 'INVALID_OPTIONS'))).toEqual([]);
    expect(all.filter(({ message }) => message === '' || /licensed|license key|secret/i.test(message))).toEqual([]);
    expectPage('docs/other-languages/wrong-addresses.md', wrongAddressesPage(said));
  });

  it.each(['Python', 'PHP', 'Go'] as const)(
    'trust a certificate that the system trusts, as in %s',
    async (language) => {
      const { key } = await issued(world.server);
      const driver = trusting(language, CERT_FILE);
      const now = world.server.clock.now().getTime();
      const { untrusted: base_url } = world.proxy.places;
      const store = join(world.folder, `trusting-${language}`);
      const options = { base_url, product: 'v2-default', keys: world.keys, device: 'desk', store };
      await driver.send({ do: 'open', now, with: options });
      const reply = await driver.send({ do: 'activate', now, with: { license_key: key } });
      await driver.stop();
      expect(reply).toMatchObject({ state: { kind: 'valid' } });
    },
  );

  it.each(SAMPLED)('reach the same states with the same errors and results: $name', (scenario) => {
    const [[, expected] = [], ...others] = [...(outcomes.get(scenario.name) ?? [])];
    const languages = CLIENTS.map(({ language }) => language).filter((language) => isFor(language, scenario));
    expect(others.map(([language]) => language)).toEqual(languages.slice(1));
    expect(Object.fromEntries(others)).toEqual(Object.fromEntries(others.map(([language]) => [language, expected])));
  });
});

describe.each(CLIENTS)('the client in $language reports where it runs', ({ language, start, platform }) => {
  const systems = SYSTEMS.filter((system) => platform === undefined || system.platform === platform);
  const processes = new Processes(start);
  afterAll(() => processes.stop());

  it.each(SYSTEM_SCENARIOS)('$name', async (scenario) => {
    await ran(language, scenario, processes);
  });

  it.each(systems)('names the environment and the device of $name', async ({ name, environment, id }) => {
    const system = systemIn(world.folder, name);
    const open = async (store: string): Promise<ConformanceDevice | null | undefined> => {
      const options = { base_url: GONE, product: 'editor', keys: world.keys, device: null, system, store };
      return (await processes.get('first').send({ do: 'open', now: 1, with: options })).device;
    };
    const stores = ['first', 'second'].map((store) => join(world.folder, store));
    stores.forEach((store) => rmSync(store, { force: true }));
    const [first = '', second = ''] = stores;
    const devices = [await open(first), await open(second)];
    expect((await open(first))?.fingerprint).toBe(devices[0]?.fingerprint);
    const expected = {
      environment,
      warnings: environment === 'container' && id === null ? ['CONTAINER_WITHOUT_ID'] : [],
    };
    expect(devices).toEqual([expect.objectContaining(expected), expect.objectContaining(expected)]);
    const own = id !== null && createHash('sha256').update(`editor\0${id}`).digest('base64url');
    expect(devices.map((device) => device?.fingerprint === own)).toEqual([id !== null, id !== null]);
    expect(devices[0]?.fingerprint === devices[1]?.fingerprint).toBe(id !== null);
  });
});

describe('the package of Python', () => {
  it('has a wheel with its types', () => {
    expect(wheel).toMatch(/keyward-\d+\.\d+\.\d+-py3-none-any\.whl$/);
    expect(readFileSync(wheel).includes('keyward/py.typed')).toBe(true);
  });

  it('is typed throughout', async () => {
    const { stdout } = await execute('/usr/bin/mypy', ['--strict', join(PYTHON_CLIENT, 'src/keyward')], {
      cwd: world.folder,
    });
    expect(stdout).toContain('Success');
  });

  it('finds a relay by the record of the domain, else by multicast DNS, among other answers', async () => {
    const { stdout } = await execute(PYTHON, [join(PYTHON_CLIENT, 'tests/find_relay.py')], {
      env: pythonEnvironment(),
    });
    const [domain, nearby] = ['https://relay.plant.example', 'http://192.168.7.4:8080'];
    expect(JSON.parse(stdout)).toEqual({ domain, nearby, nobody: null });
  });

  it('has the version of the server', () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
    expect(wheel).toContain(`keyward-${version}-`);
  });
});

describe('the package of PHP', () => {
  it('names its cause where PHP can send no requests', async () => {
    const program = `
      require '${PHP_CLIENT}/autoload.php';
      $license = Keyward\\License::open(['base_url' => '${address}', 'product' => 'editor', 'keys' => ['${world.keys[0]}'],
        'store' => new Keyward\\FileStore('${world.folder}/no-transport'), 'license_key' => 'ANY', 'retries' => 0]);
      echo json_encode([$license->state()->kind, $license->lastError->errorCode, $license->lastError->isUnreachable()]);`;
    // Without the file that loads curl.
    const { stdout } = await execute('php', ['-n', '-d', 'allow_url_fopen=0', '-r', program]);
    expect(JSON.parse(stdout)).toEqual(['must_connect', 'TRANSPORT_MISSING', true]);
  });

  it('finds a relay by the record of the domain, else by multicast DNS, and reads no answer that is cut', async () => {
    const { stdout } = await execute('php', [join(PHP_CLIENT, 'tests/find-relay.php')]);
    const [domain, nearby] = ['https://relay.plant.example', 'http://192.168.7.4:8080'];
    expect(JSON.parse(stdout)).toEqual({ domain, nearby, nobody: 'http://vendor.example', cut: [] });
  });

  it('names the folder of its classes and what they need', () => {
    const { autoload, require } = JSON.parse(readFileSync(join(PHP_CLIENT, 'composer.json'), 'utf8'));
    expect(autoload).toEqual({ 'psr-4': { 'Keyward\\': 'src/' } });
    expect(require.php).toBe('>=7.4');
  });
});

describe('the module of Go', () => {
  it('passes go vet, and its own tests with the race detector', async () => {
    const { stdout } = await testedGo(join(world.folder, 'go'));
    expect(stdout).toMatch(/^ok\s+github\.com\/keyward\/keyward\/sdk\/go\/keyward\b/m);
  });

  it('has the version of the server', () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
    const source = readFileSync(join(GO_CLIENT, 'internal/transport/transport.go'), 'utf8');
    expect(source).toContain(`const Version = "${version}"`);
  });
});

describe('the package of C', () => {
  const drivers: Driver[] = [];
  afterEach(() => Promise.all(drivers.splice(0).map((driver) => driver.stop())));

  const command = (driver: Driver, name: string, parameters: Record<string, unknown> = {}): Promise<Reply> =>
    driver.send({ do: name, now: world.server.clock.now().getTime(), with: parameters });

  function sanitized(): Driver {
    const driver = sanitizedC.driver();
    drivers.push(driver);
    return driver;
  }

  /** A program of its own, without the proxy, which knows no files. */
  async function opened(name: string, more: object = {}): Promise<Driver> {
    const driver = sanitized();
    const options = { base_url: address, product: 'v2-default', keys: world.keys, device: name };
    await command(driver, 'open', { ...options, store: join(world.folder, `${name}/license`), ...more });
    return driver;
  }

  it('has the version of the server, and shows nothing but its functions', async () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
    const library = join(c.prefix, `lib/libkeyward.so.${version}`);
    const { stdout } = await execute('nm', ['--dynamic', '--defined-only', library]);
    const shown = [...stdout.matchAll(/ T (\w+)/g)].map(([, name]) => name ?? '');
    expect(shown.length).toBeGreaterThan(20);
    expect(shown.filter((name) => !name.startsWith('keyward_'))).toEqual([]);
  });

  it('has the example that its README shows', () => {
    const example = readFileSync(join(C_CLIENT, 'examples/program.c'), 'utf8');
    expect(readFileSync(join(C_CLIENT, 'README.md'), 'utf8')).toContain(example);
  });

  it('is found by CMake, and licenses the program of the example', async () => {
    const store = join(world.folder, 'example/store/license');
    const program = await c.buildExample({
      'YOUR PUBLIC KEY': world.keys.join('", "'),
      'http://localhost:8080': address,
      'my-program/license': store,
    });
    const { key } = await issued(world.server, { features: ['export'] });
    const run = (...args: string[]) => execute(program, args, { env: c.environment });
    await expect(run()).rejects.toMatchObject({ code: 1, stdout: 'Not licensed: no_license_key\n' });
    await expect(run('UNKNOWN')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('NOT_FOUND: ') });
    await expect(run(key)).resolves.toMatchObject({ stdout: 'Now valid\nLicensed, with 1 features\n' });
    await expect(run()).resolves.toMatchObject({ stdout: 'Licensed, with 1 features\n' });
    expect(readdirSync(join(store, '..'))).toEqual(['license']);
    expect([statSync(store).mode & 0o777, statSync(join(store, '..')).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  it('licenses the program of docs/other-languages.md as pasted', async () => {
    const { key } = await issued(world.server);
    const home = mkdtempSync(join(world.folder, 'pasted-'));
    const [sample] = samplesIn('docs/other-languages.md').filter(({ language }) => language === 'c');
    const text = (sample?.text ?? '')
      .replace('http://localhost:8080', address)
      .replace('YOUR PUBLIC KEY', world.keys[0] ?? '')
      .replace('YOUR LICENSE KEY', key);
    writeFileSync(join(home, 'program.c'), text);
    const program = await sanitizedC.compile(join(home, 'program.c'), 'pasted');
    await expect(execute(program, [], { cwd: home, env: sanitizedC.environment })).resolves.toMatchObject({
      stdout: 'valid\n',
    });
  });

  it('sends the environment that the program names, and knows no others', async () => {
    const { key } = await issued(world.server, { policy_overrides: { development_hosts: 'refuse' } });
    const driver = await opened('developing', { environment: 'development' });
    expect(await command(driver, 'activate', { license_key: key })).toMatchObject({
      error: 'DEVICE_NOT_ALLOWED',
      device: { environment: 'development', fingerprint: 'developing' },
    });
    const options = { base_url: address, product: 'editor', keys: world.keys, environment: 'moon' };
    expect((await command(sanitized(), 'open', options)).error).toBe('INVALID_OPTIONS');
  });

  it('says when it wants to be woken, and tells its listener of each new state', async () => {
    const { key } = await issued(world.server);
    const driver = await opened('woken');
    expect((await command(driver, 'facts')).result).toMatchObject({ wake_delay: 60_000, announced: [] });
    await command(driver, 'activate', { license_key: key });
    const { result } = await command(driver, 'facts');
    expect(result).toMatchObject({ announced: ['valid'] });
    expect((result as { wake_delay: number }).wake_delay).toBeGreaterThan(3_500_000);
    await command(driver, 'wake');
    await command(driver, 'release');
    expect((await command(driver, 'facts')).result).toMatchObject({ announced: ['valid', 'must_connect'] });
  });

  it('gets a license file by a request, and gives its seat up by a code', async () => {
    const { id, key } = await issued(world.server, { max_activations: 1 });
    const driver = await opened('air-gapped', { base_url: 'http://127.0.0.1:9' });
    const { result: request } = await command(driver, 'offline_request', { license_key: key });
    const path = `/api/v1/licenses/${id}`;
    const made = await world.server.asAdmin('POST', `${path}/files`, { body: { request } });
    expect(made.status).toBe(201);
    const used = await command(driver, 'use_file', { license_key: key, file: made.body.file });
    expect(used.state).toMatchObject({ kind: 'valid', source: 'file' });
    const { result: code, state } = await command(driver, 'release_offline');
    expect(state).toMatchObject({ usable: false });
    const released = await world.server.asAdmin('POST', `${path}/releases`, { body: { code } });
    expect(released.status).toBeLessThan(300);
    const again = await command(driver, 'use_file', { license_key: key, file: made.body.file });
    expect(again.error).toBe('LICENSE_FILE_RELEASED');
  });

  it('starts a trial', async () => {
    const { sdk } = world.server;
    const { id } = await sdk.policies.create({ name: 'Trial in C', duration_days: 14, trial_requires: 'device' });
    await sdk.products.create({ reference: 'tried-in-c', name: 'Tried', trial_policy: id });
    const driver = await opened('tried', { product: 'tried-in-c' });
    expect(await command(driver, 'start_trial')).toMatchObject({ result: true, state: { kind: 'valid' } });
    const other = await opened('untried');
    expect(await command(other, 'start_trial')).toMatchObject({ error: 'TRIALS_NOT_OFFERED' });
  });

  it('downloads an update, goes on with a part of it, and refuses another file', async () => {
    const { sdk } = world.server;
    const bytes = randomBytes(300_000);
    const sum = createHash('sha256').update(bytes).digest('hex');
    const { id } = await sdk.products.create({ reference: 'updated-in-c', name: 'Updated' });
    const { id: version } = await sdk.products.createVersion(id, { reference: 'v1.1.0', version: '1.1.0' });
    await sdk.products.uploadVersionFile(id, version, 'main', { file: new File([bytes], 'updated.zip') });
    const { key } = await issued(world.server, { product: 'updated-in-c' });
    const driver = await opened('updated', { product: 'updated-in-c' });
    await command(driver, 'activate', { license_key: key });
    const found = await command(driver, 'check_for_update', { current_version: '1.0.0' });
    expect(found.result).toEqual({ version: '1.1.0', is_available: true, reason: null });

    const path = join(world.folder, 'updated/updated.zip');
    const partial = `${path}.${sum.slice(0, 16)}.partial`;
    for (const start of [Buffer.alloc(0), bytes.subarray(0, 200_000), bytes]) {
      rmSync(path, { force: true });
      writeFileSync(partial, start);
      expect((await command(driver, 'download_update', { path })).error).toBeUndefined();
      expect(readFileSync(path).equals(bytes)).toBe(true);
    }
    writeFileSync(partial, randomBytes(200_000));
    expect((await command(driver, 'download_update', { path })).error).toBe('DOWNLOAD_CHANGED');
    expect(readdirSync(join(path, '..')).sort()).toEqual(['license', 'updated.zip']);
  });
});

/** Those that need no more than what is public, and those of stores and devices. */
const VECTOR_FILES = [
  'verdicts',
  'answers',
  'license-files',
  'updates',
  'key-rotation',
  'key-rotation-to-es256',
  'key-rotation-to-eddsa',
  'air-gap',
  'typed-keys',
  'relays',
];

/** Programs that read the test vectors. */
const READERS: Readonly<Record<string, () => readonly [program: string, ...args: string[]]>> = {
  Python: () => [PYTHON, join(PYTHON_CLIENT, 'tests/check_vectors.py')],
  PHP: () => ['php', join(PHP_CLIENT, 'tests/check-vectors.php')],
  Go: () => [join(go, 'vectors')],
  C: () => [c.vectorReader],
  'C with sanitizers': () => [sanitizedC.vectorReader],
  Java: () => java.vectorReader,
  Rust: () => [rust.vectorReader],
  'C#': () => csharp.test('vectors'),
};

/** In their own tests, Go and Rust read the stores, and Rust the fingerprints; the SDK reads all in its own. */
const MORE_VECTORS: Readonly<Record<string, readonly string[]>> = {
  Python: ['stores', 'fingerprints', 'dns-answers'],
  'C#': ['stores', 'fingerprints', 'dns-answers'],
  PHP: ['stores', 'fingerprints', 'dns-answers'],
  Go: ['fingerprints'],
  C: ['stores', 'fingerprints', 'dns-answers'],
  'C with sanitizers': ['stores', 'fingerprints', 'dns-answers'],
  Java: ['stores', 'fingerprints', 'dns-answers'],
};

/** Their libraries read the records of a domain. */
const READS_NO_DOMAINS = ['PHP', 'Java'];

describe.each(Object.keys(READERS))('the client in %s', (language) => {
  it.each([...VECTOR_FILES, ...(MORE_VECTORS[language] ?? [])])('reads the test vectors %s', async (vectors) => {
    const { pinned = [], cases } = JSON.parse(readFileSync(join(VECTORS, `${vectors}.json`), 'utf8')) as {
      pinned?: string[];
      cases: Record<string, unknown>[];
    };
    // The claims of what is signed about something else are compared by the scenarios.
    const mayRead = ({ service = '.local' }: Record<string, unknown>): boolean =>
      !READS_NO_DOMAINS.includes(language) || String(service).endsWith('.local');
    const read = cases.filter((each) => !('mismatch' in each) && mayRead(each));
    const tasks = read.map((each) => ({ vectors, pinned, case: each }));
    const outcomes = await readBy(language, tasks);
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.map((outcome, index) => seen(outcome, read[index] ?? {}))).toEqual(
      read.map((each) => seen(each.verify ?? each, each)),
    );
  });
});

async function readBy(language: string, tasks: readonly object[]): Promise<object[]> {
  const [program = '', ...args] = READERS[language]?.() ?? [];
  const reading = execute(program, args, {
    env: { ...pythonEnvironment(), PATH: process.env.PATH },
    maxBuffer: 1 << 24,
  });
  reading.child.stdin?.end(JSON.stringify(tasks));
  return JSON.parse((await reading).stdout);
}

/** The outcome of a case: its claims or the reason for which it is refused, or the codes that follow from it. */
function seen(outcome: unknown, expected: Record<string, unknown>): unknown {
  if (expected.verify !== undefined) {
    return (outcome as { error?: string }[]).map(({ error }) => error);
  }
  const names = ['claims', 'error', 'offline_request', 'release_code', 'record', 'hardware_id'];
  // The case of a store has a text, too.
  const read = 'result' in (outcome as object) ? ['result', 'group', 'text'] : names;
  // Some cases say only that it is accepted.
  const isTold = (name: string) => read.includes(name) && (name === 'error' || name in expected);
  return Object.fromEntries(Object.entries(outcome as object).filter(([name]) => isTold(name)));
}
