import { UnitOfWork } from '../../src/platform/database/unit-of-work';
import { onDatabase } from '../support/database';
import { untilWaiting } from '../support/race';
import { TestServer } from '../support/server';

let server: TestServer;
let work: UnitOfWork;
beforeAll(async () => {
  server = await TestServer.shared();
  work = server.app.get(UnitOfWork);
  await onDatabase(
    server.databaseUrl,
    'CREATE TABLE notes (text text NOT NULL)',
    // A commit that waits, and one that fails.
    `CREATE FUNCTION slow_or_failing() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         PERFORM pg_advisory_xact_lock(4711);
         IF NEW.text = 'refused' THEN RAISE EXCEPTION 'refused'; END IF;
         RETURN NULL;
       END $$`,
    `CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON notes DEFERRABLE INITIALLY DEFERRED
       FOR EACH ROW EXECUTE FUNCTION slow_or_failing()`,
  );
});
beforeEach(() => server.dataSource.query('TRUNCATE notes'));
afterAll(() => server.stop());

const note = (text: string) => work.manager.query('INSERT INTO notes VALUES ($1)', [text]);
const notes = async () =>
  (await server.dataSource.query('SELECT text FROM notes')).map(({ text }: { text: string }) => text);

it('does what is to follow a commit after it, and while the commit is under way nobody sees either', async () => {
  const rival = server.dataSource.createQueryRunner();
  await rival.startTransaction();
  await rival.query('SELECT pg_advisory_xact_lock(4711)');
  const done: string[] = [];
  const running = work.run(async () => {
    await note('kept');
    await work.run(async () => work.afterCommit(() => done.push('inner')));
    work.afterCommit(() => done.push('outer'));
    expect(done).toEqual([]);
  });
  await untilWaiting(server.databaseUrl, 1);
  expect([done, await notes()]).toEqual([[], []]);
  await rival.rollbackTransaction();
  await rival.release();
  await running;
  expect([done, await notes()]).toEqual([['inner', 'outer'], ['kept']]);
});

it('does nothing after a commit that failed', async () => {
  const done: string[] = [];
  const running = work.run(async () => {
    await note('refused');
    work.afterCommit(() => done.push('done'));
  });
  await expect(running).rejects.toThrow('refused');
  expect([done, await notes()]).toEqual([[], []]);
});

it('does at once what waits for no commit', () => {
  const done: string[] = [];
  work.afterCommit(() => done.push('done'));
  expect(done).toEqual(['done']);
});
