import { parentPort } from 'node:worker_threads';
import 'reflect-metadata';
import { OutsidePluginRefused } from './core/common/declarations/outside-plugins';
import type { Trial } from './core/start/check-plugins';

/** Loads the application with plug-ins from outside, in a thread that has no other purpose, and connects its modules. */
async function load(): Promise<Trial> {
  // First, and alone, as when the server starts.
  const { AppModule } = await import('./app.js');
  const { namedOutsidePlugins, refuseForeignTables } = await import('./core/start/plugin-tables.js');
  const { refuseMistakes } = await import('./core/start/plugin-mistakes.js');
  const { pluginWarnings } = await import('./core/start/plugin-warnings.js');
  const { preview } = await import('./core/start/preview.js');
  refuseForeignTables();
  const app = await preview((...where) => AppModule.with(...where), []);
  refuseMistakes(app);
  // Those before it have been tried without it.
  return { warnings: pluginWarnings(app, namedOutsidePlugins().slice(-1)) };
}

function failed(error: unknown): Trial {
  // Nest explains on further lines what to do about a dependency.
  const [message = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return error instanceof OutsidePluginRefused ? { sentence: message } : { message };
}

load().then(
  (trial) => parentPort?.postMessage(trial),
  (error: unknown) => parentPort?.postMessage(failed(error)),
);
