import { activate, issued, validate } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

it('issues a license that a program activates and verifies', async () => {
  const { key } = await issued(server, { max_activations: 5 });

  const activation = await activate(server, key, 'desk');
  expect(activation).toMatchObject({
    status: 201,
    body: { success: true, activation_id: expect.stringMatching(/^act_\d+$/) },
  });

  const validation = await validate(server, key, 'desk');
  expect(validation).toMatchObject({
    status: 200,
    body: { valid: true, code: 'VALID', license: { use: '1 of 5 seats' } },
  });
});

it('gives the last seat to only one of two devices racing for it', async () => {
  const { key } = await issued(server, { max_activations: 1 });
  const answers = await Promise.all([activate(server, key, 'desk'), activate(server, key, 'laptop')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
});
