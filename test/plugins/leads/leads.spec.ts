import type { Lead } from '../../../sdk/src/generated/native';
import { expectTurns, race } from '../../testkit/race';
import { auditOf, countOf, eventsOf } from '../../testkit/records';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { statementsOf } from '../../testkit/statements';

const PATH = '/api/v1/leads';
const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const create = (body: unknown) => server.asAdmin('POST', PATH, { body });
const read = (id: string) => server.asAdmin('GET', `${PATH}/${id}`);
const change = (id: string, body: unknown) => server.asAdmin('PATCH', `${PATH}/${id}`, { body });
const post = (id: string, what: string, body?: unknown) => server.asAdmin('POST', `${PATH}/${id}/${what}`, { body });
const list = async (query: Record<string, string>): Promise<Lead[]> => (await server.sdk.leads.list(query)).items;

async function made(body: Record<string, unknown> = {}): Promise<Lead> {
  return server.sdk.leads.create({ name: 'Example University', type: 'university', ...body });
}

const GRACE = { name: 'Grace', position: 'Head of IT', emails: ['grace@example.com'], phones: ['+1 555 0100'] };
const EVERYTHING = {
  name: 'Example College',
  type: 'college',
  status: 'contacted',
  city: 'Oslo, NO',
  website: 'https://college.example',
  address: 'Main Street 1\n0001 Oslo',
  notes: 'Two\nlines',
};

describe('a lead', () => {
  it('needs a name and a type and nothing else', async () => {
    const lead = await made({ name: 'Plain' });
    expect(lead).toEqual({
      id: expect.any(String),
      number: expect.any(Number),
      name: 'Plain',
      type: 'university',
      status: 'new',
      city: '',
      website: '',
      address: '',
      notes: '',
      contacts: [],
      customer_id: null,
      converted_at: null,
      last_activity_at: lead.created_at,
      revision: 1,
      created_at: expect.any(String),
      updated_at: lead.created_at,
    });
    expect(await server.sdk.leads.get(lead.id)).toEqual(lead);
  });

  it('keeps every field that is given, with its contacts in their order and their addresses in lower case', async () => {
    const contacts = [{ ...GRACE, emails: ['Grace@Example.com'] }, { name: 'Ada' }];
    const lead = await made({ ...EVERYTHING, contacts });
    expect(lead).toMatchObject(EVERYTHING);
    expect(lead.contacts).toEqual([
      { id: expect.any(String), ...GRACE },
      { id: expect.any(String), name: 'Ada', position: '', emails: [], phones: [] },
    ]);
    expect(await server.sdk.leads.get(lead.id)).toEqual(lead);
    expect(await list({ q: 'Example College' })).toEqual([lead]);
  });

  it.each(Object.entries(EVERYTHING))('changes %s and keeps the other fields', async (field, value) => {
    const before = await made({ name: 'Before', contacts: [GRACE] });
    const { status, body: after } = await change(before.id, { [field]: value });
    expect(status).toBe(200);
    expect(after).toEqual({ ...before, [field]: value, revision: 2, updated_at: after.updated_at });
    expect(await server.sdk.leads.get(before.id)).toEqual(after);
  });

  it('reorders, changes, adds and removes contacts in one update', async () => {
    const { id, contacts } = await made({ contacts: [GRACE, { name: 'Ada' }, { name: 'Gone' }] });
    const wanted = [
      { id: contacts[1]?.id, name: 'Ada', phones: ['1'] },
      { name: 'New' },
      { id: contacts[0]?.id, name: 'Grace H.' },
    ];
    const body = await server.sdk.leads.update(id, { contacts: wanted });
    expect(body.contacts).toEqual([
      { ...contacts[1], phones: ['1'] },
      { id: expect.any(String), name: 'New', position: '', emails: [], phones: [] },
      { ...contacts[0], name: 'Grace H.' },
    ]);
    expect(await server.sdk.leads.get(id)).toEqual(body);
    expect(await countOf(server, `contacts WHERE name = 'Gone'`)).toBe(0);
  });

  it('removes all contacts with an empty list', async () => {
    const { id } = await made({ contacts: [GRACE] });
    expect((await server.sdk.leads.update(id, { contacts: [] })).contacts).toEqual([]);
  });

  it('serializes concurrent updates', async () => {
    const { id } = await made();
    await expectTurns({ server, table: 'institutions', id, field: 'city' }, (body) => change(id, body));
  });

  it('records an event with the changed fields and contacts, and none without changes', async () => {
    const { id, contacts } = await made({ contacts: [GRACE] });
    await server.sdk.leads.update(id, { city: 'Bergen' });
    const unchanged = await change(id, { city: 'Bergen', contacts: [{ id: contacts[0]?.id, name: 'Grace' }] });
    expect(unchanged.body.revision).toBe(2);
    await server.sdk.leads.update(id, { contacts: [] });
    await server.sdk.leads.delete(id);
    const [created, moved, emptied, deleted] = await eventsOf(server, id);
    expect([created?.name, moved?.name, emptied?.name, deleted?.name]).toEqual([
      'lead.created',
      'lead.updated',
      'lead.updated',
      'lead.deleted',
    ]);
    expect(created?.data).toMatchObject({ name: 'Example University', contacts: [{ ...GRACE, uid: contacts[0]?.id }] });
    expect(moved?.data).toEqual({ city: 'Bergen' });
    expect(emptied?.data).toEqual({ contacts: [] });
    expect((await auditOf(server, id)).map(({ actor }) => actor)).toEqual(['admin', 'admin', 'admin', 'admin']);
  });

  it('goes with its contacts and activities', async () => {
    const { id } = await made({ contacts: [{ name: 'Of a deleted lead' }] });
    await server.sdk.leads.createActivity(id, { type: 'note', text: 'Of a deleted lead' });
    expect((await server.asAdmin('DELETE', `${PATH}/${id}`)).status).toBe(204);
    expect((await read(id)).status).toBe(404);
    expect(await countOf(server, `contacts WHERE name = 'Of a deleted lead'`)).toBe(0);
    expect(await countOf(server, `lead_activities WHERE text = 'Of a deleted lead'`)).toBe(0);
    expect((await server.asAdmin('DELETE', `${PATH}/${id}`)).status).toBe(404);
  });
});

describe('a bad lead', () => {
  it.each(
    sampleOf(
      [
        ['name', { name: undefined }],
        ['name', { name: '' }],
        ['name', { name: 'x'.repeat(256) }],
        ['name', { name: 'nul \u0000' }],
        ['type', { type: '' }],
        ['type', { type: 'x'.repeat(65) }],
        ['status', { status: 'converted' }],
        ['status', { status: 'gone' }],
        ['city', { city: 7 }],
        ['website', { website: 'x'.repeat(256) }],
        ['address', { address: 'x'.repeat(1001) }],
        ['notes', { notes: null }],
        ['notes', { notes: 'x'.repeat(2001) }],
        ['contacts', { contacts: 'Grace' }],
        ['contacts', { contacts: Array.from({ length: 51 }, () => ({ name: 'x' })) }],
        ['contacts.0.name', { contacts: [{}] }],
        ['contacts.0.emails', { contacts: [{ name: 'x', emails: ['nobody'] }] }],
        ['contacts.0.emails', { contacts: [{ name: 'x', emails: 'a@example.com' }] }],
        ['contacts.0.emails', { contacts: [{ name: 'x', emails: Array.from({ length: 11 }, () => 'a@example.com') }] }],
        ['contacts.0.phones', { contacts: [{ name: 'x', phones: [''] }] }],
        ['contacts.0.id', { contacts: [{ id: NOBODY, name: 'x' }] }],
        ['colour', { colour: 'red' }],
      ],
      7,
      'wrong leads',
    ),
  )('is refused with the field %s: %j', async (field, wrong) => {
    const before = await countOf(server, 'institutions');
    const { status, body } = await create({ name: 'Wrong', type: 'company', ...wrong });
    expect([status, body.error.code]).toEqual([400, 'VALIDATION_ERROR']);
    expect(body.error.details.map((detail: { field: string }) => detail.field)).toContain(field);
    expect(await countOf(server, 'institutions')).toBe(before);
  });

  it('changes nothing at all where a contact belongs to another lead or is listed twice', async () => {
    const other = await made({ contacts: [GRACE] });
    const lead = await made({ contacts: [GRACE] });
    const [own] = lead.contacts;
    for (const contacts of [[{ id: other.contacts[0]?.id, name: 'Stolen' }], [own, own]]) {
      expect((await change(lead.id, { city: 'Bergen', contacts })).status).toBe(400);
    }
    expect(await server.sdk.leads.get(lead.id)).toEqual(lead);
    expect(await server.sdk.leads.get(other.id)).toEqual(other);
  });
});

describe('the revision', () => {
  it('refuses a change that is based on an older one', async () => {
    const { id, revision } = await made();
    expect(await server.sdk.leads.update(id, { city: 'Oslo', revision })).toMatchObject({
      city: 'Oslo',
      revision: 2,
    });
    expect(await change(id, { city: 'Bergen', revision })).toMatchObject({
      status: 409,
      body: { error: { code: 'REVISION_CONFLICT', details: [{ field: 'revision' }] } },
    });
    expect((await server.sdk.leads.get(id)).city).toBe('Oslo');
    expect((await change(id, { city: 'Bergen' })).status).toBe(200);
  });

  it('accepts one of two changes that are based on the same revision', async () => {
    const { id, revision } = await made();
    const answers = await race(
      { databaseUrl: server.databaseUrl, hold: 'SELECT 1 FROM institutions WHERE uid = $1 FOR UPDATE', values: [id] },
      ['Oslo', 'Bergen'].map((city) => () => change(id, { city, revision })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('the list', () => {
  it('is filtered by status and type, newest first, and paged by a cursor', async () => {
    const [first, second] = [await made({ type: 'museum' }), await made({ type: 'museum' })];
    await made({ type: 'museum', status: 'lost' });
    const page = await server.asAdmin('GET', PATH, { query: { type: 'museum', status: 'new', limit: '1' } });
    expect(page.body).toEqual({ items: [second], next: expect.any(String) });
    expect(await list({ type: 'museum', status: 'new', limit: '1', after: page.body.next })).toEqual([first]);
  });

  it.each([
    ['a part of the name', 'SEARCH for 100%_'],
    ['a part of the city', 'tromsø'],
    ['a part of a contact', 'kåre'],
    ['a whole address of a contact', 'KARE@search.example'],
  ])('finds by %s', async (_, q) => {
    const contacts = [{ name: 'Kåre Berg', emails: ['kare@search.example'] }];
    const lead = await made({ name: 'Search for 100%_', city: 'Tromsø', contacts });
    expect((await list({ q }))[0]).toEqual(lead);
    expect(await list({ q: `${q}x` })).toEqual([]);
    await server.sdk.leads.delete(lead.id);
  });

  it.each(['status=gone', 'type=', 'q=', 'limit=0', 'after=x', 'colour=red'])('refuses %s', async (query) => {
    expect((await server.asAdmin('GET', `${PATH}?${query}`)).status).toBe(400);
  });
});

describe('a contact of a lead', () => {
  it('is added as the last one, changed and deleted, each time as a change of the lead', async () => {
    const { id, contacts } = await made({ contacts: [GRACE] });
    const added = await post(id, 'contacts', { name: 'Ada', emails: ['ADA@example.com'] });
    expect(added).toMatchObject({ status: 201, body: { name: 'Ada', emails: ['ada@example.com'] } });
    expect(await server.sdk.leads.get(id)).toMatchObject({
      contacts: [contacts[0], added.body],
      revision: 2,
    });

    const path = `${PATH}/${id}/contacts/${added.body.id}`;
    const changed = await server.asAdmin('PATCH', path, { body: { position: 'Buyer' } });
    expect(changed).toMatchObject({ status: 200, body: { ...added.body, position: 'Buyer' } });
    expect(await server.sdk.leads.listContacts(id)).toEqual({
      items: [changed.body, contacts[0]],
      next: null,
    });

    expect((await server.asAdmin('DELETE', path)).status).toBe(204);
    expect(await server.sdk.leads.get(id)).toMatchObject({ contacts, revision: 4 });
    for (const answer of [await server.asAdmin('PATCH', path, { body: {} }), await server.asAdmin('DELETE', path)]) {
      expect(answer).toMatchObject({ status: 404, body: { error: { message: 'Contact not found' } } });
    }
  });

  it('is one of at most 50, also where two are added at once', async () => {
    const { id } = await made({ contacts: Array.from({ length: 49 }, () => ({ name: 'x' })) });
    const answers = await race(
      { databaseUrl: server.databaseUrl, hold: 'SELECT 1 FROM institutions WHERE uid = $1 FOR UPDATE', values: [id] },
      [1, 2].map(() => () => post(id, 'contacts', { name: 'Last' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400]);
    expect((await server.sdk.leads.get(id)).contacts).toHaveLength(50);
  });
});

describe('an activity', () => {
  it('happens now or at its stated time, and updates the date of the latest activity', async () => {
    const { id, created_at } = await made();
    const earlier = await post(id, 'activities', { type: 'call', text: 'Asked', at: '2020-01-01T10:00:00Z' });
    expect(earlier).toMatchObject({
      status: 201,
      body: { type: 'call', text: 'Asked', at: '2020-01-01T10:00:00.000Z' },
    });
    expect(await server.sdk.leads.get(id)).toMatchObject({
      last_activity_at: created_at,
      revision: 1,
    });
    server.clock.advance(1000);
    const now = await post(id, 'activities', { type: 'email' });
    expect(Date.parse(now.body.at)).toBeGreaterThan(Date.parse(created_at) + 999);
    expect(now.body).toMatchObject({ type: 'email', text: '' });
    expect((await server.sdk.leads.get(id)).last_activity_at).toBe(now.body.at);
    expect(await server.sdk.leads.listActivities(id)).toEqual({
      items: [now.body, earlier.body],
      next: null,
    });
    expect(await eventsOf(server, now.body.id)).toMatchObject([
      { name: 'lead_activity.created', data: { type: 'email', lead: id } },
    ]);
  });

  it.each(
    sampleOf(
      [
        ['type', { type: 'fax' }],
        ['type', {}],
        ['text', { type: 'note', text: 'x'.repeat(2001) }],
        ['at', { type: 'note', at: 'yesterday' }],
        ['at', { type: 'note', at: '2999-01-01' }],
      ],
      3,
      'wrong activities',
    ),
  )('is refused with the field %s: %j', async (field, body) => {
    const { id } = await made();
    const answer = await post(id, 'activities', body);
    expect(answer).toMatchObject({ status: 400, body: { error: { details: [{ field }] } } });
  });

  it('is not found for an unknown lead', async () => {
    expect((await post(NOBODY, 'activities', { type: 'note' })).status).toBe(404);
    expect((await server.asAdmin('GET', `${PATH}/${NOBODY}/activities`)).status).toBe(404);
  });
});

describe('converting', () => {
  it('makes the first contact with an address a customer', async () => {
    const contacts = [
      { name: 'No address' },
      { ...GRACE, emails: ['first@convert.example', 'second@convert.example'] },
    ];
    const { id } = await made({ name: 'Converted', notes: 'Pays late', contacts });
    const { status, body: lead } = await post(id, 'convert');
    expect([status, lead]).toEqual([
      200,
      expect.objectContaining({ status: 'converted', converted_at: expect.any(String), revision: 2 }),
    ]);
    expect(await server.sdk.leads.get(id)).toEqual(lead);
    expect(await server.sdk.customers.get(String(lead.customer_id))).toMatchObject({
      name: 'Grace',
      email: 'first@convert.example',
      company: 'Converted',
      phone: '+1 555 0100',
      notes: 'Pays late',
    });
    expect((await eventsOf(server, id)).map(({ name }) => name)).toEqual(['lead.created', 'lead.converted']);
  });

  it('names the customer after the institution where there is no contact', async () => {
    const { id } = await made({ name: 'Without contacts' });
    const lead = await server.sdk.leads.convert(id);
    expect(await server.sdk.customers.get(String(lead.customer_id))).toMatchObject({
      name: 'Without contacts',
      company: 'Without contacts',
      email: null,
    });
  });

  it('links to the customer who has the address already, and leaves that one unchanged', async () => {
    const customer = await server.sdk.customers.create({ name: 'A', email: 'a@known.example' });
    const { id } = await made({ contacts: [{ name: 'B', emails: ['A@known.example'] }] });
    expect((await server.sdk.leads.convert(id)).customer_id).toBe(customer.id);
    expect(await server.sdk.customers.get(customer.id)).toEqual(customer);
  });

  it('gives one customer, also where two convert at once', async () => {
    const { id } = await made({ contacts: [{ name: 'C' }] });
    const before = await countOf(server, 'customers');
    const answers = await race(
      { databaseUrl: server.databaseUrl, hold: 'SELECT 1 FROM institutions WHERE uid = $1 FOR UPDATE', values: [id] },
      [1, 2].map(() => () => post(id, 'convert')),
    );
    const again = await post(id, 'convert');
    expect([...answers, again].map(({ status, body }) => [status, body.customer_id])).toEqual(
      Array.from({ length: 3 }, () => [200, again.body.customer_id]),
    );
    expect(again.body.customer_id).toEqual(expect.any(String));
    expect(await countOf(server, 'customers')).toBe(before + 1);
    expect((await eventsOf(server, id)).filter(({ name }) => name === 'lead.converted')).toHaveLength(1);
  });

  it('gives two leads with the same address the same customer, also at once', async () => {
    const contacts = [{ name: 'D', emails: ['d@twice.example'] }];
    const leads = [await made({ contacts }), await made({ contacts })];
    const answers = await Promise.all(leads.map(({ id }) => post(id, 'convert')));
    expect(answers[0]?.body.customer_id).toEqual(expect.any(String));
    expect(answers[1]?.body.customer_id).toBe(answers[0]?.body.customer_id);
  });

  it('is for good: the status stays, even once the customer is deleted, and gives another customer then', async () => {
    const { id } = await made();
    const { customer_id } = await server.sdk.leads.convert(id);
    expect((await change(id, { status: 'lost' })).body.error.code).toBe('LEAD_CONVERTED');
    expect((await server.sdk.leads.update(id, { city: 'Oslo' })).status).toBe('converted');
    expect((await server.asAdmin('DELETE', `/api/v1/customers/${customer_id}`)).status).toBe(204);
    expect(await server.sdk.leads.get(id)).toMatchObject({
      status: 'converted',
      customer_id: null,
    });
    expect((await server.sdk.leads.convert(id)).customer_id).not.toBe(customer_id);
  });

  it('stays with the customer that others are merged into', async () => {
    const { id } = await made();
    const duplicate = (await server.sdk.leads.convert(id)).customer_id;
    const kept = await server.sdk.customers.create({ name: 'Kept' });
    const merged = await server.asAdmin('POST', `/api/v1/customers/${kept.id}/merge`, {
      body: { customer_ids: [duplicate] },
    });
    expect(merged.status).toBe(200);
    expect(await server.sdk.leads.get(id)).toMatchObject({
      status: 'converted',
      customer_id: kept.id,
    });
  });

  it('answers 404 for an unknown lead', async () => {
    expect((await post(NOBODY, 'convert')).status).toBe(404);
  });
});

describe('statements', () => {
  it('are as many for fifty contacts as for two', async () => {
    const countFor = async (contacts: number) => {
      const { id } = await made({ contacts: Array.from({ length: contacts }, (_, n) => ({ name: `${n}` })) });
      const sent = await statementsOf(async () => {
        await server.sdk.leads.update(id, {
          contacts: Array.from({ length: contacts }, (_, n) => ({ name: `new ${n}` })),
        });
        await list({ limit: '100' });
      });
      return sent.length;
    };
    server.clock.hold();
    await countFor(1);
    expect(await countFor(50)).toBe(await countFor(2));
    server.clock.reset();
  });
});
