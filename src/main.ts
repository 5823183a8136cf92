import './core/start/stop-signal';
import 'reflect-metadata';
import { entriesOf } from './core/common/declarations/plugin-folders';
import { PRIMARY } from './core/common/workers/primary';
import { leaveOutBrokenPlugins } from './core/start/check-plugins';
import { failedPlugin, runWithout } from './core/start/failed-plugin';
import { findModulesOnce } from './core/start/find-modules';
import { leaveOutModules } from './core/start/leave-out-modules';

/** Loads the application once it is known which plug-ins can be loaded: a broken one ends nothing else. */
async function main(): Promise<void> {
  findModulesOnce();
  for (const line of await leaveOutBrokenPlugins(process.env)) {
    process.stderr.write(`${line}\n`);
  }
  if (entriesOf(process.env.PLUGINS).length === 0) {
    leaveOutModules();
  }
  // It loads packages of which parts are left out.
  const { beginDatabase } = await import('./core/start/embedded-database.js');
  const database = await beginDatabase(process.env);
  try {
    const { run } = await import('./app.js');
    await run(database);
  } finally {
    await database?.stop();
  }
}

/** Resolves with the exit code. A plug-in from outside whose code has ended the start is left out. */
async function recover(error: unknown): Promise<number> {
  const failed = failedPlugin(error, process.env.PLUGINS);
  if (failed && PRIMARY) {
    await PRIMARY.ask('plugin-failed', failed.entry, failed.reason);
    return 1;
  }
  const { describe } = await import('./core/start/fatal-error.js');
  process.stderr.write(failed ? `${failed.message} It is left out.\n` : `${describe(error)}\n`);
  return failed ? runWithout(failed.entry, process.env) : 1;
}

// With a channel, it was started by `runWithout` or as a worker: the process that started it has ended.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));

void main()
  .catch(recover)
  .then((code) => process.exit(code ?? 0));
