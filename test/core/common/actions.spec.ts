import { buildDocument } from '../../../src/core/openapi/build-document';
import { formOf } from '../../testkit/forms';
import { SHOP, ShopModule } from '../../support/shop';
import { TestServer } from '../../testkit/server';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start({ RATE_LIMIT_FACTOR: '1' }, undefined, undefined, {
    dialect: SHOP,
    module: ShopModule,
  });
});
afterAll(() => server.stop());

const answer = async (...call: Parameters<TestServer['call']>) => {
  const { status, body } = await server.call(...call);
  return [status, body];
};

describe('the action of a request', () => {
  it.each([
    ['the query of a GET', 'GET', '/shop?do=show&item=chair', {}],
    ['the query of a POST', 'POST', '/shop?do=show&item=chair', {}],
    ['a form', 'POST', '/shop', { headers: FORM, body: 'do=show&item=chair' }],
    ['JSON', 'POST', '/shop', { body: { do: 'show', item: 'chair' } }],
    ['the query, with its fields in a form', 'POST', '/shop?do=show', { headers: FORM, body: 'item=chair' }],
    ['a form, before the query', 'POST', '/shop?do=burn&item=table', { headers: FORM, body: 'do=show&item=chair' }],
    ['the last of repeated fields in the query', 'GET', '/shop?do=burn&item=table&do=show&item=chair', {}],
    ['the query, below the prefix of the API', 'GET', '/dialects/shop/shop?do=show&item=chair', {}],
  ] as const)('is read from %s', async (_where, method, url, call) => {
    expect(await answer(method, url, call)).toEqual([200, { item: 'chair' }]);
  });

  it('is read from a multipart form', async () => {
    const form = await formOf(['do', 'show'], ['item', 'chair']);
    expect(await answer('POST', '/shop', form)).toEqual([200, { item: 'chair' }]);
  });

  it('is required', async () => {
    expect(await answer('GET', '/shop')).toEqual([400, { error: 'VALIDATION_ERROR' }]);
    expect(await answer('POST', '/shop', { body: [] })).toEqual([400, { error: 'VALIDATION_ERROR' }]);
  });

  it.each(['/shop?do=steal', '/shop?do=', '/shop?do=show&do=steal', '/shop?do=__proto__', '/shop?do=constructor'])(
    'is one that the path has: not %s',
    async (url) => {
      expect(await answer('GET', url)).toEqual([404, { error: 'UNKNOWN_ACTION' }]);
    },
  );

  it.each([[['show']], [7], [{ show: 1 }], [null]])('is a text, not %j', async (name) => {
    expect(await answer('POST', '/shop', { body: { do: name } })).toEqual([404, { error: 'UNKNOWN_ACTION' }]);
  });

  it.each(['/shop/%5C%3Fdo=show&item=chair', '/shop/\\%3Fdo=show', '/shop/?do=show'])(
    'is no part of the path: %s',
    async (url) => {
      expect((await answer('GET', url))[0]).toBe(404);
    },
  );
});

describe('each action', () => {
  it('validates its own fields', async () => {
    expect(await answer('POST', '/shop?do=sell', { body: { item: 'chair' } })).toEqual([
      422,
      { error: 'VALIDATION_ERROR' },
    ]);
    expect((await answer('POST', '/shop?do=show', { body: { item: 'chair', currency: 'EUR' } }))[0]).toBe(400);
  });

  it('has its own access rule', async () => {
    expect(await answer('POST', '/shop?do=burn&item=chair')).toEqual([401, { error: 'UNAUTHENTICATED' }]);
    expect((await server.asAdmin('POST', '/shop?do=burn&item=chair')).body).toEqual({ item: 'chair' });
  });

  it('has its own error table', async () => {
    expect(await answer('GET', '/shop?do=show&item=unicorn')).toEqual([404, { error: 'NOT_FOUND' }]);
    const sold = await server.call('GET', '/shop?do=sell&item=unicorn&currency=EUR');
    expect([sold.status, sold.body]).toEqual([200, { error: 'Record not found' }]);
    expect(sold.headers['cache-control']).toBe('no-store');
  });

  it('has its own rate limit', async () => {
    server.clock.advance(120_000);
    const statusOf = async (url: string) => (await answer('GET', url))[0];
    const sale = '/shop?do=sell&item=chair&currency=EUR';
    expect([await statusOf(sale), await statusOf(sale), await statusOf(sale)]).toEqual([201, 201, 429]);
    expect(await statusOf('/shop?do=show&item=chair')).toBe(200);
  });
});

it('is an operation of the document, with its own errors', () => {
  const { paths } = buildDocument(server.app, { file: 'shop.json', dialect: SHOP, modules: [ShopModule] });
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId, responses }]) => [
      `${method} ${path}`,
      operationId,
      Object.keys(responses),
    ]),
  );
  expect(operations).toEqual([
    ['get /shop?do=show', 'showItem', ['200', '400', '429', '500']],
    ['post /shop?do=sell', 'sellItem', ['201', '413', '415', '422', '429', '500']],
    ['post /shop?do=burn', 'burnItem', ['201', '400', '401', '403', '413', '415', '429', '500']],
  ]);
  expect(JSON.stringify(paths)).not.toContain('x-error-table');
});
