import { versionParts } from '../../src/catalog/versions/version-order';
import { AddReleaseChannels1792350000000 } from '../../src/platform/database/migrations/1792350000000-add-release-channels';
import { TestServer } from '../support/server';

const VERSIONS = ['1.2.0', '1.2.0-beta.2', '1.2-rc.1', '2026-03-04', '1.2.0-a-long-identifier.7'];

it('orders pre-releases that were published before there were channels', async () => {
  const server = await TestServer.start();
  const { dataSource } = server;
  await dataSource.query(
    `INSERT INTO product_versions (product_id, reference, version, parts, released_at, created_at, updated_at)
     SELECT 1, version, version, '{}', '2027-01-01', now(), now() FROM unnest($1::varchar[]) AS version`,
    [VERSIONS],
  );
  const partsOf = async (version: string): Promise<number[]> =>
    (await dataSource.query('SELECT parts FROM product_versions WHERE version = $1', [version]))[0].parts.map(Number);
  const runner = dataSource.createQueryRunner();
  const migration = new AddReleaseChannels1792350000000();
  await migration.down(runner);
  expect(await partsOf('1.2.0-beta.2')).toEqual([1, 2, 0, 2]);
  await migration.up(runner);
  await runner.release();
  for (const version of ['1.2.0-beta.2', '1.2-rc.1', '1.2.0-a-long-identifier.7']) {
    expect(await partsOf(version)).toEqual(versionParts(version));
  }
  expect(await partsOf('2026-03-04')).toEqual([]);
  await server.stop();
});
