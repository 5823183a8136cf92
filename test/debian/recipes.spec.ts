import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { BUILD_LIMIT_MS, Program } from '../processes/program';
import { InstalledSdk, PROJECT } from '../sdk/support/installed-sdk';
import { ADMIN_PASSWORD } from '../support/credentials';
import { emptyDatabase } from '../support/database';
import { freePort } from '../support/redis';
import { runQueuedDuring } from '../support/jobs';
import { type Sample, samplesIn } from '../support/samples';
import { TestServer } from '../support/server';
import { MailListener } from '../support/smtp';

/** Texts that the commands of a recipe print. */
const PRINTED: Readonly<Record<string, readonly string[]>> = {
  'changed-computer.md': ['"code":"SEATS_EXHAUSTED"', '"success":true'],
  'ci.md': ['pass 2', 'fail 0'],
  'corporate-proxies.md': ['\nvalid\n', 'NETWORK_ERROR\nmust_connect\n'],
  'floating-seats.md': [
    'working: 10, the eleventh: no_seat_free\nthe eleventh: valid\n',
    '"sessions":{"used":0,"max":10}',
  ],
  'key-leaked.md': ['"code":"VALID"', '"code":"REVOKED"'],
  'refund.md': ['"state":"partly_refunded"', '"code":"VALID"', '"state":"refunded"', '"code":"REVOKED"'],
  'sell.md': ['sold: unused', 'paid back: revoked', '"state":"done"'],
  'site-license.md': [
    'acme.example: "success":true\nshop.acme.example: "success":true\nother.example: DOMAIN_NOT_ALLOWED\n',
    'ada@acme.example uses the license of acme.example\nother.example has no license\n',
    '"code":"USER_MISMATCH"',
  ],
  'staging.md': ['+ policy Photo Studio, team', 'Applied.'],
  'trial-by-email.md': ['{"status":"link_sent"}', '"kind":"trial_confirm"'],
  'upgrade.md': ['"upgrade_url":"https://example.com/upgrade?license=', '"features":["export-raw"]'],
  'year-of-updates.md': ['"code":"EXPIRED_BUT_USABLE"', '"code":"VERSION_NOT_ALLOWED"', '"code":"VALID"'],
};

jest.setTimeout(BUILD_LIMIT_MS);

let staging: TestServer;
let production: TestServer;
let sdk: InstalledSdk;
let smtp: MailListener;
let proxy: Server;
let proxied = 0;
let replaced: ReadonlyMap<string, string>;

beforeAll(async () => {
  await Program.build();
  smtp = await MailListener.start();
  // API keys are looked up in the server that was started last.
  production = await TestServer.start();
  staging = await TestServer.start({ PUBLIC_URL: 'https://licenses.example.com' });
  await Promise.all([staging.listen(), production.listen()]);
  sdk = await InstalledSdk.create();
  proxy = await aProxy();
  const { keys } = (await staging.call('GET', '/.well-known/jwks.json')).body;
  replaced = new Map([
    ['localhost:8080', await hostOf(staging)],
    ['localhost:8081', await hostOf(production)],
    ['proxy.example.com:3128', `127.0.0.1:${(proxy.address() as AddressInfo).port}`],
    ['proxy.example.com:1', '127.0.0.1:1'],
    ['postgres://keyward:keyward@localhost:5432/ci', await emptyDatabase('recipes')],
    ['8090', String(await freePort())],
    ['smtps://USER:PASSWORD@mail.example.com:465', smtp.url],
    ['YOUR PASSWORD', ADMIN_PASSWORD],
    ['YOUR PUBLIC KEY', keys[0].x],
    ['npx keyward', `${process.execPath} ${join(PROJECT, 'scripts/keyward.mjs')}`],
  ]);
  await sdk.write('admin.curl', `header = "Authorization: Bearer ${await staging.adminToken()}"\n`);
});
afterAll(async () => {
  await Promise.all([staging.stop(), production.stop(), sdk.remove(), smtp.stop()]);
  proxy.close();
});

const hostOf = async (server: TestServer): Promise<string> => new URL(await server.app.getUrl()).host;
const filledIn = (lines: string): string =>
  [...replaced].reduce((filled, [from, to]) => filled.replaceAll(from, to), lines);

/** A proxy for requests without TLS, as offices have it. */
async function aProxy(): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    proxied += 1;
    const { method, headers, url = '' } = incoming;
    incoming.pipe(
      request(url, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      }),
    );
  });
  server.on('connect', ({ url = '' }, socket, head) => {
    proxied += 1;
    const [hostname = '', port = ''] = url.split(':');
    const target = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.write(head);
      target.pipe(socket).pipe(target);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

/** What a shell prints that reads these lines as if they were typed. */
async function printed(lines: string): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const shell = spawn('dash', ['-e'], {
    cwd: sdk.folder,
    timeout: 120_000,
    env: { PATH: `${join(process.execPath, '..')}:${PATH}`, HOME },
  });
  const ended = once(shell, 'close');
  shell.stdin.end(lines);
  const [output, complaints, [code]] = await Promise.all([text(shell.stdout), text(shell.stderr), ended]);
  const isWrong = code !== 0 || complaints !== '' || output.includes('"error":{');
  expect(isWrong ? [code, complaints, output] : []).toEqual([]);
  return output;
}

const isRun = ({ mark }: Sample): boolean => mark === 'runs';

it('every recipe is in the index, has only blocks that a test runs, and at most 80 lines', () => {
  const pages = readdirSync(join(PROJECT, 'docs/recipes')).filter((page) => page !== 'README.md');
  expect(pages.sort()).toEqual(Object.keys(PRINTED).sort());
});

it.each(Object.entries(PRINTED))('the commands of %s do what it says', async (page, expected) => {
  const samples = samplesIn(`docs/recipes/${page}`);
  expect(samples.filter((sample) => !isRun(sample) && !sample.mark?.startsWith('file: '))).toEqual([]);
  for (const { mark = '', text: program } of samples.filter((sample) => !isRun(sample))) {
    await sdk.write(mark.replace('file: ', ''), filledIn(program));
  }
  const commands = samples.filter(isRun).map((sample) => sample.text);
  const output = await runQueuedDuring(staging, 'shop-events', printed(filledIn(commands.join('echo\n'))));
  const missing = expected.filter((answer) => !output.includes(answer));
  expect(missing.length > 0 ? { missing, output } : {}).toEqual({});
});

it('the program of corporate-proxies.md goes through the proxy', () => {
  expect(proxied).toBeGreaterThanOrEqual(2);
});
