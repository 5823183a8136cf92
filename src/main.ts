import './start/stop-signal';
import 'reflect-metadata';
import { describe } from './start/startup-error';

/** Loads the application here, so that a plug-in that cannot be loaded ends the start with its sentence. */
async function main(): Promise<void> {
  const { leaveOutBrokenPlugins } = await import('./start/check-plugins.js');
  for (const { reason } of await leaveOutBrokenPlugins(process.env)) {
    process.stderr.write(`${reason} It is left out.\n`);
  }
  const { run } = await import('./app.js');
  await run();
  process.exit(0);
}

main().catch((error: unknown) => {
  process.stderr.write(`${describe(error)}\n`);
  process.exit(1);
});
