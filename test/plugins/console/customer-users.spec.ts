import { Browser } from '../../testkit/browser';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  await server.adminToken();
});
afterAll(() => server.stop());

it('adds users of a company, makes admins of them and removes them', async () => {
  const browser = new Browser(server);
  await browser.signIn();
  const { id } = await server.sdk.customers.create({ name: 'Ada', company: 'Acme' });
  const place = `/console/customers/${id}/users`;
  expect((await browser.get(`/customer/edit/${id}`)).html).toContain(`href="${place}"`);
  expect((await browser.get(place)).html).toContain('Nobody yet');
  const wrong = await browser.post(`${place}/new`, { email: 'nobody', name: '', role: 'user' });
  expect([wrong.status, wrong.html]).toEqual([422, expect.stringContaining('such as ada@example.com')]);
  const added = await browser.post(`${place}/new`, { email: 'Grace@example.com', name: 'Grace', role: 'user' });
  expect([added.status, added.location]).toEqual([303, place]);
  const [user] = (await server.sdk.customerUsers.list(id)).items;
  expect(user).toMatchObject({ email: 'grace@example.com', name: 'Grace', role: 'user' });
  expect((await browser.get(place)).html).toMatch(/grace@example\.com was added\.[^]*Make admin: grace@example\.com/);
  const again = await browser.post(`${place}/new`, { email: 'grace@example.com', name: 'Hopper', role: 'admin' });
  expect([again.status, again.html]).toEqual([422, expect.stringContaining('Already a user of this company.')]);
  expect((await browser.post(`${place}/${user?.id}/role`, { role: 'admin' })).location).toBe(place);
  expect((await server.sdk.customerUsers.list(id)).items).toMatchObject([{ role: 'admin' }]);
  expect((await browser.post(`${place}/${user?.id}/role`, { role: 'owner' })).status).toBe(400);
  expect((await browser.post(`${place}/${user?.id}/remove`)).location).toBe(place);
  expect((await server.sdk.customerUsers.list(id)).items).toEqual([]);
});

it('offers no user to a customer without a company, and no change to a viewer', async () => {
  const browser = new Browser(server);
  await browser.signIn();
  const { id: person } = await server.sdk.customers.create({ name: 'Ada' });
  expect((await browser.get(`/customer/edit/${person}`)).html).not.toContain(`/console/customers/${person}/users`);
  const refused = await browser.post(`/console/customers/${person}/users/new`, {
    email: 'grace@example.com',
    name: '',
    role: 'user',
  });
  expect([refused.status, refused.html]).toEqual([409, expect.stringContaining('only companies have users')]);
  const { username } = await createLoggedInUser(server, 'viewer');
  const viewer = new Browser(server);
  await viewer.signIn(username, PASSWORD);
  const { id } = await server.sdk.customers.create({ name: 'Grace', company: 'Acme' });
  await server.sdk.customerUsers.add(id, { email: 'grace@example.com' });
  const { html } = await viewer.get(`/console/customers/${id}/users`);
  expect([html.includes('grace@example.com'), html.includes('Make admin')]).toEqual([true, false]);
  expect((await viewer.get(`/console/customers/${id}/users/new`)).status).toBe(403);
});
