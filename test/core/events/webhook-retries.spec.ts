import { WebhookOutcomesService } from '../../../src/core/events/webhooks/webhook-outcomes.service';
import { WebhookQueueService } from '../../../src/core/events/webhooks/webhook-queue.service';
import { WebhookRetriesService } from '../../../src/core/events/webhooks/webhook-retries.service';
import { race } from '../../testkit/race';
import { eventsOf } from '../../testkit/records';
import { single } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const aWebhook = async (): Promise<string> =>
  (await server.sdk.webhooks.create({ url: 'https://93.184.216.34/hook', events: ['license.issued'] })).id;
const test = (id: string) => server.asAdmin('POST', `/api/v1/webhooks/${id}/test`);

/** Takes the delivery of a test. Returns how to record that it was answered so. */
async function aTry(id: string): Promise<(status: number) => Promise<void>> {
  await test(id);
  const claimed = await server.app.get(WebhookQueueService).claim(new Map());
  const delivery = single(claimed.filter(({ uid }) => uid === id));
  return (status) => {
    const at = server.clock.now().toISOString();
    const attempt = { at, status_code: status, duration_ms: 1, response: '', error: null };
    return server.app.get(WebhookOutcomesService).record([{ delivery, attempt }]);
  };
}

it('repeats the deliveries that failed, and no others', async () => {
  const id = await aWebhook();
  for (const status of ['failed', 'delivered', 'pending']) {
    const { body } = await test(id);
    await server.dataSource.query(
      `UPDATE webhook_deliveries SET status = $2::text, finished_at = CASE WHEN $2::text <> 'pending' THEN created_at END WHERE uid = $1`,
      [body.id, status],
    );
  }
  const retries = server.app.get(WebhookRetriesService);
  expect(await retries.replayFailed(id, new Date(0))).toEqual({ count: 1, hasMore: false });
  expect(await retries.replayFailed(id, new Date(0))).toEqual({ count: 0, hasMore: false });
});

it('tries a delivery now that waits for its next try, and none that is under way', async () => {
  const id = await aWebhook();
  const end = await aTry(id);
  const retry = () => server.app.get(WebhookRetriesService).retryWaiting(id);
  expect(await retry()).toEqual({ count: 0, hasMore: false });
  await end(500);
  expect(await retry()).toEqual({ count: 1, hasMore: false });
});

it('disables a webhook once it has failed for three days', async () => {
  server.clock.holdAt('2031-03-01T00:00:00.000Z');
  const id = await aWebhook();
  const end = await aTry(id);
  const reasonAt = async (moment: string) => {
    server.clock.holdAt(moment);
    await end(500);
    return (await server.sdk.webhooks.get(id)).disabled_reason;
  };
  expect(await reasonAt('2031-03-01T00:00:00.000Z')).toBeNull();
  expect(await reasonAt('2031-03-03T23:59:59.999Z')).toBeNull();
  expect(await reasonAt('2031-03-04T00:00:00.000Z')).toBe('failing');
});

it('disables a webhook once for two nodes that find it gone', async () => {
  const id = await aWebhook();
  const end = await aTry(id);
  await end(500);
  const hold = 'SELECT 1 FROM webhook_endpoints WHERE uid = $1 FOR UPDATE';
  await race({ databaseUrl: server.databaseUrl, hold, values: [id] }, [() => end(410), () => end(410)]);
  const names = (await eventsOf(server, id)).map(({ name }) => name);
  expect(names.filter((name) => name === 'webhook_endpoint.disabled')).toHaveLength(1);
});
