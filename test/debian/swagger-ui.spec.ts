import { Chromium, complaintsOf } from '../support/chromium';
import { TestServer } from '../testkit/server';

let server: TestServer;
let chromium: Chromium;
beforeAll(async () => {
  server = await TestServer.start();
  chromium = await Chromium.start(server);
});
afterAll(async () => {
  await chromium.stop();
  await server.stop();
});

it('shows the operations and sends a request, within its content security policy', async () => {
  const page = await chromium.open('/login');
  const complaints = complaintsOf(page);
  await page.goto('/docs');
  await page.locator('[data-tag="client"]').click();
  const operation = page.locator('.opblock', { has: page.locator('[data-path="/api/v1/validate"]') });
  await operation.locator('.opblock-summary-control').click();
  await operation.getByRole('button', { name: 'Try it out' }).click();
  await operation.getByRole('button', { name: 'Execute' }).click();
  await operation.locator('.live-responses-table .response-col_status').getByText('200').waitFor();
  expect(complaints).toEqual([]);
});
