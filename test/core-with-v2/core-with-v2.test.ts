import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issued, validate } from '../testkit/issue';
import { TestServer } from '../testkit/server';

const LIST = join(__dirname, 'operations.txt');
const DOCUMENTS = { native: '/openapi.json', v2: '/openapi/v2.json' };

describe('the core with V2 alone', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.shared();
  });
  afterAll(() => server.stop());

  async function operationsOf(path: string): Promise<string[]> {
    const { body } = await server.call('GET', path);
    return Object.entries<object>(body.paths).flatMap(([route, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${route}`),
    );
  }

  it('is ready with no other plug-in', async () => {
    const { body } = await server.call('GET', '/health');
    expect(body.plugins.map(({ name }: { name: string }) => name)).toEqual(['v2']);
    expect((await server.call('GET', '/health/ready')).status).toBe(200);
  });

  // After a change of the core or of V2, write it anew: UPDATE_LIST=1 npm test -- --lane core-with-v2
  it('has the written list of operations and routes', async () => {
    const documented: string[] = [];
    for (const [api, path] of Object.entries(DOCUMENTS)) {
      documented.push(...(await operationsOf(path)).map((operation) => `${api} ${operation}`).sort());
    }
    const served = server.routes
      .filter(({ method }) => !['HEAD', 'OPTIONS'].includes(method))
      .map(({ dialect, method, url }) => `${dialect} ${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`);
    const others = [...new Set(served)].filter((route) => !documented.includes(route)).sort();
    const list = [...documented, ...others.map((route) => `in no document: ${route}`)]
      .map((line) => `${line}\n`)
      .join('');
    if (process.env.UPDATE_LIST) {
      writeFileSync(LIST, list);
    }
    expect(list).toBe(readFileSync(LIST, 'utf8'));
  });

  it.each(Object.values(DOCUMENTS))('refers in %s to nothing that it does not have', async (path) => {
    const { body } = await server.call('GET', path);
    const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)];
    const broken = references.filter(([, kind = '', name = '']) => body.components[kind]?.[name] === undefined);
    expect(broken.map(([reference]) => reference)).toEqual([]);
  });

  it('issues, activates, checks and lists', async () => {
    const { id, key } = await issued(server, { max_activations: 1 });
    const device = { license_key: key, hardware_hash: 'desk' };
    expect((await server.withKey('POST', '/api/license/activate', { body: device })).status).toBe(200);
    expect(await server.withKey('POST', '/api/license/verify', { body: device })).toMatchObject({
      status: 200,
      body: { valid: true },
    });
    expect((await validate(server, key, 'desk')).body).toMatchObject({ valid: true, license: { use: '1 of 1 seats' } });
    expect((await server.sdk.licenses.list()).items).toMatchObject([{ id }]);
  });

  it('keeps the tables of plug-ins that are off', async () => {
    expect(await server.dataSource.query('SELECT count(*)::integer AS rows FROM lead_activities')).toEqual([
      { rows: 0 },
    ]);
  });
});
