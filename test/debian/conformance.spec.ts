import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ConformanceDevice, type Driver, ProcessDriver } from '../conformance/driver';
import { LyingProxy } from '../conformance/lying-proxy';
import { runScenario, type World } from '../conformance/run-scenario';
import { SCENARIOS, SYSTEM_SCENARIOS } from '../conformance/scenario';
import { systemIn, SYSTEMS } from '../conformance/system';
import { TypeScriptDriver } from '../conformance/typescript-driver';
import { TestServer } from '../support/server';

const execute = promisify(execFile);

/** Debian's, whatever else a machine has. */
const PYTHON = '/usr/bin/python3';
const PYTHON_CLIENT = join(__dirname, '../../sdk/python');
const PHP_CLIENT = join(__dirname, '../../sdk/php');
/** Nobody listens there. */
const GONE = 'http://127.0.0.1:9';
const VECTORS = join(__dirname, '../vectors');

const CLIENTS: readonly { language: string; start: () => Driver }[] = [
  { language: 'TypeScript', start: () => new TypeScriptDriver() },
  {
    language: 'Python',
    start: () => new ProcessDriver(PYTHON, [join(PYTHON_CLIENT, 'tests/driver.py')], pythonEnvironment()),
  },
  { language: 'PHP', start: () => new ProcessDriver('php', [join(PHP_CLIENT, 'tests/driver.php')]) },
];

let world: World;
let wheel: string;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-conformance-'));
  wheel = await builtWheel(folder);
  const server = await TestServer.start();
  const proxy = await LyingProxy.before(await server.listen());
  const keys = (await server.call('GET', '/.well-known/jwks.json')).body.keys.map(({ x }: { x: string }) => x);
  world = { server, proxy, keys, folder };
}, 60_000);
afterAll(async () => {
  await world.proxy.stop();
  await world.server.stop();
  rmSync(world.folder, { recursive: true });
});

/** Python imports from a wheel as from a folder. */
function pythonEnvironment(): Record<string, string> {
  return { PYTHONPATH: wheel, PYTHONDONTWRITEBYTECODE: '1' };
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

describe.each(CLIENTS)('the client in $language', ({ start }) => {
  let driver: Driver;
  beforeAll(() => {
    driver = start();
  });
  afterAll(() => driver.stop());

  it.each(SCENARIOS)('$name', async (scenario) => {
    await runScenario(scenario, driver, world);
  });
});

const REPORTING = CLIENTS.filter(({ language }) => ['TypeScript', 'Python', 'PHP'].includes(language));

describe.each(REPORTING)('the client in $language reports where it runs', ({ start }) => {
  let driver: Driver;
  beforeAll(() => {
    driver = start();
  });
  afterAll(() => driver.stop());

  it.each(SYSTEM_SCENARIOS)('$name', async (scenario) => {
    await runScenario(scenario, driver, world);
  });

  it.each(SYSTEMS)('names the environment and the device of $name', async ({ name, environment, id }) => {
    const system = systemIn(world.folder, name);
    const open = async (store: string): Promise<ConformanceDevice | undefined> => {
      const options = { base_url: GONE, product: 'editor', keys: world.keys, device: null, system, store };
      return (await driver.send({ do: 'open', now: 1, with: options })).device;
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

  it('has the version of the server', () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
    expect(wheel).toContain(`keyward-${version}-`);
  });
});

describe('the package of PHP', () => {
  it('names the folder of its classes and what they need', () => {
    const { autoload, require } = JSON.parse(readFileSync(join(PHP_CLIENT, 'composer.json'), 'utf8'));
    expect(autoload).toEqual({ 'psr-4': { 'Keyward\\': 'src/' } });
    expect(require.php).toBe('>=7.4');
  });
});

/** Programs that read the test vectors. */
const READERS: Readonly<Record<string, readonly [program: string, script: string]>> = {
  Python: [PYTHON, join(PYTHON_CLIENT, 'tests/check_vectors.py')],
  PHP: ['php', join(PHP_CLIENT, 'tests/check-vectors.php')],
};

describe.each(Object.keys(READERS))('the client in %s', (language) => {
  it.each(['verdicts', 'license-files', 'updates', 'key-rotation', 'air-gap'])(
    'reads the test vectors %s',
    async (vectors) => {
      const { pinned = [], cases } = JSON.parse(readFileSync(join(VECTORS, `${vectors}.json`), 'utf8')) as {
        pinned?: string[];
        cases: Record<string, unknown>[];
      };
      // The claims of what is signed about something else are compared by the scenarios.
      const read = cases.filter((each) => !('mismatch' in each));
      const tasks = read.map((each) => ({ vectors, pinned, case: each }));
      const outcomes = await readBy(language, tasks);
      expect(outcomes.length).toBeGreaterThan(0);
      expect(outcomes.map((outcome, index) => seen(outcome, read[index] ?? {}))).toEqual(
        read.map((each) => seen(each.verify ?? each, each)),
      );
    },
  );
});

async function readBy(language: string, tasks: readonly object[]): Promise<object[]> {
  const [program, script] = READERS[language] ?? ['', ''];
  const reading = execute(program, [script], {
    env: { ...pythonEnvironment(), PATH: process.env.PATH },
    maxBuffer: 1 << 24,
  });
  reading.child.stdin?.end(JSON.stringify(tasks));
  return JSON.parse((await reading).stdout);
}

/** The outcome of a case: its claims or the reason for which it is refused, or the codes that follow from it. */
function seen(outcome: unknown, { verify }: Record<string, unknown>): unknown {
  if (verify !== undefined) {
    return (outcome as { error?: string }[]).map(({ error }) => error);
  }
  const names = ['claims', 'error', 'offline_request', 'release_code'];
  return Object.fromEntries(Object.entries(outcome as object).filter(([name]) => names.includes(name)));
}
