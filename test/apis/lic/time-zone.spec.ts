import { aCreated, rowOf, verb, verify } from '../../support/lic';
import { TestServer } from '../../testkit/server';

let server: TestServer;
const startIn = async (zone: string) => {
  server = await TestServer.start({ TIME_ZONE: zone });
  await server.adminToken();
};
afterEach(() => server.stop());

it('writes times, ends licenses and cuts days by the clock of the installation', async () => {
  await startIn('Asia/Shanghai');
  server.clock.holdAt('2023-12-31T16:00:00Z');
  const { key } = await aCreated(server, { duration_days: 365 });
  expect(await rowOf(server, key)).toMatchObject({
    created_at: '2024-01-01 00:00:00',
    expires_at: '2024-12-31 23:59:59',
  });

  server.clock.holdAt('2024-12-30T15:59:59Z');
  expect((await verify(server, key)).body.data).toMatchObject({
    last_used_at: '2024-12-30 23:59:59',
    remaining_days: 1,
  });
  server.clock.holdAt('2024-12-30T16:00:00Z');
  expect((await verify(server, key)).body.data).toMatchObject({
    last_used_at: '2024-12-31 00:00:00',
    remaining_days: 0,
  });
  server.clock.holdAt('2024-12-31T15:59:59Z');
  expect((await verify(server, key)).body.error_code).toBe('EXPIRED_LICENSE');

  const { body: stats } = await server.asAdmin('GET', '/api/stats');
  expect(stats.data.recent_activity.slice(0, 3)).toEqual([
    { date: '2024-12-31', verifications: 2 },
    { date: '2024-12-30', verifications: 1 },
    { date: '2024-12-29', verifications: 0 },
  ]);
  const logs = async (query: Record<string, string>) =>
    (await server.asAdmin('GET', '/api/logs', { query })).body.data.logs.map(
      ({ created_at }: { created_at: string | null }) => created_at,
    );
  expect(await logs({ end_date: '2024-12-30' })).toEqual(['2024-12-30 23:59:59']);
  expect(await logs({ start_date: '2024-12-31' })).toEqual(['2024-12-31 23:59:59', '2024-12-31 00:00:00']);
});

it('keeps the last second of the day where clocks change', async () => {
  await startIn('America/New_York');
  server.clock.holdAt('2024-03-09T12:00:00Z');
  const { id, key } = await aCreated(server, { duration_days: 1 });
  expect((await rowOf(server, key)).expires_at).toBe('2024-03-10 23:59:59');
  expect((await verb(server, id, 'extend', { days: 237 })).body.data.expires_at).toBe('2024-11-02 23:59:59');
  expect((await verb(server, id, 'extend', { days: 1 })).body.data.expires_at).toBe('2024-11-03 23:59:59');
  const [{ expires_at }] = await server.dataSource.query('SELECT expires_at FROM licenses WHERE id = $1', [id]);
  expect(expires_at.toISOString()).toBe('2024-11-04T04:59:59.000Z');
});
