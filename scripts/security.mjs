// Runs a scanner of others against a trial server on loopback: `npm run security -- schemathesis`, or `wapiti` over the portal, with
// further options of the scanner behind it. It must be installed (`pip install schemathesis`); SCHEMATHESIS or WAPITI names its program.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { signedInCustomer } from './security/portal.mjs';

/** They end the scanner's own session, change the installation, or have bodies with too many combinations of fields. */
const LEFT_OUT = '/auth/|/users|/settings|/backups|second-factor|/import|/catalog';
const PASSWORD = 'a password of a trial server';

const SCANNERS = {
  schemathesis: ({ url, token, document }) => [
    process.env.SCHEMATHESIS ?? 'schemathesis',
    ...['--config-file', writeConfig(), 'run', document, '--url', url, '--header', `Authorization: Bearer ${token}`],
    ...['--checks', 'all', '--exclude-checks', 'ignored_auth,unsupported_method', '--exclude-path-regex', LEFT_OUT],
    ...['--phases', 'examples,fuzzing,stateful'],
    ...['--generation-database', 'none', '--continue-on-failure', '--suppress-health-check', 'all'],
  ],
  wapiti: async ({ url, token }) => [
    process.env.WAPITI ?? 'wapiti',
    ...['--url', `${url}/portal/`, '--scope', 'folder', '--exclude', `${url}/portal/sign-out`],
    ...['licenses', 'orders', 'account', 'claim'].flatMap((page) => ['--start', `${url}/portal/${page}`]),
    ...['--header', `Cookie: ${await signedInCustomer(url, token)}`, '--header', `Origin: ${url}`],
    ...[
      '--module',
      'sql,xss,exec,file,redirect,crlf,csp,http_headers,cookieflags',
      '--flush-session',
      '--no-bugreport',
    ],
  ],
};

const [name, ...options] = process.argv.slice(2);
const scanner = SCANNERS[name];
if (scanner === undefined) {
  console.error(`npm run security -- SCANNER [OPTIONS]. The scanners are ${Object.keys(SCANNERS).join(', ')}.`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'keyward-security-'));
// As root, the server runs PostgreSQL as another user, who must be able to enter.
chmodSync(folder, 0o711);
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const server = spawn(process.execPath, ['scripts/start.mjs'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    ...process.env,
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: join(folder, 'data'),
    ADMIN_PASSWORD: PASSWORD,
    RATE_LIMIT_FACTOR: '0',
    LOG_LEVEL: 'error',
  },
});
try {
  await started();
  const [program, ...args] = await scanner({ url, token: await tokenOf(), document: scannedDocument() });
  process.exitCode = spawnSync(program, [...args, ...options], { stdio: 'inherit' }).status ?? 1;
} finally {
  if (server.exitCode === null) {
    server.kill();
    await once(server, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
}

/**
 * The document without Idempotency-Key, whose example would be sent with different bodies and be refused, and with bodies that have no
 * unknown fields, which are refused, too: OpenAPI 3.0 cannot say so of `allOf`. Any operation may answer 431: the parser does, before it
 * knows the operation.
 */
function scannedDocument() {
  const document = JSON.parse(readFileSync('openapi.json', 'utf8'));
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    operation.parameters = operation.parameters?.filter(({ $ref }) => !$ref?.endsWith('/IdempotencyKeyParameter'));
    operation.responses[431] = { description: 'The address and the headers are too large.' };
    const media = operation.requestBody?.content?.['application/json'];
    if (media) {
      media.schema = closed(media.schema, document.components.schemas);
    }
  }
  const file = join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(document));
  return file;
}

/** 413 and 431 are refusals, too. No text has NUL, which PostgreSQL does not store: tests of our own send it. */
function writeConfig() {
  const file = join(folder, 'schemathesis.toml');
  const refusals = JSON.stringify([
    '400',
    '401',
    '403',
    '404',
    '406',
    '409',
    '413',
    '415',
    '422',
    '428',
    '429',
    '431',
    '5xx',
  ]);
  writeFileSync(
    file,
    `[checks]\nnegative_data_rejection.expected-statuses = ${refusals}\n[generation]\nallow-x00 = false\n`,
  );
  return file;
}

/** An object with the properties of all its parts, and no others. */
function closed(schema, schemas) {
  const parts = partsOf(schema, schemas);
  if (!parts.every(({ type, properties, additionalProperties: open }) => type === 'object' && properties && !open)) {
    return schema;
  }
  return {
    type: 'object',
    required: parts.flatMap(({ required = [] }) => required),
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    additionalProperties: false,
  };
}

function partsOf(schema, schemas) {
  const { $ref, allOf } = schema;
  if ($ref) {
    return partsOf(schemas[$ref.split('/').at(-1)], schemas);
  }
  return allOf ? allOf.flatMap((part) => partsOf(part, schemas)) : [schema];
}

async function freePort() {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address();
  listener.close();
  return port;
}

/** The first start makes a database, and may build the server before. */
async function started() {
  const seconds = 180;
  for (let second = 0; second < seconds; second++) {
    if (server.exitCode !== null) {
      throw new Error('The trial server ended.');
    }
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) {
      return;
    }
    await setTimeout(1_000);
  }
  throw new Error(`The trial server did not start within ${seconds} seconds.`);
}

async function tokenOf() {
  const body = JSON.stringify({ username: 'admin', password: PASSWORD });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/api/v1/auth/login`, { method: 'POST', headers, body });
  return (await answer.json()).access_token;
}
