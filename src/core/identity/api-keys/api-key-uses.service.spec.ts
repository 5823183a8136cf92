import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ApiKeyUsesService } from './api-key-uses.service';

/** Keys and addresses that are noted between two writes. */
const MAX_NOTED = 10_000;
const AT = new Date('2027-03-01T12:00:00Z');

let queries: unknown[][];
let refusals: number;
let uses: ApiKeyUsesService;
beforeEach(() => {
  queries = [];
  refusals = 0;
  const manager = { query: (_sql: string, parameters: unknown[]) => Promise.resolve(queries.push(parameters)) };
  const run = () => Promise.resolve((refusals += 1));
  const work: UnitOfWork = Object.assign(Object.create(UnitOfWork.prototype), { run });
  jest.spyOn(work, 'manager', 'get').mockReturnValue(Object.assign(Object.create(null) as EntityManager, manager));
  uses = new ApiKeyUsesService(work, new Clock());
});

it('notes the uses of 10,000 keys and addresses between two writes, and leaves out further ones', async () => {
  for (let id = 1; id <= MAX_NOTED + 2; id++) {
    uses.note({ id }, null, AT);
  }
  await uses.write();
  const [ids] = queries[0] ?? [];
  expect(ids).toHaveLength(MAX_NOTED);
});

it('notes the refusals of 10,000 keys between two writes, and leaves out further ones', async () => {
  for (let id = 1; id <= MAX_NOTED + 2; id++) {
    uses.noteRefusal({ id }, 'expired', null, AT);
  }
  await uses.write();
  expect(refusals).toBe(MAX_NOTED);
});

it('notes each key and address once a minute', async () => {
  for (const seconds of [0, 59, 60, 61]) {
    uses.note({ id: 1 }, '192.0.2.1', new Date(AT.getTime() + seconds * 1000));
    await uses.write();
  }
  expect(queries.filter(([ids]) => Array.isArray(ids)).map((parameters) => parameters[2])).toHaveLength(6);
});
