import './core/start/stop-signal';
import 'reflect-metadata';
import { leaveOutBrokenPlugins, missingTexts } from './core/start/check-plugins';
import { describe } from './core/start/fatal-error';

/** Loads the application once it is known which plug-ins can be loaded: a broken one ends nothing else. */
async function main(): Promise<void> {
  for (const { reason } of await leaveOutBrokenPlugins(process.env)) {
    process.stderr.write(`${reason} It is left out.\n`);
  }
  for (const warning of missingTexts(process.env.PLUGINS)) {
    process.stderr.write(`${warning}\n`);
  }
  const { run } = await import('./app.js');
  await run();
  process.exit(0);
}

main().catch((error: unknown) => {
  process.stderr.write(`${describe(error)}\n`);
  process.exit(1);
});
