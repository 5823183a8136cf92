import { Client } from 'pg';
import { emptyDatabase } from '../support/database';
import { until } from '../support/until';
import { Program } from './program';

jest.setTimeout(180_000);
afterEach(() => Program.endAll());

const PASSWORD = 'the first password';
const BATCHES = 8;
const LICENSES = BATCHES * 1000;

it('goes on with a change of policies after a kill, and changes each license once', async () => {
  const databaseUrl = await emptyDatabase('policy_change_kill');
  const settings = { DATABASE_URL: databaseUrl, ADMIN_PASSWORD: PASSWORD };
  const killed = await Program.start(settings);
  const admin = await killed.logIn(PASSWORD);
  const post = (path: string, body: object) => killed.call('POST', `/api/v1/${path}`, body, admin);
  for (let batch = 0; batch < BATCHES; batch++) {
    expect((await post('licenses/batch', { product: 'v2-default', count: 1000 })).status).toBe(201);
  }
  const { body: policy } = await post('policies', { name: 'New', max_activations: 9, duration_days: 30 });
  const sent = { policy: policy.id, filter: { product: 'v2-default' }, expiry: 'restart' };
  const { body: change } = await post('licenses/change-policy', sent);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const progress = async () => (await client.query('SELECT * FROM policy_changes')).rows[0];

  await until('the first step is done', async () => (await progress()).done > 0);
  await killed.end('SIGKILL');
  const before = await progress();
  expect(Number(before.done)).toBeLessThan(LICENSES);
  expect(await changedLicenses(client)).toEqual({
    changed: Number(before.done),
    events: Number(before.done),
    dates: 1,
  });

  // As if the kill were some minutes ago: a change that goes on elsewhere is left alone.
  await client.query(`UPDATE policy_changes SET continued_at = continued_at - interval '5 minutes'`);
  const again = await Program.start(settings);
  await until('the change is finished', async () => (await progress()).finished_at !== null);
  const { body } = await again.call('GET', `/api/v1/policy-changes/${change.id}`, undefined, admin);
  expect(body).toMatchObject({ status: 'finished', done: LICENSES, changed: LICENSES });
  expect(await changedLicenses(client)).toEqual({ changed: LICENSES, events: LICENSES, dates: 1 });
  await client.end();
});

async function changedLicenses(client: Client): Promise<object> {
  const { rows } = await client.query(`
    SELECT count(*)::integer AS changed, count(DISTINCT expires_at)::integer AS dates,
      (SELECT count(*)::integer FROM events WHERE name = 'license.policy_changed') AS events
    FROM licenses WHERE max_activations = 9`);
  return rows[0];
}
