import { rootLogger } from '../../common/logging/logger';
import type { Settings } from '../../platform/config/settings';
import { announce } from '../serve';
import { StartupError } from '../fatal-error';
import { stopSignal } from '../stop-signal';
import { WorkerPool } from './worker-pool';

/** Runs the workers of a node until a signal. SIGHUP replaces them one after another. Throws if they do not start. */
export async function runWorkers(settings: Settings, databaseUrl: string): Promise<void> {
  const pool = new WorkerPool(settings, databaseUrl, rootLogger(settings.LOG_LEVEL));
  process.on('SIGHUP', () => void pool.roll());
  const started = await Promise.race([pool.start(), stopSignal.then(() => 'stopped' as const)]);
  if (started === undefined) {
    throw (
      pool.failedPlugin ?? new StartupError('The first worker ended before it served. If it could, it has said why.')
    );
  }
  if (started !== 'stopped') {
    announce(started);
    await Promise.race([stopSignal, pool.failed]);
  }
  await pool.stop();
}
