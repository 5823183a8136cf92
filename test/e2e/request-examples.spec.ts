import { readProjectFile } from '../../src/common/project';
import { EXAMPLE_IDS } from '../../src/openapi/native-examples';
import { Contract, type DocumentedOperation } from '../support/conformance';
import { formOf } from '../support/forms';
import { APIS, callOf } from '../support/contracts';
import { type PreparedWorld, worldOn } from '../support/prepared-world';
import { type Call, TestServer } from '../support/server';

const PASSWORD = 'correct horse battery staple';

/** Creating calls first, and last those after which others would not work. */
const FIRST = /^(create|generate|activate|allocate)/;
const LAST = /^(deactivate|delete|release|end|markProductInactive)/;

/** Fields that a reader takes from an earlier answer, beside ids. */
const FROM_ANSWERS = ['session_token', 'code'];
/** The ID in examples of the documents where a field has none of its own. */
const ANY_ID = '0199a5f4-7c1e-7000-8000-000000000001';

/** The update that the body's license and product are for. */
const UPDATE = { type: 'main', version: 'v3.2.0' };

type Body = Record<string, unknown>;
type Sent = Body & Pick<Call, 'query' | 'headers'>;

interface Example {
  readonly operation: DocumentedOperation;
  readonly body: Body;
}

const ILLUSTRATED = APIS.map((api) => ({ ...api, examples: examplesIn(api.file) })).filter(
  ({ examples }) => examples.length > 0,
);

describe.each(ILLUSTRATED)('the examples of $file, sent as they stand', (api) => {
  const { examples, prefix } = api;
  let server: TestServer;
  let world: PreparedWorld;

  beforeAll(async () => {
    server = await TestServer.start({ DEMO: '1' });
    world = await worldOn(server);
    await prepare(server);
  });
  afterAll(() => server.stop());

  it.each(examples)('$operation.id', async ({ operation, body }) => {
    const { query, headers: _headers, body: known, ...path } = await goodCall(operation);
    const isUpdate = operation.path.includes('{version}');
    const answer = await server.call(operation.method, prefix + urlOf(operation, isUpdate ? UPDATE : path), {
      body: { ...body, ...fromAnswers(body, known as Body) },
      query: isUpdate ? undefined : query,
      headers: await callerOf(operation),
    });
    expect(answer.status < 300 ? 'works' : answer).toBe('works');
    // LicenseBox's calls refuse with status 200.
    expect(answer).not.toMatchObject({ body: { status: false } });
  });

  async function goodCall({ id }: DocumentedOperation): Promise<Sent> {
    return callOf(api, id).good(world);
  }

  async function callerOf(operation: DocumentedOperation): Promise<Record<string, string>> {
    return operation.id === 'changePassword'
      ? { authorization: `Bearer ${await server.logIn('reader', PASSWORD)}` }
      : world.headersFor(operation);
  }
});

function examplesIn(file: string): Example[] {
  const { paths } = JSON.parse(readProjectFile(file));
  const rank = ({ operation: { id } }: Example): number => (FIRST.test(id) ? 0 : LAST.test(id) ? 2 : 1);
  return new Contract(file).operations
    .flatMap((operation): Example[] => {
      const media = paths[operation.path][operation.method].requestBody?.content['application/json'];
      return media ? [{ operation, body: media.example }] : [];
    })
    .sort((one, other) => rank(one) - rank(other));
}

function urlOf({ path }: DocumentedOperation, parameters: Body): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parameters[name])));
}

function fromAnswers(body: Body, known: Body): Body {
  const fields = Object.keys(body).filter((field) => FROM_ANSWERS.includes(field) || body[field] === ANY_ID);
  return Object.fromEntries(fields.map((field) => [field, known[field]]));
}

/** What the examples name beyond the demo data: a resource, a file, a password, and ids. */
async function prepare(server: TestServer): Promise<void> {
  const admin = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, call: Call = {}) =>
    (await server.asAdmin(method, `/api/v1/${path}`, call)).body;
  const found = async (list: string, q: string) => (await admin('GET', list, { query: { q } })).items[0].id as string;

  const plugin = await found('products', 'demo-shop-plugin');
  const { items } = await admin('GET', `products/${plugin}/versions`);
  const version = items.find(({ reference }: { reference: string }) => reference === UPDATE.version);
  await admin(
    'PUT',
    `products/${plugin}/versions/${version.id}/files/main`,
    await formOf(['file', 'a program', 'app.zip']),
  );

  await admin('POST', 'resources', { body: { type: 'server', identifier: 'SRV-EXAMPLE' } });
  await admin('POST', 'users', { body: { username: 'reader', password: PASSWORD, role: 'viewer' } });
  await nameRows(server);
}

async function nameRows({ dataSource }: TestServer): Promise<void> {
  const rows = [
    ['customers', 'reference', 'demo-initech', EXAMPLE_IDS.customer],
    ['licenses', 'key', 'PROGRAN3-2025-DEMO01-DEMO01', EXAMPLE_IDS.license],
    ['policies', 'name', 'Trial (demo)', EXAMPLE_IDS.policy],
    ['resources', 'identifier', 'SRV-EXAMPLE', EXAMPLE_IDS.resource],
  ];
  for (const [table, column, value, uid] of rows) {
    await dataSource.query(`UPDATE ${table} SET uid = $1 WHERE ${column} = $2`, [uid, value]);
  }
  await dataSource.query(
    `UPDATE users SET password_hash = reader.password_hash FROM users reader
     WHERE users.username = 'admin' AND reader.username = 'reader'`,
  );
}
