import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Driver } from '../conformance/driver';
import { ProcessDriver } from '../conformance/driver';
import { LyingProxy } from '../conformance/lying-proxy';
import { runScenario, SCENARIOS, type World } from '../conformance/run-scenario';
import { TypeScriptDriver } from '../conformance/typescript-driver';
import { TestServer } from '../support/server';

/** Debian's, whatever else a machine has. */
const PYTHON = '/usr/bin/python3';

const CLIENTS: readonly { language: string; start: () => Driver }[] = [
  { language: 'TypeScript', start: () => new TypeScriptDriver() },
  {
    language: 'Python',
    start: () =>
      new ProcessDriver(PYTHON, [join(__dirname, '../../sdk/python/tests/driver.py')], {
        PYTHONDONTWRITEBYTECODE: '1',
      }),
  },
];

let world: World;
beforeAll(async () => {
  const server = await TestServer.start();
  const proxy = await LyingProxy.before(await server.listen());
  const keys = (await server.call('GET', '/.well-known/jwks.json')).body.keys.map(({ x }: { x: string }) => x);
  world = { server, proxy, keys, folder: mkdtempSync(join(tmpdir(), 'keyward-conformance-')) };
});
afterAll(async () => {
  await world.proxy.stop();
  await world.server.stop();
  rmSync(world.folder, { recursive: true });
});

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
