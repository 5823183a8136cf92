import { Session } from 'node:inspector/promises';
import { join, relative } from 'node:path';
import { PROJECT_DIR } from '../../../src/core/common/project';
import { activate, issued, validate } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

const SOURCE = join(PROJECT_DIR, 'src');
/** Of a change by the native API. */
const MOST_FILES = 85;
const MOST_RUNS = 10;
/** The folders of what may be left out. */
const PLUGINS = /^(?:apis|plugins)\//;
/** The clock of the tests, the timer that notices the end of npm, and connections that are made or closed meanwhile. */
const BESIDE =
  /^(?:testkit\/|core\/start\/stop-signal\.ts$|core\/platform\/database\/(?:close-client|database-error|database-hosts|notifications\.service|session-settings)\.ts$)/;

/** Not the shared one: what earlier spec files have made it keep enters files as well. */
let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

/** The files below `src` of which a function runs, in the order of their paths. */
async function filesEntered(run: () => Promise<unknown>): Promise<string[]> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    await run();
    const { result } = await session.post('Profiler.takePreciseCoverage');
    await session.post('Profiler.stopPreciseCoverage');
    return result
      .filter(({ functions }) => functions.some(({ ranges }) => ranges.some(({ count }) => count > 0)))
      .map(({ url }) => relative(SOURCE, url.replace(/^file:\/\//, '')))
      .filter((path) => !path.startsWith('..') && !BESIDE.test(path))
      .sort();
  } finally {
    session.disconnect();
  }
}

const areTooMany = (files: readonly string[]): boolean =>
  files.length > MOST_FILES || files.some((file) => PLUGINS.test(file));

/** Of each of several runs, if one is not enough: what a timer entered meanwhile is not in all of them. */
async function filesAlwaysEntered(prepared: () => Promise<() => Promise<unknown>>): Promise<string[]> {
  let kept = await filesEntered(await prepared());
  for (let run = 1; run < MOST_RUNS && areTooMany(kept); run += 1) {
    const entered = await filesEntered(await prepared());
    kept = kept.filter((file) => entered.includes(file));
  }
  return kept;
}

it('revokes a license in the files of the core alone', async () => {
  const entered = await filesAlwaysEntered(async () => {
    const { key } = await issued(server);
    return () => server.asAdmin('POST', `/api/v1/licenses/${key}/revoke`, {});
  });
  expect(entered).toContain('core/licensing/licenses/license-lifecycle.service.ts');
  expect(entered.filter((file) => PLUGINS.test(file))).toEqual([]);
  expect(entered.length > MOST_FILES ? entered : []).toEqual([]);
});

it('checks a license by the fast path in the files of the core and the portal alone', async () => {
  const { key } = await issued(server);
  await activate(server, key, 'desk');
  const entered = await filesEntered(() => validate(server, key, 'desk'));
  expect(entered).toContain('core/fast-path/fast-path.ts');
  // The answer may lead to the portal.
  expect(entered.filter((file) => PLUGINS.test(file) && !/\bportal\//.test(file))).toEqual([]);
});
