import type { License } from '../../../sdk/src/generated/native';
import { EraseRowsService } from '../../../src/plugins/people/erase-rows.service';
import { RunErasuresService } from '../../../src/plugins/people/run-erasures.service';
import { Browser } from '../../testkit/browser';
import { activate, issued, validate } from '../../testkit/issue';
import { runJob, runQueued } from '../../testkit/jobs';
import { countOf, seatsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import { statementsOf } from '../../testkit/statements';
import { unzipped } from '../../support/zip';
import { ADDRESS, NAME, plantPerson, tablesWith } from './planted-person';

const PATH = '/api/v1/people';

let server: TestServer;
const tables = () => server.app.get(EraseRowsService).tables.all;
const find = (email = ADDRESS) => server.asAdmin('POST', `${PATH}/search`, { body: { email } });
const erase = (email = ADDRESS) =>
  server.asAdmin('POST', `${PATH}/erase`, { body: { email, reason: 'Asked by letter' } });
const protocolOf = async (id: string) => (await server.asAdmin('GET', `${PATH}/erasures/${id}`)).body;

/** Carries out what is queued until nothing is left. */
async function carriedOut(): Promise<void> {
  while ((await runQueued(server, 'erase-people')) > 0);
}

async function erased(email = ADDRESS) {
  const { body } = await erase(email);
  await carriedOut();
  return protocolOf(body.id);
}

describe('in a database of its own', () => {
  beforeAll(async () => {
    // Constraints are dropped.
    server = await TestServer.start();
  });
  afterAll(() => server.stop());

  it('finds no text or JSON of any table whose personal data is not declared', () => {
    const undeclared = tables().flatMap(({ name, texts, personal, isDeclared }) => {
      const { addresses = [], erased: values = {}, blanked = [], snapshots, staff = [], others = [], kept } = personal;
      const named = new Set([...addresses, ...blanked, ...(snapshots?.columns ?? []), ...staff, ...others]);
      const isWhole = values === 'deleted' || kept !== undefined;
      const isNamed = (column: string) => isWhole || named.has(column) || (isDeclared && column in values);
      return texts.filter((column) => !isNamed(column.name)).map((column) => `${name}.${column.name}`);
    });
    expect(undeclared).toEqual([]);
  });

  it('declares only columns that exist', () => {
    const unknown = tables().flatMap(({ name, personal, texts, columns }) => {
      const {
        addresses = [],
        erased: values = {},
        blanked = [],
        snapshots,
        staff = [],
        others = [],
        owners,
      } = personal;
      const ofTexts = [...addresses, ...blanked, ...staff, ...others, ...(snapshots ? [snapshots.table] : [])];
      const known = new Set(texts.map((column) => column.name));
      return [
        ...ofTexts.filter((column) => !known.has(column)),
        ...[...Object.keys(values === 'deleted' ? {} : values), ...Object.keys(owners ?? {})].filter(
          (column) => !columns.includes(column),
        ),
      ].map((column) => `${name}.${column}`);
    });
    expect(unknown).toEqual([]);
  });

  it('leaves a person who stood in every table in none', async () => {
    const changed = tables().filter(({ personal, texts }) => personal.kept === undefined && texts.length > 0);
    await plantPerson(server.dataSource, changed);
    await server.sdk.users.create({
      username: 'ada',
      email: ADDRESS,
      role: 'viewer',
      password: 'correct horse battery',
    });
    const planted = await tablesWith(server.dataSource, ADDRESS);
    expect(planted.length).toBeGreaterThan(60);

    const { state, rows, kept } = await erased();
    expect({ state, kept }).toEqual({
      state: 'done',
      kept: [{ table: 'users', rows: 1, reason: 'accounts of staff: delete the user' }],
    });
    expect(rows).toMatchObject({
      customers: 1,
      mails: 1,
      contacts: 1,
      orders: expect.any(Number),
      verifications: expect.any(Number),
      audit_entries: expect.any(Number),
    });
    expect(await tablesWith(server.dataSource, ADDRESS)).toEqual(['users']);
    expect(await tablesWith(server.dataSource, NAME)).toEqual([]);
  });
});

describe('a person', () => {
  beforeAll(async () => {
    server = await TestServer.shared();
  });
  afterAll(() => server.stop());

  const customerOf = (email: string) =>
    server.sdk.customers.create({ name: 'Ada Lovelace', email, company: 'Engines', phone: '1', reference: 'C-1' });

  describe('who was erased', () => {
    const customers = { kept: '', deleted: '' };
    let license: License;
    let erasure: { id: string; address_hash: string };
    beforeAll(async () => {
      const { id: deleted } = await customerOf(ADDRESS);
      await server.asAdmin('DELETE', `/api/v1/customers/${deleted}`);
      const { id: kept } = await customerOf(ADDRESS);
      Object.assign(customers, { kept, deleted });
      license = await issued(server, { customer_id: kept });
      await activate(server, license.key, 'desk', { machine_name: 'Lovelace’s desk' });
      await server.sdk.customers.create({ name: 'Eve', email: `x.${ADDRESS}` });
      await server.sdk.customers.create({ name: 'Grace', email: `${ADDRESS}.au`, notes: `Not ${ADDRESS}` });
      erasure = await erased();
    });

    it('keeps the license, without a name', async () => {
      expect(await server.sdk.customers.get(customers.kept)).toMatchObject({
        name: '(erased)',
        email: null,
        company: null,
        phone: null,
        reference: null,
      });
      expect((await validate(server, license.key, 'desk')).body).toMatchObject({ code: 'VALID' });
      expect(await seatsOf(server, license)).toMatchObject([{ fingerprint: 'desk', live: true, name: null }]);
      expect(await tablesWith(server.dataSource, 'Lovelace')).toEqual([]);
    });

    it('cannot be restored', async () => {
      expect((await server.asAdmin('POST', `/api/v1/customers/${customers.deleted}/restore`)).status).toBe(404);
    });

    it('is recognized, although the address is not kept', async () => {
      const { id, address_hash } = erasure;
      expect((await find('ADA@who.dev')).body).toEqual({
        held: [],
        erasures: [expect.objectContaining({ id, address_hash, state: 'done', reason: 'Asked by letter' })],
      });
      const { items } = await server.sdk.customers.list({ email: [ADDRESS] });
      expect(items).toEqual([]);
    });

    it('leaves people alone whose addresses contain the address', async () => {
      const { items } = await server.sdk.customers.list();
      expect(items.map(({ email, notes }) => [email, notes]).sort()).toEqual([
        [null, ''],
        [`${ADDRESS}.au`, 'Not (erased)'],
        [`x.${ADDRESS}`, ''],
      ]);
    });
  });

  describe('with a customer', () => {
    beforeEach(() =>
      server.emptyTables('customers', 'licenses', 'person_erasures', 'mails', 'audit_entries', 'events'),
    );

    it('is erased once by two requests at the same time', async () => {
      await customerOf(ADDRESS);
      const answers = await Promise.all([erase(), erase()]);
      expect(answers.map(({ status }) => status)).toEqual([202, 202]);
      expect(answers[0].body.id).toBe(answers[1].body.id);
      expect(await countOf(server, 'person_erasures')).toBe(1);
      await server.dataSource.query('DELETE FROM graphile_worker._private_jobs');
    });

    it('is erased in the console by who types the address again, also after an interruption', async () => {
      const { id } = await customerOf(ADDRESS);
      const browser = new Browser(server);
      await browser.signIn();
      expect((await browser.get(`/customer/edit/${id}`)).html).toContain(`/console/personal-data?customer=${id}`);
      expect((await browser.get(`/console/personal-data?customer=${id}`)).html).toContain(`value="${ADDRESS}"`);
      const found = await browser.post('/console/personal-data', { email: ADDRESS });
      expect([found.status, found.html.includes('customers')]).toEqual([200, true]);
      const wrong = await browser.post('/console/personal-data/erase', { email: ADDRESS, typed: 'grace@who.dev' });
      expect([wrong.status, wrong.html.includes('This is not the address.')]).toEqual([422, true]);
      const { status, location = '' } = await browser.post('/console/personal-data/erase', {
        email: ADDRESS,
        typed: ADDRESS,
      });
      expect([status, location]).toEqual([303, expect.stringContaining('/console/personal-data/erasures/')]);

      // Interrupted after a few batches, by the end of the node.
      await server.dataSource.query('DELETE FROM graphile_worker._private_jobs');
      const [erasure] = await server.dataSource.query<[{ id: string; uid: string }]>(
        'SELECT id, uid FROM person_erasures',
      );
      for (let batch = 0; batch < 10; batch++) {
        await server.app.get(RunErasuresService).advance(Number(erasure.id));
      }
      expect(await protocolOf(erasure.uid)).toMatchObject({ state: 'running', finished_at: null });
      server.clock.advance(61_000);
      await runJob(server, 'erase-people');
      await carriedOut();
      expect(await protocolOf(erasure.uid)).toMatchObject({ state: 'done', rows: { customers: 1 } });
      expect((await browser.get(location)).html).toContain('Changed and deleted rows');
      expect((await browser.get('/console/personal-data')).html).toContain(location);
      expect(await tablesWith(server.dataSource, ADDRESS)).toEqual([]);
    });

    it('is exported, one file of JSON and one of CSV for each table', async () => {
      const { id: customer_id } = await customerOf(ADDRESS);
      await issued(server, { customer_id });
      await customerOf('grace@who.dev').catch(() => undefined);
      const { body: found } = await find();
      expect(found.held).toEqual(
        expect.arrayContaining([
          { table: 'customers', rows: 1 },
          { table: 'licenses', rows: 1 },
        ]),
      );
      const { rawPayload, headers } = await exported();
      expect(headers['content-type']).toBe('application/zip');
      const files = unzipped(rawPayload);
      expect(Object.keys(files)).toEqual(
        expect.arrayContaining(['audit_entries.json', 'customers.csv', 'customers.json', 'licenses.json']),
      );
      expect(JSON.parse(files['customers.json'] ?? '')).toEqual([
        expect.objectContaining({ email: ADDRESS, company: 'Engines' }),
      ]);
      expect(files['customers.csv']).toContain('Ada Lovelace');
      const entries: { action: string; after: object }[] = JSON.parse(files['audit_entries.json'] ?? '');
      const { after } = entries.find(({ action }) => action === 'customer.created') ?? {};
      expect(after).toMatchObject({ id: customer_id, email: ADDRESS, created_for_product: null });
      expect(after).not.toHaveProperty('uid');
      expect(Object.values(files).join()).not.toContain('grace@');
    });

    it('is exported with each row read once', async () => {
      await customerOf(ADDRESS);
      const sent = await statementsOf(exported);
      const reads = sent
        .filter(({ text }) => text.includes('$key'))
        .map(({ text, values }) => JSON.stringify([text, values]));
      expect(reads.filter((read) => read.includes('FROM \\"customers\\"'))).not.toEqual([]);
      expect(reads.filter((read, index) => reads.indexOf(read) !== index)).toEqual([]);
    });
  });
});

async function exported() {
  const headers = { authorization: `Bearer ${await server.adminToken()}` };
  return server.app.inject({ method: 'POST', url: `${PATH}/export`, headers, payload: { email: ADDRESS } });
}
