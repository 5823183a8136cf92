import 'reflect-metadata';
import { failedPlugin } from './core/start/failed-plugin';
import type { Control, Question, Reply } from './testkit/control';

/** Runs the server of a test in a process of its own, as `startServer` of `keyward/testkit` asks for it, until that ends. */
async function serveTests(): Promise<void> {
  const { AppModule } = await import('./app.js');
  const { startTestApplication } = await import('./testkit/test-application.js');
  const application = await startTestApplication((...where) => AppModule.with(...where));
  process.on('message', (question: Question) => void answer(application.control, question).then(send));
  process.once('disconnect', () => void application.stop().finally(() => process.exit()));
  send({ id: 0, value: application.started });
}

async function answer(control: Control, { id, name, parameters }: Question): Promise<Reply> {
  try {
    return { id, value: await control[name](...(parameters as [never, never])) };
  } catch (error) {
    return { id, error: describe(error) };
  }
}

function send(reply: Reply): void {
  process.send?.(reply);
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

// A signal for all processes of a terminal: the test that ends disconnects this one.
process.on('SIGINT', () => undefined);
serveTests().catch((error: unknown) => {
  send({ id: 0, error: describe(failedPlugin(error, process.env.PLUGINS) ?? error) });
  process.exitCode = 1;
  process.disconnect();
});
