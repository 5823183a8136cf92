import { Browser } from '../support/browser';
import { vacuum } from '../support/fill-tables';
import { TestServer } from '../support/server';
import { planOf, statementsOf } from '../support/statements';

const LEADS = 20_000;
const TABLES = /institutions|contacts|lead_activities/;
/** The stats count all contacts, for which PostgreSQL may read the table or an index of it. */
const READ_THROUGH = /Seq Scan on (institutions|contacts contact|lead_activities)/;

let server: TestServer;
let id: string;
beforeAll(async () => {
  server = await TestServer.shared();
  const { dataSource } = server;
  await dataSource.query(`
    INSERT INTO institutions (name, type, status, city, last_activity_at, created_at, updated_at)
    SELECT 'Institution ' || n, 'type ' || n % 50, (ARRAY['new', 'contacted', 'qualified', 'lost'])[1 + n % 4],
      'City ' || n, now() - n * interval '1 minute', now(), now()
    FROM generate_series(1, ${LEADS}) AS n
  `);
  await dataSource.query(`
    INSERT INTO contacts (institution_id, name, position, phones, emails)
    SELECT id, 'Contact ' || id || ' ' || n, 'Head of IT', ARRAY['+1 555 0100'], ARRAY['contact' || id || '@' || n || '.example']
    FROM institutions, generate_series(1, 2) AS n
  `);
  await dataSource.query(`
    INSERT INTO lead_activities (institution_id, type, text, at, created_at)
    SELECT id, 'call', 'Call ' || id, now() - id * interval '1 hour', now() FROM institutions
  `);
  await vacuum(dataSource, 'institutions', 'contacts', 'lead_activities');
  const [{ uid }] = await dataSource.query(`SELECT uid FROM institutions WHERE name = 'Institution 777'`);
  id = uid;
}, 60_000);
afterAll(() => server.stop());

/** The plans of the statements on leads that a request sends. */
async function plansOf(request: () => Promise<{ status: number }>): Promise<string> {
  const statements = await statementsOf(async () => expect((await request()).status).toBe(200));
  const plans = [];
  for (const statement of statements) {
    if (/^\s*(SELECT|WITH)/i.test(statement.text) && TABLES.test(statement.text)) {
      plans.push(await planOf(server.dataSource, statement));
    }
  }
  expect(plans.length).toBeGreaterThan(0);
  return plans.join('\n\n');
}

it.each([
  'limit=20',
  'status=qualified',
  'type=type%207',
  'type=type%207&status=lost',
  'q=nstitution%20777',
  'q=City%20777',
  'q=contact777@2.example',
  'q=none%20such',
  'q=nstitution%20777&status=lost',
])('a list of leads reads no table through for %s', async (query) => {
  const plans = await plansOf(() => server.asAdmin('GET', `/api/v1/leads?${query}`));
  expect(plans).not.toMatch(READ_THROUGH);
});

it.each(['', 'status=qualified', 'type=type%207', 'q=City%20777', 'page=300'])(
  'the page of leads reads only indexes for %s',
  async (query) => {
    const browser = new Browser(server);
    await browser.signIn();
    const plans = await plansOf(() => browser.get(`/leads/?${query}`));
    expect(plans).not.toMatch(READ_THROUGH);
  },
);

it.each(['', '/contacts', '/activities'])('a lead is found by its indexes: %s', async (what) => {
  const plans = await plansOf(() => server.asAdmin('GET', `/api/v1/leads/${id}${what}`));
  expect(plans).not.toMatch(READ_THROUGH);
});

it('the stats of the V2 panel read only indexes', async () => {
  expect(await plansOf(() => server.asAdmin('GET', '/leads/api/stats'))).not.toMatch(READ_THROUGH);
});
