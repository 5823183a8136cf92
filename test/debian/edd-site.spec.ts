import { aPlugin } from '../support/edd';
import { issued } from '../testkit/issue';
import { php } from '../support/php';
import { TestServer } from '../testkit/server';

let server: TestServer;
let address: string;
beforeAll(async () => {
  server = await TestServer.start();
  address = await server.listen();
});
afterAll(() => server.stop());

it.each([
  ['its root', ''],
  ['its prefix', '/dialects/edd/'],
])('serves a site of EDD Software Licensing in PHP, with %s as the address of the store', async (_where, path) => {
  const name = `Zürich "Shop" ${path.length}`;
  const { reference } = await aPlugin(server, `plugin-${path.length}`, { name, description: 'Grüße & "mehr"' });
  const { key } = await issued(server, { product: reference, max_activations: 1 });
  const printed = await php('edd-site.php', [`${address}${path}`, key, name, 'https://www.example.com/blog']);
  expect(JSON.parse(printed)).toEqual({
    activated: 'valid',
    new_version: '1.2.0',
    is_newer: true,
    sections: {
      description: '<p>Grüße &amp; &quot;mehr&quot;</p>',
      changelog: '<p>Faster &lt;b&gt;&amp; smaller</p>',
    },
    banners: { high: '', low: '' },
    icons: [],
    file: [200, 'the plugin'],
    deactivated: 'deactivated',
    file_afterwards: 401,
  });
});
