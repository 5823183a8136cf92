import { RateLimitFactor } from '../../../src/core/common/limits/rate-limits.service';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { RequestMethod, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { ClosedAccess } from '../../../src/core/common/access/authorized.decorator';
import { routeConfigOn } from '../../../src/core/common/http/route-config';
import { Dialects } from '../../../src/core/common/dialects/dialects';
import { NATIVE } from '../../../src/core/common/dialects/native.dialect';
import { PROJECT_DIR, readProjectFile } from '../../../src/core/common/project';
import { OFFERS_HEAD } from '../../../src/core/common/openapi/offers-head.decorator';
import { PERMISSIONS } from '../../../src/core/identity/permissions/granted-permissions';
import { PORTAL_PAGES } from '../../../src/plugins/portal/frame/portal.dialect';
import { DOCUMENTS } from '../../../src/core/openapi/documents';
import { readDocument } from '../../../src/core/openapi/read-document';
import { Contract } from '../../support/conformance';
import { APIS } from '../../support/contracts';
import { tally } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

interface Route {
  name: string;
  verb: string;
  /** Where a GET gets less than a HEAD, that is documented instead. */
  documentedVerb: string;
  paths: string[];
  access: unknown;
  dialect: string;
  /** Rate limits that it names. */
  limits: readonly string[];
  /** Meant for programs that read no document, such as Prometheus. */
  isHidden: boolean;
}

/** LicenseBox's calls, which know 403 alone. */
const LEGACY_CALL = /^[a-z]+ \/api\/[a-z]+_/;

/** Public routes that stand in no document. */
const UNDOCUMENTED = [
  'get /.well-known/security.txt',
  ...[
    'get /console/assets/{name}',
    'get /handbook',
    'get /handbook/*',
    'get /invitation',
    'get /login',
    'get /login/code',
    'get /metrics',
  ],
  ...['post /console/language', 'post /invitation', 'post /login', 'post /login/code'],
  ...['get /login/oidc', 'get /login/oidc/callback', 'post /login/oidc/backchannel-logout'],
  ...['get /unsubscribe/{token}', 'post /unsubscribe/{token}'],
];

let server: TestServer;
let routes: Route[];
beforeAll(async () => {
  server = await TestServer.shared();
  routes = controllers().flatMap(routesOf);
});
afterAll(() => server.stop());

function controllers(): Type<object>[] {
  const modules = [...server.app.get(ModulesContainer).values()];
  return modules.flatMap((module) => [...module.controllers.values()].map(({ metatype }) => metatype as never));
}

function routesOf(controller: Type<object>): Route[] {
  const prefixes = [Reflect.getMetadata('path', controller)].flat();
  return Object.entries(Object.getOwnPropertyDescriptors<object>(controller.prototype)).flatMap(
    ([handler, { value }]) => {
      const verb = typeof value === 'function' ? RequestMethod[Reflect.getMetadata('method', value)] : undefined;
      if (verb === undefined) {
        return [];
      }
      const ends = [Reflect.getMetadata('path', value)].flat();
      return {
        name: `${controller.name}.${handler}`,
        verb: verb.toLowerCase(),
        documentedVerb:
          OFFERS_HEAD in (Reflect.getMetadata('swagger/apiExtension', value) ?? {}) ? 'head' : verb.toLowerCase(),
        paths: prefixes.flatMap((prefix) => ends.map((end) => whole(prefix, end))),
        isHidden: Reflect.hasMetadata('swagger/apiExcludeController', controller),
        access: routeConfigOn(value)?.access,
        dialect: routeConfigOn(value)?.dialect ?? NATIVE.name,
        limits: routeConfigOn(value)?.rateLimits ?? [],
      };
    },
  );
}

/** As the document writes it. */
function whole(...parts: string[]): string {
  const path = parts.flatMap((part) => part.split('/')).filter(Boolean);
  return `/${path.join('/')}`.replace(/:(\w+)(\([^)]*\))?/g, '{$1}').replace(/(?<=.)\/\\\?|\\\?/, '?');
}

interface Operation {
  operationId?: string;
  summary?: string;
  responses: Record<string, { description?: string; content?: Record<string, { schema?: object }> }>;
  security?: object[];
}

function operationsOf(file: string): (readonly [where: string, operation: Operation])[] {
  const { paths } = readDocument(file) as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => [`${verb} ${path}`, operation] as const),
  );
}

it('says of every route who may call it', () => {
  expect(routes.length).toBeGreaterThan(30);
  expect(routes.filter(({ access }) => access === undefined).map(({ name }) => name)).toEqual([]);
});

it('has somebody for each permission that a route requires', () => {
  const required = routes.flatMap(({ access }) => (access as Partial<ClosedAccess>).permissions ?? []);
  expect(new Set(required).size).toBeGreaterThan(30);
  expect(required.filter((permission) => !PERMISSIONS.includes(permission))).toEqual([]);
  expect(new Set(PERMISSIONS).size).toBe(PERMISSIONS.length);
});

it('names only limits that the dialect of the route has', () => {
  const { all } = server.app.get(Dialects);
  const limitsOf = new Map(all.map(({ name, limits }) => [name, Object.keys(limits)]));
  const unknown = routes.filter(({ dialect, limits }) =>
    limits.some((limit) => !limitsOf.get(dialect)?.includes(limit)),
  );
  expect(unknown.map(({ name }) => name)).toEqual([]);
  expect(routes.some(({ dialect, limits }) => dialect === 'v2' && limits.includes('admin'))).toBe(true);
});

it('opens to everybody only what contracts open to strangers, and what people and probes need', () => {
  // Customers have sessions of the portal, which test/plugins/portal/portal.spec.ts asks for on each of its routes.
  const open = routes.filter(
    ({ access, dialect }) => (access as { public: boolean }).public && dialect !== PORTAL_PAGES.name,
  );
  const ofContracts = APIS.flatMap(({ file, callers }) =>
    Contract.of(file)
      .operations.filter(({ id }) => callers[id]?.split(' ').includes('stranger'))
      .map(({ method, path }) => `${method} ${path}`),
  );
  const served = open.flatMap(({ verb, paths }) => paths.map((path) => `${verb} ${path}`));
  expect(served.sort()).toEqual([...new Set([...ofContracts, ...UNDOCUMENTED])].sort());
});

it('describes every route in a document, and no route that is not there', () => {
  const shown = routes.filter(({ isHidden }) => !isHidden);
  const served = shown.flatMap(({ documentedVerb, paths }) => paths.map((path) => `${documentedVerb} ${path}`));
  const described = APIS.flatMap(({ file }) => operationsOf(file).map(([where]) => where));
  // A few stand in the documents of two contracts.
  expect([...new Set(described)].sort()).toEqual([...new Set(served)].sort());
});

describe.each(APIS)('$file', ({ file, statuses }) => {
  it('is committed, and served as it is', async () => {
    expect(existsSync(join(PROJECT_DIR, file))).toBe(true);
    const { status, body } = await server.call('GET', `/${file}`);
    expect([status, body]).toEqual([200, JSON.parse(readProjectFile(file))]);
  });

  it('gives each operation a name that no other has, and a summary', () => {
    const operations = operationsOf(file);
    const names = tally(operations.map(([where, { operationId }]) => operationId ?? where));
    expect(Object.entries(names).filter(([name, count]) => count > 1 || !/^[a-z][a-zA-Z]+$/.test(name))).toEqual([]);
    expect(operations.filter(([, { summary }]) => !summary).map(([where]) => where)).toEqual([]);
  });

  it('gives each answer a description and, where it has a body, a schema', () => {
    const bare = operationsOf(file).flatMap(([where, { responses }]) =>
      Object.entries(responses).flatMap(([status, { description, content = {} }]) => {
        const schemas = Object.values(content).filter(({ schema }) => schema && Object.keys(schema).length > 0);
        const saysNone = where.startsWith('head ') || /(without a|has no) body/i.test(description ?? '');
        const needsBody = !['204', '302', '304'].includes(status) && !saysNone;
        return (!description && Number(status) >= 400) || (needsBody && schemas.length === 0)
          ? [`${where} ${status}`]
          : [];
      }),
    );
    expect(bare).toEqual([]);
  });

  it('says 401 and 403 wherever a credential is needed', () => {
    const silent = operationsOf(file).filter(
      ([where, { security = [], responses }]) =>
        security.length > 0 &&
        !((responses[statuses.unauthenticated] || LEGACY_CALL.test(where)) && responses[statuses.forbidden]),
    );
    expect(silent.map(([where]) => where)).toEqual([]);
  });
});

it('shows Swagger UI over all documents', async () => {
  const page = await server.call('GET', '/docs');
  expect([page.status, page.headers['content-type']]).toEqual([200, expect.stringContaining('text/html')]);
  const { body } = await server.call('GET', '/docs/swagger-ui-init.js');
  for (const { file } of DOCUMENTS) {
    expect(body).toContain(`/${file}`);
  }
  const styles = await server.call('GET', '/docs/swagger-ui.css', { headers: { 'accept-encoding': 'gzip' } });
  const { 'content-type': type, 'content-encoding': encoding } = styles.headers;
  expect([styles.status, type, encoding]).toEqual([200, 'text/css; charset=utf-8', 'gzip']);
  expect(await server.call('GET', '/docs/package.json')).toMatchObject({ status: 404 });
});

it('shows coding assistants every document, by addresses that exist', async () => {
  const { status, headers, body } = await server.call('GET', '/llms.txt');
  expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
  const links = [...String(body).matchAll(/\]\((\/[^)]+)\)/g)].map(([, url = '']) => url);
  expect(links).toEqual(expect.arrayContaining(DOCUMENTS.map(({ file }) => `/${file}`)));
  for (const link of links) {
    expect([link, (await server.call('GET', link)).status]).toEqual([link, 200]);
  }
});

describe('a document', () => {
  const URL_PATH = '/openapi/v2.json';
  const written = readProjectFile('openapi/v2.json');
  const send = (headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
    server.app.inject({ method, url: URL_PATH, headers });

  it.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['gzip;q=1.0, br;q=0', 'gzip', gunzipSync],
    ['identity;q=0.5, *', 'br', brotliDecompressSync],
    ['BR', 'br', brotliDecompressSync],
  ])('is compressed for a client that accepts %s', async (accepted, encoding, decompress) => {
    const { statusCode, headers, rawPayload } = await send({ 'accept-encoding': accepted });
    expect([statusCode, headers]).toMatchObject([200, { 'content-encoding': encoding, vary: 'accept-encoding' }]);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(rawPayload.length).toBeLessThan(written.length / 5);
    expect(decompress(rawPayload).toString()).toBe(written);
  });

  it.each(['', 'identity', 'deflate', 'br;q=0, gzip;q=0', 'gzip;q=x'])(
    'is sent as it is to one that accepts "%s"',
    async (accepted) => {
      const { headers, payload } = await send({ 'accept-encoding': accepted });
      expect(headers['content-encoding']).toBeUndefined();
      expect(payload).toBe(written);
    },
  );

  it('is not sent to a client that has it', async () => {
    const { headers } = await send();
    expect(headers['cache-control']).toBe('no-cache');
    const tag = String(headers.etag);
    for (const known of [tag, `"another", ${tag}`, tag.replace('W/', ''), '*']) {
      const { statusCode, rawPayload, headers } = await send({ 'if-none-match': known, 'accept-encoding': 'gzip' });
      expect([statusCode, rawPayload.length, headers.etag]).toEqual([304, 0, tag]);
    }
    expect((await send({ 'if-none-match': '"another"' })).statusCode).toBe(200);
    expect((await send({ 'if-none-match': tag }, 'HEAD')).statusCode).toBe(304);
  });

  it('is limited by address, together with Swagger UI', async () => {
    const limited = await TestServer.shared({ RATE_LIMIT_FACTOR: '1' });
    const factor = jest.replaceProperty(limited.app.get(RateLimitFactor), 'value', 0.03);
    const served = ['/openapi.json', '/docs', '/openapi/lic.json'];
    const refused = ['/docs/swagger-ui.css', '/openapi.json', '/docs', '/docs/swagger-ui-init.js'];
    const statuses: number[] = [];
    for (const path of [...served, ...refused]) {
      statuses.push((await limited.call('GET', path)).status);
    }
    expect(statuses).toEqual([...served.map(() => 200), ...refused.map(() => 429)]);
    const elsewhere = await limited.app.inject({ url: '/openapi.json', remoteAddress: '198.51.100.7' });
    expect([elsewhere.statusCode, elsewhere.headers.ratelimit]).toEqual([
      200,
      expect.stringContaining('"documents";r=2'),
    ]);
    factor.restore();
    await limited.stop();
  });
});

it('forbids browsers to run or frame what an API answers', async () => {
  const { headers } = await server.call('POST', '/api/license/verify', { body: {} });
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  });
});
