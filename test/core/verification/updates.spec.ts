import fc from 'fast-check';
import { Readable } from 'node:stream';
import { StoredFilesService } from '../../../src/core/platform/files/stored-files.service';
import { DomainError } from '../../../src/core/common/errors/domain-error';
import type { ProductVersion } from '../../../src/core/catalog/versions/product-version.entity';
import { DeleteProductsService } from '../../../src/core/catalog/products/delete-products.service';
import { ProductsService } from '../../../src/core/catalog/products/products.service';
import { UpdatesService } from '../../../src/core/catalog/versions/updates.service';
import { fileOf } from '../../../src/core/catalog/versions/version-file';
import { compareVersions } from '../../../src/core/catalog/versions/version-order';
import { VersionsService } from '../../../src/core/catalog/versions/versions.service';
import { aProduct } from '../../testkit/callers';
import { TestServer } from '../../testkit/server';
import { cases } from '../../testkit/sample';

let server: TestServer;
let products: ProductsService;
let deletion: DeleteProductsService;
let versions: VersionsService;
let updates: UpdatesService;
let count = 0;
beforeAll(async () => {
  server = await TestServer.shared();
  products = server.app.get(ProductsService);
  deletion = server.app.get(DeleteProductsService);
  versions = server.app.get(VersionsService);
  updates = server.app.get(UpdatesService);
});
afterAll(() => server.stop());

/** Named by its reference. */
async function productWith(published: readonly string[], more: Record<string, unknown> = {}): Promise<string> {
  const reference = `product ${++count}`;
  await aProduct(server, reference, more);
  for (const version of published) {
    await versions.create({ idOrReference: reference }, { reference: version, version });
  }
  return reference;
}

async function offered(named: string, current: string): Promise<string | null> {
  return (await updates.offer(await products.get({ idOrReference: named }), current))?.reference ?? null;
}

describe('what a program is offered', () => {
  const PUBLISHED = ['1.0', '1.9', '1.10', '2.0', '2.0.1'];
  let latest: string;
  let stepwise: string;
  beforeAll(async () => {
    latest = await productWith(PUBLISHED);
    stepwise = await productWith(PUBLISHED, { serve_latest_updates: false });
  });

  it.each([
    ['0.9', '2.0.1'],
    ['1.10', '2.0.1'],
    ['2.0.1', null],
    ['v2.0.1.0', null],
    ['3', null],
    ['', '2.0.1'],
    ['latest', '2.0.1'],
    ['9'.repeat(400), null],
  ])('by a product that serves its latest version, to %p: %p', async (current, version) => {
    expect(await offered(latest, current)).toBe(version);
  });

  it.each([
    ['0.9', '1.0'],
    ['1.0', '1.9'],
    ['1.9', '1.10'],
    ['1.9.5', '1.10'],
    ['1.10', '2.0'],
    ['2', '2.0.1'],
    ['2.0.1', null],
    ['', '1.0'],
  ])('by a product that leads from one to the next, to %p: %p', async (current, version) => {
    expect(await offered(stepwise, current)).toBe(version);
  });

  it('is no version that is not active', async () => {
    for (const serve_latest_updates of [true, false]) {
      const named = await productWith(['1', '2', '3'], { serve_latest_updates });
      for (const version of serve_latest_updates ? ['3'] : ['2']) {
        await versions.change({ idOrReference: named }, { idOrReference: version }, { isActive: false });
      }
      expect(await offered(named, '1')).toBe(serve_latest_updates ? '2' : '3');
    }
  });

  it('is the one made last of those that are numbered alike, and nothing where nothing is published', async () => {
    for (const serve_latest_updates of [true, false]) {
      expect(await offered(await productWith(['2.0', 'v2', '2.0.0'], { serve_latest_updates }), '1')).toBe('2.0.0');
      expect(await offered(await productWith([], { serve_latest_updates }), '1')).toBeNull();
    }
  });

  it('leads from every version to the latest, one by one, in their order', async () => {
    const part = fc.nat(12);
    const version = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));
    const list = fc.uniqueArray(version, { minLength: 1, maxLength: 8, comparator: (a, b) => !compareVersions(a, b) });
    await fc.assert(
      fc.asyncProperty(list, version, async (published, current) => {
        const named = await productWith(published, { serve_latest_updates: false });
        const path: string[] = [];
        for (let at: string | null = current; (at = await offered(named, at)) !== null;) {
          path.push(at);
        }
        const newer = published.filter((one) => compareVersions(one, current) > 0).sort(compareVersions);
        expect(path).toEqual(newer);
      }),
      cases(6),
    );
  });

  it('comes with the facts of its files', async () => {
    const named = await productWith(['1']);
    const file = (name: string) =>
      server.app
        .get(StoredFilesService)
        .write(Readable.from([Buffer.from(name)]), { name, contentType: 'application/zip' });
    await versions.change({ idOrReference: named }, { idOrReference: '1' }, { mainFile: await file('app.zip') });
    const product = await products.get({ idOrReference: named });
    for (const version of [await updates.offer(product, '0'), await updates.latestOf(product)]) {
      expect(version).toMatchObject({ mainFile: { name: 'app.zip', size: 7 }, sqlFile: null });
    }
    const version = await versions.get({ idOrReference: named }, { idOrReference: '1' });
    expect(fileOf(version, 'main')).toMatchObject({ name: 'app.zip', size: 7 });
    expect(() => fileOf(version, 'sql')).toThrow('File of this version not found');
  });
});

describe('a version by its reference alone', () => {
  const located = async (reference: string, owner = {}): Promise<ProductVersion | string> =>
    updates
      .locate(reference, owner)
      .catch((error: unknown) => (error instanceof DomainError ? error.code : String(error)));

  it('is found where one product has it, with its product', async () => {
    const named = await productWith(['only here']);
    expect(await located('only here')).toMatchObject({ reference: 'only here', product: { reference: named } });
    expect(await located('nowhere')).toBe('NOT_FOUND');
  });

  it('is that of the product that is named, else of the one that is known; ambiguous otherwise', async () => {
    const first = await productWith(['shared']);
    const second = await productWith(['shared']);
    const { id } = await products.get({ idOrReference: second });
    expect(await located('shared')).toBe('NOT_FOUND');
    expect(await located('shared', { product: first })).toMatchObject({ product: { reference: first } });
    expect(await located('shared', { productId: id })).toMatchObject({ product: { reference: second } });
    expect(await located('shared', { product: first, productId: id })).toMatchObject({ product: { reference: first } });
    expect(await located('shared', { product: String(id) })).toMatchObject({ product: { reference: second } });
    expect(await located('shared', { product: 'nobody' })).toBe('NOT_FOUND');

    await versions.change({ idOrReference: first }, { idOrReference: 'shared' }, { isActive: false });
    expect(await located('shared')).toMatchObject({ product: { reference: second } });
    expect(await located('shared', { product: first })).toBe('NOT_FOUND');
  });

  it('is not found where its product is not active', async () => {
    const named = await productWith(['withdrawn']);
    await products.change({ idOrReference: named }, { isActive: false });
    expect(await located('withdrawn')).toBe('NOT_FOUND');
    expect(await located('withdrawn', { product: named })).toBe('NOT_FOUND');
  });
});

describe('products and versions by what others name them', () => {
  it('are found by reference, else by number, and a reference wins', async () => {
    const plain = await products.get({ idOrReference: await productWith(['a']) });
    expect((await products.get({ idOrReference: String(plain.id) })).uid).toBe(plain.uid);
    expect((await products.get({ idOrReference: plain.id })).uid).toBe(plain.uid);

    const numeral = await aProduct(server, String(plain.id));
    expect((await products.get({ idOrReference: String(plain.id) })).uid).toBe(numeral.id);
    expect((await products.get({ idOrReference: plain.id })).uid).toBe(plain.uid);

    const version = await versions.get({ idOrReference: plain.reference }, { idOrReference: 'a' });
    expect((await versions.get(plain.uid, { idOrReference: String(version.id) })).uid).toBe(version.uid);
    await versions.create(plain.uid, { reference: String(version.id), version: '9' });
    expect((await versions.get(plain.uid, { idOrReference: String(version.id) })).version).toBe('9');
  });

  it.each([
    1.5,
    -1,
    Infinity,
    1e300,
    '',
    '0',
    '-1',
    '1.5',
    '9'.repeat(30),
    '9223372036854775808',
    'x'.repeat(1000),
    "'; --",
    '%',
  ])('are nobody for %j', async (named) => {
    await expect(products.get({ idOrReference: named })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const product = { idOrReference: await productWith(['a']) };
    await expect(versions.get(product, { idOrReference: named })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('belong together: a version is not found by its number in another product', async () => {
    const { id } = await versions.get({ idOrReference: await productWith(['a']) }, { idOrReference: 'a' });
    const other = { idOrReference: await productWith(['b']) };
    await expect(versions.get(other, { idOrReference: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are changed and deleted by name as well', async () => {
    const named = await productWith(['a', 'b']);
    await products.change({ idOrReference: named }, { isActive: false });
    expect((await products.get({ idOrReference: named })).isActive).toBe(false);
    await versions.delete({ idOrReference: named }, { idOrReference: 'a' });
    expect((await versions.list({ idOrReference: named }, { page: 1, perPage: 10 })).rows).toMatchObject([
      { reference: 'b' },
    ]);
    await deletion.delete({ idOrReference: named });
    await expect(products.get({ idOrReference: named })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are searched by part of a text, in which % and _ stand for themselves', async () => {
    const page = { page: 1, perPage: 10 };
    const found = async (search: string, isActive?: boolean) =>
      (await products.list(page, { search, isActive })).rows.map(({ reference }) => reference);
    await aProduct(server, 'searched-100%', { name: 'Ünlike_d' });
    await aProduct(server, 'searched-1000', { name: 'Other', is_active: false });
    expect(await found('SEARCHED-100')).toEqual(['searched-1000', 'searched-100%']);
    expect(await found('100%')).toEqual(['searched-100%']);
    expect(await found('nlike_D')).toEqual(['searched-100%']);
    expect(await found('\\')).toEqual([]);
    expect(await found('searched', false)).toEqual(['searched-1000']);
    expect(await products.list({ page: 2, perPage: 1 }, { search: 'searched' })).toMatchObject({ total: 2 });

    const named = await productWith(['1.2.0', '1.20', '3_0']);
    const listed = async (search: string) =>
      (await versions.list({ idOrReference: named }, page, { search })).rows.map(({ reference }) => reference);
    expect(await listed('1.2')).toEqual(['1.20', '1.2.0']);
    expect(await listed('_')).toEqual(['3_0']);
  });
});

it('does not make a version of a product that goes meanwhile, nor fails over it', async () => {
  for (let round = 0; round < 5; round++) {
    const named = await productWith([]);
    const [made, deleted] = await Promise.allSettled([
      versions.create({ idOrReference: named }, { reference: 'v1', version: '1' }),
      deletion.delete({ idOrReference: named }),
    ]);
    const reasons = [made, deleted].flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(reasons.every((code) => ['NOT_FOUND', 'IN_USE'].includes(code))).toBe(true);
    const left = await products.get({ idOrReference: named }).catch(() => null);
    expect(left === null).toBe(deleted.status === 'fulfilled');
  }
});
