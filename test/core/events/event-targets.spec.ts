import { targetTypes } from '../../../src/core/events/records/event-query';
import { TestServer } from '../../testkit/server';

it('finds events by the ID of everything that has one', async () => {
  const { dataSource } = await TestServer.shared();
  const withIds = dataSource.entityMetadatas
    .filter(({ columns }) => columns.some(({ databaseName }) => databaseName === 'uid'))
    .map(({ tableName }) => tableName);
  const others = ['settings', 'signing_keys', 'user_sessions'];
  expect(targetTypes(dataSource).sort()).toEqual([...withIds, ...others].sort());
});
