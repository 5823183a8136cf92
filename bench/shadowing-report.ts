import type { Row } from './report';
import { infoCall, verifyCall } from './calls';
import type { Keyward } from './keyward';
import { LIC_SHARE } from './sample';
import { eachOf, sent, type ShadowingServer } from './shadowing-server';

/** Fewer than wait for their comparison at most: each request must be compared. */
const CHUNK = 400;
const AT_ONCE = 16;
/** One of so many licenses differs in each of these ways. */
const EVERY = 60;
const INFO_EVERY = 5;

/** Differences of Keyward from the old server, in SQL; `n` is the license. */
const CHANGES: readonly { readonly rest: number; readonly sql: string; readonly infoStatus: number }[] = [
  {
    rest: 1,
    sql: `UPDATE licenses SET expires_at = now() - interval '9 days' WHERE id % ${EVERY} = 1`,
    infoStatus: 200,
  },
  { rest: 2, sql: `UPDATE licenses SET revoked_at = now() WHERE id % ${EVERY} = 2`, infoStatus: 200 },
  { rest: 3, sql: `DELETE FROM activations WHERE license_id % ${EVERY} = 3`, infoStatus: 200 },
  { rest: 4, sql: `DELETE FROM activations WHERE license_id % ${EVERY} = 4`, infoStatus: 404 },
  { rest: 4, sql: `DELETE FROM licenses WHERE id % ${EVERY} = 4`, infoStatus: 404 },
];

interface Planned {
  readonly request: number;
  readonly license: number;
  readonly isInfo: boolean;
}

/**
 * Sends requests to a server whose licenses differ from those of its old server, and compares the report with what was planned:
 * the counts, and each difference.
 * @throws for an answer or a row that is not right
 */
export async function reportFigures(
  server: ShadowingServer,
  old: Keyward,
  requests: number,
  licenses: number,
): Promise<Row> {
  for (const { sql } of CHANGES) {
    await server.keyward.pool.query(sql);
  }
  await settled(server);
  await server.forget();
  const planned = plan(requests, licenses);
  const begun = performance.now();
  for (let from = 0; from < planned.length; from += CHUNK) {
    const chunk = planned.slice(from, from + CHUNK);
    await eachOf(chunk, AT_ONCE, (one) => ask(server, old, one));
    await server.caughtUp(from + chunk.length);
  }
  const seconds = (performance.now() - begun) / 1_000;
  const expected = planned.filter(isDifferent);
  const counts = await server.counts();
  const isCounted = counts.same === planned.length - expected.length && !counts.skipped && !counts.shape;
  const wrong = await wrongRows(server, expected);
  if (!isCounted || wrong.length > 0) {
    throw new Error(
      `The report is wrong: ${JSON.stringify({ counts, expected: expected.length, wrong: wrong.slice(0, 5) })}`,
    );
  }
  return {
    requests: planned.length,
    lost: 0,
    same: counts.same ?? 0,
    status: counts.status ?? 0,
    values: counts.values ?? 0,
    rows_wrong: wrong.length,
    compared_per_second: Math.round(planned.length / seconds),
  };
}

/** Comparisons of before may be under way. */
async function settled(server: ShadowingServer): Promise<void> {
  let [before, now] = [-1, 0];
  while (before !== now) {
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    now = Object.values(await server.counts()).reduce((sum, count) => sum + count, 0);
  }
}

/** Licenses of V2's product in turn. */
function plan(requests: number, licenses: number): Planned[] {
  const numbers = Array.from({ length: licenses }, (_, index) => index + 1).filter(
    (number) => number % LIC_SHARE !== 0,
  );
  return Array.from({ length: requests }, (_, request) => ({
    request,
    license: numbers[request % numbers.length] ?? 1,
    isInfo: request % INFO_EVERY === 0,
  }));
}

const changeOf = ({ license }: Planned) => CHANGES.find(({ rest }) => license % EVERY === rest);
const isDifferent = (one: Planned): boolean => changeOf(one) !== undefined;

/** The program must get the answer of the old server, which knows every license. */
async function ask({ keyward, apiKey }: ShadowingServer, _old: Keyward, { request, license, isInfo }: Planned) {
  const call = isInfo ? infoCall(apiKey, license) : verifyCall(apiKey, license);
  const answer = await sent(keyward.url, call, `n=${request}`);
  const body = await answer.text();
  if (!call.isRight(answer.status, body)) {
    throw new Error(`Request ${request} got ${answer.status} ${body.slice(0, 200)}`);
  }
}

/** Differences that are missing, too many or of another kind. */
async function wrongRows(server: ShadowingServer, expected: readonly Planned[]): Promise<unknown[]> {
  const missing = new Map(expected.map((one) => [one.request, one]));
  const wrong: unknown[] = [];
  for await (const { kind, url, old_server, keyward } of server.differences()) {
    const request = Number(/\bn=(\d+)$/.exec(url)?.[1]);
    const one = missing.get(request);
    const status = one?.isInfo ? changeOf(one)?.infoStatus : 200;
    const isRight =
      old_server.status === 200 && keyward.status === status && kind === (status === 200 ? 'values' : 'status');
    if (!one || !isRight) {
      wrong.push({ kind, url, status: keyward.status });
    }
    missing.delete(request);
  }
  return [...wrong, ...missing.values()];
}
