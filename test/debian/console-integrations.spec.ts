import type { Page } from 'playwright-core';
import type { WebhookDelivery } from '../../sdk/src/generated/native';
import { WebhookDispatcherService } from '../../src/core/events/webhooks/webhook-dispatcher.service';
import { Chromium, complaintsOf, SIZES, violations } from '../support/chromium';
import { issued } from '../testkit/issue';
import { TestServer } from '../testkit/server';
import { until } from '../testkit/until';
import { answering, registered, WebhookListener } from '../testkit/webhook-listener';

let server: TestServer;
let chromium: Chromium;
let listener: WebhookListener;
beforeAll(async () => {
  server = await TestServer.start({ WEBHOOK_ALLOW_PRIVATE: '1' });
  await server.adminToken();
  server.app.get(WebhookDispatcherService).start();
  listener = await WebhookListener.start();
  chromium = await Chromium.start(server);
});
afterAll(async () => {
  await chromium.stop();
  await server.stop();
  await listener.stop();
});

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('heading', { name }).first().waitFor();

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('%s', (title, javaScriptEnabled) => {
  it('an API key is created, replaced and revoked', async () => {
    const page = await chromium.signedIn({ javaScriptEnabled });
    const complaints = complaintsOf(page);
    await page.goto('/console/api-keys');
    await page.getByRole('link', { name: 'Create API key' }).click();
    await press(page, 'Create API key');
    await page.getByRole('alert').getByText('2 fields need a change').waitFor();
    await page.getByLabel('Name').fill('Pipeline');
    expect(await page.getByRole('radio', { name: /^Custom/ }).isVisible()).toBe(false);
    await page.getByLabel('On your server').check();
    expect(await page.getByRole('radiogroup', { name: 'Licenses' }).isVisible()).toBe(false);
    await page.getByRole('radio', { name: /^Custom/ }).check();
    await page.getByRole('radiogroup', { name: 'Licenses' }).getByLabel('Read').check();
    const sum = page.getByText('Reads Licenses, never expires.');
    expect([await sum.isVisible(), await page.getByText(/Custom, 1 of \d+/).isVisible()]).toEqual(
      Array(2).fill(javaScriptEnabled),
    );
    await press(page, 'Create API key');
    await heading(page, 'Key of Pipeline');
    expect(await page.getByRole('region', { name: 'API key' }).locator('pre').textContent()).toMatch(/^kw_internal_/);
    expect(await page.getByRole('button', { name: /^Copy/ }).isVisible()).toBe(javaScriptEnabled);
    await page.getByRole('link', { name: 'Done' }).click();
    await page.getByRole('link', { name: 'Rotate…' }).click();
    await press(page, 'Replace key');
    await page.getByRole('link', { name: 'Done' }).click();
    await page.getByRole('link', { name: 'Revoke…' }).click();
    await press(page, 'Revoke key');
    await page.getByText('The key of Pipeline is revoked.').waitFor();
    // The refused form is a response with status 422.
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
    await page.context().close();
  });

  it('a failed delivery is looked at and sent again', async () => {
    listener.answers(answering(410, 'gone'));
    const { id } = await registered(server, { url: listener.urlOf(), description: `Shop ${title}` });
    const deliveries = async (): Promise<WebhookDelivery[]> =>
      (await server.asAdmin('GET', `/api/v1/webhooks/${id}/deliveries`)).body.items;
    const finished = (count: number) =>
      until(`${count} deliveries have ended`, async () => {
        server.clock.advance(1);
        const ended = (await deliveries()).filter(({ finished_at }) => finished_at !== null);
        return ended.length === count;
      });
    const { key } = await issued(server);
    await finished(1);
    const page = await chromium.signedIn({ javaScriptEnabled });
    await page.goto('/console/webhooks');
    await page.getByRole('link', { name: `Shop ${title}` }).click();
    await heading(page, /^Stopped on/);
    await press(page, 'Resume');
    await page.getByRole('link', { name: 'license.issued' }).click();
    await page.getByRole('region', { name: 'What was sent' }).getByText(key).first().waitFor();
    await page.getByRole('region', { name: 'What came back' }).getByText('gone').waitFor();
    listener.answers(answering(200, 'thanks'));
    await press(page, 'Send again');
    await finished(2);
    await page.reload();
    await page.getByRole('region', { name: 'What came back' }).getByText('thanks').waitFor();
    await page.context().close();
  });

  it('a request is tried', async () => {
    const { key } = await issued(server);
    const page = await chromium.signedIn({ javaScriptEnabled });
    await page.goto('/console/api-compatibility');
    await page.getByRole('link', { name: 'Keyward API' }).click();
    await page.getByRole('link', { name: 'Try it' }).click();
    await page.getByRole('link', { name: 'activate', exact: true }).click();
    await page.getByLabel('License key', { exact: true }).fill(key);
    await page.getByLabel('Device', { exact: true }).fill('desk');
    await press(page, 'Send request');
    await heading(page, 'Answer');
    await page.getByText('201 Created').waitFor();
    await page.context().close();
  });
});

it.each(SIZES)('refused forms and shown secrets are accessible: %s', async (_size, viewport) => {
  const page = await chromium.signedIn({ viewport });
  await page.goto('/console/webhooks/new');
  await press(page, 'Add webhook');
  await page.getByRole('alert').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Address').fill(listener.urlOf());
  await page.getByRole('button', { name: /^Licenses/ }).click();
  await page.getByText('license.*').first().waitFor();
  await press(page, 'Add webhook');
  await heading(page, 'Secret of the webhook');
  expect(await violations(page)).toEqual([]);
  await page.goto('/console/api-compatibility/v2/try');
  await press(page, 'Send request');
  await heading(page, 'Answer');
  expect(await violations(page)).toEqual([]);
  await page.context().close();
});
