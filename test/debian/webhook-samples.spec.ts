import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebhookDispatcherService } from '../../src/core/events/webhooks/webhook-dispatcher.service';
import { freePort } from '../support/free-port';
import { samplesIn } from '../support/samples';
import { TestServer } from '../testkit/server';
import { until } from '../testkit/until';

let server: TestServer;
let folder: string;
let receiver: ChildProcess | undefined;
beforeAll(async () => {
  server = await TestServer.start({ WEBHOOK_ALLOW_PRIVATE: '1' });
  server.app.get(WebhookDispatcherService).start();
  folder = mkdtempSync(join(tmpdir(), 'keyward-webhooks-'));
});
afterEach(async () => {
  receiver?.kill();
  if (receiver) {
    await once(receiver, 'close');
  }
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.stop();
});

async function isReached(url: string): Promise<boolean> {
  return fetch(url, { method: 'POST', body: '{}' }).then(
    ({ status }) => status === 401,
    () => false,
  );
}

it.each([
  ['js', 'receive.mjs', (file: string) => [process.execPath, file]],
  ['php', 'receive.php', (file: string, port: number) => ['php', '-S', `127.0.0.1:${port}`, file]],
] as const)('the receiver in %s accepts what the server sends, and nothing else', async (language, name, commandOf) => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const { body: hook } = await server.asAdmin('POST', '/api/v1/webhooks', {
    body: { url, events: ['license.issued'] },
  });
  const file = join(folder, name);
  writeFileSync(file, samplesIn('docs/webhooks.md').find((sample) => sample.language === language)?.text ?? '');
  const [command, ...args] = commandOf(file, port);
  const env = { PATH: process.env.PATH, PORT: String(port), SECRET: hook.secret };
  receiver = spawn(command ?? '', args, { env, stdio: 'ignore' });
  await until('it answers, and refuses what has no signature', () => isReached(url));

  await server.asAdmin('POST', `/api/v1/webhooks/${hook.id}/test`);
  const path = `/api/v1/webhooks/${hook.id}/deliveries`;
  const tries = async () => (await server.asAdmin('GET', path)).body.items[0].tries;
  await until('it was tried', async () => (await tries()).length > 0);
  expect(await tries()).toEqual([expect.objectContaining({ status_code: 204 })]);
});
