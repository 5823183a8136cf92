import { Browser } from '../../testkit/browser';
import { fillTables, vacuum } from '../../testkit/fill-tables';
import { databaseOfPlans } from '../../testkit/filled-database';
import { Plans } from '../../testkit/plans';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { statementsOf } from '../../testkit/statements';

const LEADS = 8_000;
/** One lead in fifty has a type. */
const MAX_SKIPPED = 2_000;
const TABLES = /institutions|contacts|lead_activities/;
let server: TestServer;
let id: string;
let plans: Plans;
beforeAll(async () => {
  server = await TestServer.start({}, await databaseOfPlans());
  const { dataSource } = server;
  plans = new Plans(dataSource);
  await fillTables(
    dataSource,
    ['institutions', 'contacts', 'lead_activities'],
    `INSERT INTO institutions (name, type, status, city, last_activity_at, created_at, updated_at)
     SELECT 'Institution ' || n, 'type ' || n % 50, (ARRAY['new', 'contacted', 'qualified', 'lost'])[1 + n % 4],
       'City ' || n, now() - n * interval '1 minute', now(), now()
     FROM generate_series(1, ${LEADS}) AS n`,
    `INSERT INTO contacts (institution_id, name, position, phones, emails)
     SELECT id, 'Contact ' || id || ' ' || n, 'Head of IT', ARRAY['+1 555 0100'], ARRAY['contact' || id || '@' || n || '.example']
     FROM institutions, generate_series(1, 2) AS n`,
    `INSERT INTO lead_activities (institution_id, type, text, at, created_at)
     SELECT id, 'call', 'Call ' || id, now() - id * interval '1 hour', now() FROM institutions`,
  );
  await vacuum(dataSource, 'institutions', 'contacts', 'lead_activities');
  const [{ uid }] = await dataSource.query(`SELECT uid FROM institutions WHERE name = 'Institution 777'`);
  id = uid;
});
afterAll(() => server.stop());

async function expectIndexes(request: () => Promise<{ status: number }>): Promise<void> {
  const statements = await statementsOf(async () => expect((await request()).status).toBe(200));
  const reads = statements.filter(({ text }) => /^\s*(SELECT|WITH)/i.test(text) && TABLES.test(text));
  await plans.expectFewRowsRead(reads, MAX_SKIPPED);
}

it.each(
  sampleOf(
    [
      'limit=20',
      'status=qualified',
      'type=type%207',
      'type=type%207&status=lost',
      'q=nstitution%20777',
      'q=City%20777',
      'q=contact777@2.example',
      'q=none%20such',
      'q=nstitution%20777&status=lost',
    ],
    3,
    'filters',
  ),
)('a list of leads reads no table through for %s', async (query) => {
  await expectIndexes(() => server.asAdmin('GET', `/api/v1/leads?${query}`));
});

it.each(sampleOf(['', 'status=qualified', 'type=type%207', 'q=City%20777', 'page=300'], 3, 'pages'))(
  'the page of leads reads only indexes for %s',
  async (query) => {
    const browser = new Browser(server);
    await browser.signIn();
    await expectIndexes(() => browser.get(`/leads/?${query}`));
  },
);

it.each(['', '/contacts', '/activities'])('a lead is found by its indexes: %s', async (what) => {
  await expectIndexes(() => server.asAdmin('GET', `/api/v1/leads/${id}${what}`));
});

it('the stats of the V2 panel read only indexes', async () => {
  await expectIndexes(() => server.asAdmin('GET', '/leads/api/stats'));
});
