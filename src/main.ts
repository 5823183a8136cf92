import './start/stop-signal';
import 'reflect-metadata';
import { describe } from './start/startup-error';

/** Loads the application here, so that a plug-in that cannot be loaded ends the start with its sentence. */
async function main(): Promise<void> {
  const { run } = await import('./app.js');
  await run();
  process.exit(0);
}

main().catch((error: unknown) => {
  process.stderr.write(`${describe(error)}\n`);
  process.exit(1);
});
