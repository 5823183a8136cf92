import { WebhookRetriesService } from '../../src/events/webhooks/webhook-retries.service';
import { TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

it('repeats the deliveries that failed, and no others', async () => {
  const { id } = await server.sdk.webhooks.create({ url: 'https://93.184.216.34/hook', events: ['license.issued'] });
  for (const status of ['failed', 'delivered', 'pending']) {
    const { body } = await server.asAdmin('POST', `/api/v1/webhooks/${id}/test`);
    await server.dataSource.query(
      `UPDATE webhook_deliveries SET status = $2::text, finished_at = CASE WHEN $2::text <> 'pending' THEN created_at END WHERE uid = $1`,
      [body.id, status],
    );
  }
  const retries = server.app.get(WebhookRetriesService);
  expect(await retries.replayFailed(id, new Date(0))).toEqual({ count: 1, hasMore: false });
  expect(await retries.replayFailed(id, new Date(0))).toEqual({ count: 0, hasMore: false });
});
