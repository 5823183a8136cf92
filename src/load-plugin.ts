import { parentPort } from 'node:worker_threads';
import 'reflect-metadata';

/** Loads the application with one plug-in from outside, in a thread that has no other purpose. */
async function load(): Promise<void> {
  // First, and alone, as when the server starts.
  await import('./app.js');
  const { refuseForeignTables } = await import('./core/start/plugin-tables.js');
  refuseForeignTables();
}

load().then(
  () => parentPort?.postMessage(undefined),
  (error: unknown) => parentPort?.postMessage(error instanceof Error ? error.message : String(error)),
);
