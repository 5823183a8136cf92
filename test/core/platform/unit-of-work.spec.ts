import { problem } from '../../../src/core/common/errors/domain-error';
import { UnitOfWork } from '../../../src/core/platform/database/unit-of-work';
import { onDatabase } from '../../testkit/database';
import { untilWaiting } from '../../testkit/race';
import { TestServer } from '../../testkit/server';

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

it('undoes a rehearsal, with what it would have done after the commit', async () => {
  const done: string[] = [];
  const seen = await work.rehearse({ noteVerdict: () => undefined }, async () => {
    await note('rehearsed');
    work.afterCommit(() => done.push('done'));
    return work.manager.query('SELECT text FROM notes');
  });
  expect([seen, done, await notes()]).toEqual([[{ text: 'rehearsed' }], [], []]);
});

it('undoes the work of an error, and keeps what a recorded one leaves', async () => {
  const failing = (error: Error) =>
    work.run(async () => {
      await note(error.message);
      throw error;
    });
  await expect(failing(new Error('undone'))).rejects.toThrow('undone');
  const recorded = problem('UNKNOWN_LICENSE_KEY');
  expect(recorded.isRecorded).toBe(true);
  await expect(failing(recorded)).rejects.toBe(recorded);
  expect(await notes()).toEqual([recorded.message]);
});

it('commits when the work has ended, and not before', async () => {
  let [reach, release] = [(): void => undefined, (): void => undefined];
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  const running = work.run(async () => {
    await note('early');
    reach();
    await released;
    await note('late');
  });
  await reached;
  expect(await notes()).toEqual([]);
  release();
  await running;
  expect(await notes()).toEqual(['early', 'late']);
});
