import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { findRelay, type RelayNetworks } from '../../../sdk/src/license/find-relay';
import { announce } from '../../../src/plugins/relay/announce/announcer';

/** A port that nobody has. */
async function freePort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}

it('is found by programs that look for a relay in their network', async () => {
  const port = await freePort();
  const end = await announce(() => ({ name: 'Plant 7. Süd', port: 8080 }), { address: '127.0.0.1', port });
  const networks = {
    platform: { variables: {}, readFile: () => Promise.reject(new Error('ENOENT')) },
    hostname: () => Promise.resolve('desk'),
    resolveSrv: () => Promise.reject(new Error('ENOTFOUND')),
    group: { address: '127.0.0.1', port },
  } as unknown as RelayNetworks;
  const own = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  const addresses = own.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address);
  // Other messages are no questions for a relay.
  const noise = createSocket('udp4');
  for (const message of [Buffer.of(), Buffer.alloc(12), Buffer.alloc(400, 0xc0), Buffer.alloc(400, 5)]) {
    noise.send(message, port, '127.0.0.1');
  }
  expect([...addresses, '127.0.0.1'].map((address) => `http://${address}:8080`)).toContain(await findRelay(networks));
  end();
  noise.close();
  expect(await findRelay(networks)).toBeUndefined();
});
