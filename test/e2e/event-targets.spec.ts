import { TARGET_TYPES } from '../../src/events/records/event-query';
import { TestServer } from '../support/server';

/** Their changes are recorded as changes of what they belong to, or not at all. */
const NO_TARGETS = ['contacts', 'heartbeats', 'systems'];

it('finds events by the ID of everything that has one', async () => {
  const { entityMetadatas } = (await TestServer.start()).dataSource;
  const tables = entityMetadatas.map(({ tableName }) => tableName);
  const withIds = entityMetadatas
    .filter(({ columns }) => columns.some(({ databaseName }) => databaseName === 'uid'))
    .map(({ tableName }) => tableName);
  expect(tables).toEqual(expect.arrayContaining([...TARGET_TYPES]));
  expect(TARGET_TYPES).toEqual(expect.arrayContaining(withIds.filter((table) => !NO_TARGETS.includes(table))));
});
