import { parentPort } from 'node:worker_threads';
import 'reflect-metadata';
import { OutsidePluginRefused } from './core/common/declarations/outside-plugins';
import type { Trial } from './core/start/check-plugins';

/** Loads the application with plug-ins from outside, in a thread that has no other purpose, and connects its modules. */
async function load(): Promise<void> {
  // First, and alone, as when the server starts.
  const { AppModule } = await import('./app.js');
  const { refuseForeignTables } = await import('./core/start/plugin-tables.js');
  const { refuseMistakes } = await import('./core/start/plugin-mistakes.js');
  const { preview } = await import('./core/start/preview.js');
  refuseForeignTables();
  refuseMistakes(await preview((...where) => AppModule.with(...where), []));
}

function failed(error: unknown): Trial {
  // Nest explains on further lines what to do about a dependency.
  const [message = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return error instanceof OutsidePluginRefused ? { sentence: message } : { message };
}

load().then(
  () => parentPort?.postMessage({}),
  (error: unknown) => parentPort?.postMessage(failed(error)),
);
