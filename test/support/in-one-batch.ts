import { ActivateLicenseService } from '../../src/core/verification/calls/activate-license.service';
import { UseMetersService } from '../../src/core/verification/meters/use-meters.service';
import { CheckLicenseService } from '../../src/core/verification/calls/check-license.service';
import { LicenseContextLoader } from '../../src/core/verification/assessment/license-context.loader';
import { BatchDatabase } from '../../src/core/platform/database/batch-database';
import type { TestServer } from '../testkit/server';
import { until } from '../testkit/until';

interface BatchKind {
  /** Number of batches that run at the same time. */
  readonly concurrency: number;
  /** Sends a call that fills a batch of its own. */
  readonly occupy: (server: TestServer) => Promise<unknown>;
  /** Makes the next batch wait for the promise. Resolves when it does. */
  readonly hold: (server: TestServer, released: Promise<void>) => Promise<void>;
}

const UNKNOWN = 'an unknown key';
const DEVICE = { fingerprint: 'first' };

const KINDS = {
  activation: {
    concurrency: 2,
    occupy: (server) => server.app.get(ActivateLicenseService).activate(UNKNOWN, DEVICE),
    hold: nextContexts,
  },
  usage: {
    concurrency: 2,
    occupy: (server) => server.app.get(UseMetersService).use(UNKNOWN, DEVICE, {}, []),
    hold: nextContexts,
  },
  lookup: {
    concurrency: 1,
    occupy: (server) => server.app.get(CheckLicenseService).check(UNKNOWN, DEVICE),
    hold: nextStatement,
  },
} satisfies Record<string, BatchKind>;

/** `lookup` reads the licenses of checks. */
export type BatchName = keyof typeof KINDS;

/** Runs the calls so that they share one batch, which is the next to run. */
export async function inOneBatch<T>(
  server: TestServer,
  name: BatchName,
  calls: readonly (() => Promise<T>)[],
): Promise<T[]> {
  const release = await holdBatches(server, name);
  const answers = Promise.all(calls.map((call) => call()));
  // Awaited below, unless too few of them wait, which is the error to report then.
  answers.catch(() => undefined);
  await until('all wait', () => batchFigures(server, name).waiting === calls.length).finally(release);
  return answers;
}

/** Holds as many batches as run at the same time: later calls share the next one. Returns how to release them. */
export async function holdBatches(server: TestServer, name: BatchName): Promise<() => void> {
  const { concurrency, occupy, hold } = KINDS[name];
  const releases: (() => void)[] = [];
  while (releases.length < concurrency) {
    const held = hold(server, new Promise((resolve) => releases.push(resolve)));
    occupy(server).catch(() => undefined);
    await held;
  }
  return () => releases.forEach((release) => release());
}

/** Totals since the start, and the number of calls that wait for the next batch. */
export function batchFigures(server: TestServer, name: BatchName) {
  const figures = new Map(server.app.get(BatchDatabase).figures).get(name);
  return figures ?? { batches: 0, items: 0, waiting: 0 };
}

/** Holds the next batch after it has locked its licenses. */
function nextContexts(server: TestServer, released: Promise<void>): Promise<void> {
  const contexts = server.app.get(LicenseContextLoader);
  return new Promise((resolve) => {
    contexts.findEach = async (lookups) => {
      Reflect.deleteProperty(contexts, 'findEach');
      resolve();
      await released;
      return contexts.findEach(lookups);
    };
  });
}

function nextStatement(server: TestServer, released: Promise<void>): Promise<void> {
  const batches = server.app.get(BatchDatabase);
  return new Promise((resolve) => {
    batches.query = async (statement, values) => {
      Reflect.deleteProperty(batches, 'query');
      resolve();
      await released;
      return batches.query(statement, values);
    };
  });
}
