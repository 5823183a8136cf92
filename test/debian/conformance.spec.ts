import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { C_CLIENT, InstalledCClient } from '../conformance/c-client';
import { type Driver, ProcessDriver } from '../conformance/driver';
import { LyingProxy } from '../conformance/lying-proxy';
import { type Outcome, runScenario, SCENARIOS, type World } from '../conformance/run-scenario';
import { TypeScriptDriver } from '../conformance/typescript-driver';
import { TestServer } from '../support/server';

const execute = promisify(execFile);

/** Debian's, whatever else a machine has. */
const PYTHON = '/usr/bin/python3';
const PYTHON_CLIENT = join(__dirname, '../../sdk/python');
const PHP_CLIENT = join(__dirname, '../../sdk/php');
const VECTORS = join(__dirname, '../vectors');

const CLIENTS: readonly { language: string; start: () => Driver }[] = [
  { language: 'TypeScript', start: () => new TypeScriptDriver() },
  {
    language: 'Python',
    start: () => new ProcessDriver(PYTHON, [join(PYTHON_CLIENT, 'tests/driver.py')], pythonEnvironment()),
  },
  { language: 'PHP', start: () => new ProcessDriver('php', [join(PHP_CLIENT, 'tests/driver.php')]) },
  { language: 'C', start: () => c.driver() },
  { language: 'C with sanitizers', start: () => sanitizedC.driver() },
];
/** By scenario, then by language. */
const outcomes = new Map<string, Map<string, readonly Outcome[]>>(SCENARIOS.map(({ name }) => [name, new Map()]));

let world: World;
let wheel: string;
let c: InstalledCClient;
let sanitizedC: InstalledCClient;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-conformance-'));
  wheel = await builtWheel(folder);
  c = await InstalledCClient.install(join(folder, 'c'), false);
  sanitizedC = await InstalledCClient.install(join(folder, 'sanitized-c'), true);
  const server = await TestServer.start();
  const proxy = await LyingProxy.before(await server.listen());
  const keys = (await server.call('GET', '/.well-known/jwks.json')).body.keys.map(({ x }: { x: string }) => x);
  world = { server, proxy, keys, folder };
}, 300_000);
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

describe.each(CLIENTS)('the client in $language', ({ language, start }) => {
  let driver: Driver;
  beforeAll(() => {
    driver = start();
  });
  afterAll(() => driver.stop());

  it.each(SCENARIOS)('$name', async (scenario) => {
    outcomes.get(scenario.name)?.set(language, await runScenario(scenario, driver, world));
  });
});

describe('all clients', () => {
  it.each(SCENARIOS)('reach the same states with the same errors and results: $name', ({ name }) => {
    const [[, expected] = [], ...others] = [...(outcomes.get(name) ?? [])];
    expect(others.map(([language]) => language)).toEqual(CLIENTS.slice(1).map(({ language }) => language));
    expect(Object.fromEntries(others)).toEqual(Object.fromEntries(others.map(([language]) => [language, expected])));
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
const READERS: Readonly<Record<string, () => readonly [program: string, ...args: string[]]>> = {
  Python: () => [PYTHON, join(PYTHON_CLIENT, 'tests/check_vectors.py')],
  PHP: () => ['php', join(PHP_CLIENT, 'tests/check-vectors.php')],
  C: () => [c.vectorReader],
  'C with sanitizers': () => [sanitizedC.vectorReader],
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
  const [program = '', ...args] = READERS[language]?.() ?? [];
  const reading = execute(program, args, {
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
