import { execFile } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { findRelay, relayIn, type RelayNetworks } from '../../sdk/src/license/find-relay';
import answers from '../vectors/dns-answers.json';
import { LicensedProgram } from './support/licensed-program';

const NAME = [8, ...Buffer.from('_keyward'), 4, ...Buffer.from('_tcp'), 5, ...Buffer.from('local'), 0];
const PLATFORM = {
  name: 'linux',
  variables: {},
  exists: () => Promise.resolve(false),
  readFile: (path: string) =>
    path === '/etc/resolv.conf'
      ? Promise.resolve('nameserver ::1\nsearch plant.example\n')
      : Promise.reject(new Error('ENOENT')),
  run: () => Promise.reject(new Error('ENOENT')),
};

const two = (value: number): number[] => [value >> 8, value & 255];

function record(name: number[], type: number, data: number[]): number[] {
  return [...name, ...two(type), 0x80, 1, 0, 0, 0, 120, ...two(data.length), ...data];
}

/** PTR, SRV and A, with names that point back, as responders write them. */
function answer(port: number, address: number[]): Buffer {
  const head = [0, 0, 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 2];
  const instance = [5, ...Buffer.from('Plant'), 0xc0, 12];
  const pointer = record(NAME, 12, instance);
  const named = [0xc0, head.length + NAME.length + 10];
  const host = [5, ...Buffer.from('relay'), 0xc0, 12 + 14];
  const service = record(named, 33, [0, 0, 0, 0, ...two(port), ...host]);
  const hostAt = head.length + pointer.length + named.length + 10 + 6;
  return Buffer.from([...head, ...pointer, ...service, ...record([0xc0, hostAt], 1, address)]);
}

let responder: Socket;
const asked: Buffer[] = [];
beforeAll(async () => {
  responder = createSocket('udp4').bind(0, '127.0.0.1');
  await once(responder, 'listening');
});
afterAll(() => responder.close());
beforeEach(() => {
  asked.length = 0;
  responder.removeAllListeners('message');
});

function networks(change: Partial<RelayNetworks> = {}): RelayNetworks {
  return {
    platform: PLATFORM,
    hostname: () => Promise.resolve('desk'),
    resolveSrv: () => Promise.reject(new Error('ENOTFOUND')),
    group: { address: '127.0.0.1', port: responder.address().port },
    ...change,
  };
}

function responding(...answers: Buffer[]): void {
  responder.on('message', (message, { port }) => {
    asked.push(message);
    answers.forEach((each) => responder.send(each, port, '127.0.0.1'));
  });
}

it.each([
  ['desk.factory.example', '_keyward._tcp.factory.example'],
  ['desk', '_keyward._tcp.plant.example'],
])('finds a relay by the domain of the computer %s', async (hostname, expected) => {
  const resolveSrv = jest.fn().mockResolvedValue([
    { name: 'second.example', port: 8080, priority: 20, weight: 0 },
    { name: 'first.example', port: 443, priority: 10, weight: 5 },
    { name: 'third.example', port: 8080, priority: 10, weight: 1 },
  ]);
  expect(await findRelay(networks({ hostname: () => Promise.resolve(hostname), resolveSrv }))).toBe(
    'https://first.example',
  );
  expect(resolveSrv).toHaveBeenCalledWith(expected, 1_000);
});

it('finds a relay by multicast DNS, whatever else answers', async () => {
  responding(Buffer.from('no answer'), answer(8080, [192, 168, 7, 4]));
  expect(await findRelay(networks())).toBe('http://192.168.7.4:8080');
  expect(asked.map((message) => message.subarray(12, 12 + NAME.length))).toEqual([Buffer.from(NAME)]);
});

it('finds nothing where nobody answers, and nothing in an answer that is cut anywhere', async () => {
  expect(await findRelay(networks())).toBeUndefined();
  const whole = answer(8080, [192, 168, 7, 4]);
  expect([...whole.keys()].map((length) => relayIn(whole.subarray(0, length), '10.0.0.1'))).toEqual(
    Array(whole.length).fill(undefined),
  );
});

it.each(answers.cases.filter(({ service }) => service.endsWith('.local')))(
  'reads an answer as all clients do: $name',
  ({ message, result }) => {
    expect(relayIn(Buffer.from(message, 'hex'), '10.0.0.1')).toBe(result ?? undefined);
  },
);

it('ends with names that point at each other', () => {
  const [head, pointers] = [
    [0, 0, 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0],
    [0xc0, 14, 0xc0, 12],
  ];
  expect(relayIn(Buffer.from([...head, ...pointers, 0, 33, 0, 1]), '10.0.0.1')).toBeUndefined();
});

it.each<[string, object]>([
  ['another value', { relay: 'always' }],
  ['no pinned keys', { relay: 'auto', keys: [] }],
])('refuses the option with %s', async (_name, options) => {
  const program = new LicensedProgram();
  await expect(program.start(options)).rejects.toMatchObject({ code: 'INVALID_OPTIONS' });
});

describe('a program that looks for a relay', () => {
  let folder: string;
  beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'keyward-relay-'))));
  afterAll(() => rm(folder, { recursive: true }));

  it('calls the address of the server where there is none', async () => {
    await build({
      ...({ bundle: true, splitting: true, format: 'esm', platform: 'neutral' } as const),
      entryPoints: [join(__dirname, '../../sdk/src/license/index.ts')],
      outdir: folder,
      outExtension: { '.js': '.mjs' },
    });
    const program = `
      import { memoryStore, openLicense } from './index.mjs';
      const called = new Set();
      const fetch = async (address) => called.add(new URL(address).origin) && Promise.reject(new TypeError('fetch failed'));
      const options = { baseUrl: 'http://license.example.com', product: 'my-program', licenseKey: 'KEY-1', store: memoryStore() };
      const keys = ['${new LicensedProgram().pinned}'];
      const license = await openLicense({ ...options, keys, device: 'desk', relay: 'auto', retries: 0, fetch });
      console.log(JSON.stringify([license.state.kind, ...called]));
      await license.close();`;
    await writeFile(join(folder, 'program.mjs'), program);
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'program.mjs')]);
    expect(JSON.parse(stdout)).toEqual(['must_connect', 'http://license.example.com']);
  });
});
