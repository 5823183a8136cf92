import { HANDBOOK } from '../../../src/plugins/handbook/handbook.module';
import { Browser } from '../../testkit/browser';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());
afterEach(() => jest.restoreAllMocks());

it('is linked at the foot of the console while the site is built', async () => {
  const browser = new Browser(server);
  await browser.signIn();
  const built = jest.spyOn(HANDBOOK, 'isBuilt', 'get').mockReturnValue(true);
  expect((await browser.get('/account')).html).toContain('href="/handbook/"');
  built.mockReturnValue(false);
  expect((await browser.get('/account')).html).not.toContain('href="/handbook/"');
});
