import type { Import } from '../../../sdk/src/generated/native';
import { ApplyImportService } from '../../../src/plugins/migration/imports/apply-import.service';
import { ReadImportService } from '../../../src/plugins/migration/imports/read-import.service';
import { UndoImportService } from '../../../src/plugins/migration/imports/undo-import.service';
import { countsOf, unbalanced, uploaded, worked } from '../../support/imports';
import { formOf } from '../../testkit/forms';
import { runJob } from '../../testkit/jobs';
import { TestServer } from '../../testkit/server';
import { observeStatements } from '../../testkit/statements';

const LICENSES = 12;
const SITES = ['one.example', 'two.example'];
/** Rows in a step, so that few licenses take several. */
const STEP = 4;
const PATH = '/api/v1/imports';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  const { importing } = server.app.get(ApplyImportService);
  const many = importing.size;
  importing.size = (kind) => Math.min(many(kind), STEP);
});
afterAll(() => server.stop());

const keysOf = (product: string): string[] => Array.from({ length: LICENSES }, (_, index) => `${product}-${index + 1}`);

/** A spreadsheet of licenses with two sites each. */
const spreadsheet = (product: string): string =>
  ['Product,Key,Sites', ...keysOf(product).map((key) => [product, key, `"${SITES.join(';')}"`].join(','))].join('\n');

async function ready(product: string): Promise<Import> {
  const found = await uploaded(server, 'spreadsheet', spreadsheet(product));
  expect(found.state).toBe('ready');
  return found;
}

/** Confirms an import, and runs this many nodes at it at once, as often as one of them takes a turn. */
async function appliedBy(nodes: number, { id }: Import): Promise<Import> {
  expect((await server.asAdmin('POST', `${PATH}/${id}/apply`, { body: {} })).status).toBe(202);
  return workedBy(nodes, id);
}

async function workedBy(nodes: number, id: string): Promise<Import> {
  const [{ number }] = await server.dataSource.query<[{ number: number }]>(
    'SELECT id::integer AS number FROM imports WHERE uid = $1',
    [id],
  );
  await Promise.all(Array.from({ length: nodes }, () => runJob(server, 'imports', { import: number })));
  return worked(server, id);
}

/** Sessions that have sent a statement in a transaction that is still open, the most of them at a time. */
async function openAtOnce(statement: string, work: () => Promise<unknown>): Promise<number> {
  const open = new Set<unknown>();
  let most = 0;
  const end = observeStatements(({ text }, client) => {
    if (text.includes(statement)) {
      open.add(client);
      most = Math.max(most, open.size);
    } else if (/^(COMMIT|ROLLBACK)$/.test(text)) {
      open.delete(client);
    }
  });
  await work().finally(end);
  return most;
}

const ALL_MADE = { made: LICENSES, already_there: 0, pending: 0, left_out: {} };

it('reads each row once if two nodes read one file', async () => {
  const reading = server.app.get(ReadImportService);
  const { batch } = reading;
  reading.batch = STEP;
  const form = await formOf(['from', 'spreadsheet'], ['file', spreadsheet('read'), 'file']);
  const { body } = await server.asAdmin('POST', PATH, form);
  const found = await workedBy(2, body.id);
  reading.batch = batch;
  expect([found.state, unbalanced(found)]).toEqual(['ready', []]);
  expect(countsOf(found, 'license')).toMatchObject({ read: LICENSES, pending: LICENSES, left_out: {} });
  expect(countsOf(found, 'activation')).toMatchObject({ read: SITES.length * LICENSES, left_out: {} });
});

it('visits two steps of licenses at a time, and makes each once', async () => {
  const found = await ready('together');
  let done = found;
  expect(
    await openAtOnce('INSERT INTO licenses', async () => {
      done = await appliedBy(1, found);
    }),
  ).toBe(2);
  expect([done.state, unbalanced(done)]).toEqual(['done', []]);
  expect(countsOf(done, 'license')).toMatchObject(ALL_MADE);
  expect(countsOf(done, 'activation')).toMatchObject({ ...ALL_MADE, made: SITES.length * LICENSES });
});

it('undoes two steps of licenses at a time, and leaves nothing of them', async () => {
  const { id } = await appliedBy(1, await ready('undone'));
  const { undoing } = server.app.get(UndoImportService);
  const size = jest.spyOn(undoing, 'size').mockReturnValue(STEP);
  const atOnce = await openAtOnce('DELETE FROM licenses', async () => {
    expect((await server.asAdmin('POST', `${PATH}/${id}/undo`)).status).toBe(202);
    await worked(server, id);
  });
  size.mockRestore();
  const { body: undone } = await server.asAdmin('GET', `${PATH}/${id}`);
  expect([atOnce, undone.state, unbalanced(undone)]).toEqual([2, 'undone', []]);
  expect(countsOf(undone, 'license')).toMatchObject({ made: 0, undone: LICENSES, left_out: {} });
  expect(countsOf(undone, 'activation')).toMatchObject({ made: 0, undone: SITES.length * LICENSES, left_out: {} });
  expect(await server.dataSource.query(`SELECT FROM licenses WHERE key LIKE 'undone-%'`)).toEqual([]);
});

it('makes each license once if two nodes are at one import', async () => {
  const done = await appliedBy(2, await ready('nodes'));
  expect([done.state, unbalanced(done)]).toEqual(['done', []]);
  expect(countsOf(done, 'license')).toMatchObject(ALL_MADE);
  expect(countsOf(done, 'activation')).toMatchObject({ ...ALL_MADE, made: SITES.length * LICENSES });
});

it('repeats a step that fails row by row, and leaves out the row alone', async () => {
  const key = `refused-${STEP + 5}`;
  await server.dataSource.query(`ALTER TABLE licenses ADD CONSTRAINT refused CHECK (key <> '${key}')`);
  const done = await appliedBy(1, await ready('refused'));
  await server.dataSource.query('ALTER TABLE licenses DROP CONSTRAINT refused');
  expect([done.state, unbalanced(done)]).toEqual(['done', []]);
  expect(countsOf(done, 'license')).toMatchObject({
    made: LICENSES - 1,
    pending: 0,
    left_out: { refused_by_database: 1 },
  });
  expect(countsOf(done, 'activation')).toMatchObject({
    made: SITES.length * (LICENSES - 1),
    pending: 0,
    left_out: { license_left_out: SITES.length },
  });
});

it.each([
  ['days', { duration_days: 30 }, '2021-02-01T00:00:00.000Z'],
  ['months', { duration_months: 1, duration_days: 31 }, '2021-02-03T00:00:00.000Z'],
])(
  'starts a term in %s at the first activation of a license that was there, whichever step it is in',
  async (product, term, end) => {
    const [license] = keysOf(product);
    const { body: policy } = await server.asAdmin('POST', '/api/v1/policies', {
      body: { name: product, expiry_basis: 'first_activation', ...term },
    });
    await server.asAdmin('POST', '/api/v1/products', { body: { reference: product, name: product } });
    const body = { product, key: license, policy: policy.id };
    expect(await server.asAdmin('POST', '/api/v1/licenses', { body })).toMatchObject({ status: 201 });
    const found = await ready(product);
    // Sites of the license at the beginning and at the end of the file; the later one was activated first.
    await server.dataSource.query(
      `UPDATE import_rows SET parent = lower($1), data = data || '{"activated_at": "2021-01-02T00:00:00Z"}'
     WHERE kind = 'activation' AND parent = lower($2) AND data->>'fingerprint' = $3`,
      [license, keysOf(product).at(-1), SITES[1]],
    );
    await server.dataSource.query(
      `UPDATE import_rows SET data = data || '{"activated_at": "2021-03-04T00:00:00Z"}'
     WHERE kind = 'activation' AND parent = lower($1) AND data->>'fingerprint' = $2`,
      [license, SITES[0]],
    );
    const done = await appliedBy(1, found);
    expect(countsOf(done, 'license')).toMatchObject({ made: LICENSES - 1, already_there: 1 });
    expect((await server.asAdmin('GET', `/api/v1/licenses/${license}`)).body).toMatchObject({
      first_activated_at: '2021-01-02T00:00:00.000Z',
      expires_at: end,
    });
  },
);
