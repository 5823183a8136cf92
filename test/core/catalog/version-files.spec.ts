import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Product } from '../../../sdk/src/generated/native';
import { StoredFilesService } from '../../../src/core/platform/files/stored-files.service';
import { VersionFilesService } from '../../../src/core/catalog/versions/version-files.service';
import { VersionsService } from '../../../src/core/catalog/versions/versions.service';
import { aProduct, keyOf } from '../../testkit/callers';
import { formOf } from '../../testkit/forms';
import { type Answer, TestServer } from '../../testkit/server';

const MEGABYTE = 1024 * 1024;
const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
let product: Product;
let versions: VersionsService;
let names = 0;
beforeAll(async () => {
  server = await TestServer.shared();
  product = await aProduct(server, 'photo-studio');
  versions = server.app.get(VersionsService);
});
afterAll(() => server.stop());

async function aVersion(): Promise<string> {
  const { id } = await server.sdk.products.createVersion(product.id, {
    reference: `v${++names}`,
    version: String(names),
  });
  return `/api/v1/products/${product.id}/versions/${id}`;
}

async function upload(path: string, content: string | Buffer, type = 'main', name = 'app.zip'): Promise<Answer> {
  return server.asAdmin('PUT', `${path}/files/${type}`, await formOf(['file', content, name]));
}

async function download(
  path: string,
  type = 'main',
  more: Record<string, string> = {},
): Promise<{ status: number; bytes: Buffer; headers: Record<string, unknown> }> {
  const headers = { authorization: `Bearer ${await server.adminToken()}`, ...more };
  const reply = await server.app.inject({ method: 'GET', url: `${path}/files/${type}`, headers });
  return { status: reply.statusCode, bytes: reply.rawPayload, headers: reply.headers };
}

const read = async (path: string) => (await server.asAdmin('GET', path)).body;

const written = (content: string | Buffer, name = 'app.zip') =>
  server.app
    .get(StoredFilesService)
    .write(Readable.from([Buffer.from(content)]), { name, contentType: 'application/zip' });

/** Files that somebody could find. */
async function shown(): Promise<number> {
  const [{ n }] = await server.dataSource.query(
    'SELECT count(*)::integer AS n FROM stored_files WHERE completed_at IS NOT NULL AND sweep_at IS NULL',
  );
  return n;
}

async function unfinished(): Promise<number> {
  const [{ n }] = await server.dataSource.query(
    'SELECT count(*)::integer AS n FROM stored_files WHERE completed_at IS NULL',
  );
  return n;
}

describe('a file of a version', () => {
  it.each([
    ['main', MEGABYTE + 17],
    ['sql', 17],
  ])('comes back as it was uploaded, and is described in the version: %s', async (type, size) => {
    const path = await aVersion();
    const content = randomBytes(size);
    const { status, body } = await upload(path, content, type, 'Programm 1.zip');
    const facts = {
      name: 'Programm 1.zip',
      size: content.length,
      content_type: 'application/octet-stream',
      sha256: createHash('sha256').update(content).digest('hex'),
    };
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({ main_file: null, sql_file: null, [`${type}_file`]: facts }),
    ]);
    expect(await read(path)).toEqual(body);
    const [listed] = (await read(`/api/v1/products/${product.id}/versions`)).items;
    expect(listed).toEqual(body);

    const answer = await download(path, type);
    expect([answer.status, answer.headers['content-length']]).toEqual([200, String(content.length)]);
    expect(answer.bytes.equals(content)).toBe(true);
  });

  it('comes in the part that is asked for, and not at all to those who have it', async () => {
    const path = await aVersion();
    const content = randomBytes(MEGABYTE + 100);
    const { body } = await upload(path, content);
    const part = await download(path, 'main', { range: 'bytes=1048570-1048580' });
    expect([part.status, part.headers['content-range']]).toEqual([206, 'bytes 1048570-1048580/1048676']);
    expect(part.bytes.equals(content.subarray(1_048_570, 1_048_581))).toBe(true);
    expect((await download(path, 'main', { range: 'bytes=1048676-' })).status).toBe(416);
    const known = await download(path, 'main', { 'if-none-match': `"${body.main_file.sha256}"` });
    expect([known.status, known.bytes.length]).toEqual([304, 0]);
  });

  it('is replaced as a whole, and the one before it is gone', async () => {
    const path = await aVersion();
    const before = await shown();
    await upload(path, 'the first');
    await upload(path, 'a statement', 'sql', 'update.sql');
    await upload(path, 'the second', 'main', 'b.zip');
    expect((await download(path)).bytes.toString()).toBe('the second');
    expect((await download(path, 'sql')).bytes.toString()).toBe('a statement');
    expect(await shown()).toBe(before + 2);
    expect((await read(path)).main_file.name).toBe('b.zip');
  });

  it('stays when its version is changed otherwise', async () => {
    const path = await aVersion();
    const { body } = await upload(path, 'a program');
    const changed = await server.asAdmin('PATCH', path, { body: { summary: 'Better' } });
    expect(changed.body).toEqual({ ...body, summary: 'Better', updated_at: changed.body.updated_at });
  });

  it('can be taken away, once', async () => {
    const path = await aVersion();
    await upload(path, 'a program');
    await upload(path, 'a statement', 'sql');
    const before = await shown();
    expect((await server.asAdmin('DELETE', `${path}/files/main`)).status).toBe(204);
    expect(await read(path)).toMatchObject({ main_file: null, sql_file: { size: 11 } });
    expect(await shown()).toBe(before - 1);
    expect((await download(path)).status).toBe(404);
    expect((await server.asAdmin('DELETE', `${path}/files/main`)).status).toBe(404);
  });

  it('goes with its version, and with its product', async () => {
    const before = await shown();
    const path = await aVersion();
    await upload(path, 'a program');
    await upload(path, 'a statement', 'sql');
    expect(await shown()).toBe(before + 2);
    expect((await server.asAdmin('DELETE', path)).status).toBe(204);
    expect(await shown()).toBe(before);

    const other = await aProduct(server, 'short-lived');
    for (const reference of ['v1', 'v2']) {
      const { id } = await server.sdk.products.createVersion(other.id, { reference, version: '1' });
      await upload(`/api/v1/products/${other.id}/versions/${id}`, reference);
    }
    expect(await shown()).toBe(before + 2);
    expect((await server.asAdmin('DELETE', `/api/v1/products/${other.id}?final=true`)).status).toBe(204);
    expect(await shown()).toBe(before);
  });

  it('is one of those that came at once, and only that one is kept', async () => {
    const path = await aVersion();
    const before = await shown();
    const contents = Array.from({ length: 8 }, (_, n) => `program ${n}`);
    const answers = await Promise.all(contents.map((content) => upload(path, content)));
    expect(answers.map(({ status }) => status)).toEqual(contents.map(() => 200));
    expect(contents).toContain((await download(path)).bytes.toString());
    expect(await shown()).toBe(before + 1);
    expect(await unfinished()).toBe(0);
  });

  it('leaves nothing behind when its version goes while it is uploaded', async () => {
    const before = await shown();
    const path = await aVersion();
    const [uploaded, removed] = await Promise.all([
      upload(path, randomBytes(MEGABYTE)),
      server.asAdmin('DELETE', path),
    ]);
    expect(removed.status).toBe(204);
    expect([200, 404]).toContain(uploaded.status);
    expect([await shown(), await unfinished()]).toEqual([before, 0]);
  });

  it('is refused where the form is wrong or nobody has the version, and leaves nothing', async () => {
    const path = await aVersion();
    const before = await shown();
    const wrongField = await server.asAdmin('PUT', `${path}/files/main`, await formOf(['program', 'x', 'a.zip']));
    expect([wrongField.status, wrongField.body.error.details[0].field]).toEqual([400, 'program']);
    expect((await server.asAdmin('PUT', `${path}/files/main`, await formOf())).status).toBe(400);
    expect((await server.asAdmin('PUT', `${path}/files/main`, { body: { file: 'x' } })).status).toBe(400);
    const wrongType = await upload(path, 'x', 'exe');
    expect([wrongType.status, wrongType.body.error.details[0].field]).toEqual([400, 'type']);
    expect((await upload(`/api/v1/products/${product.id}/versions/${NOBODY}`, 'x')).status).toBe(404);
    expect((await download(path)).status).toBe(404);
    expect([await shown(), await unfinished()]).toEqual([before, 0]);
  });

  it('is out of reach for a key of another product', async () => {
    const path = await aVersion();
    await upload(path, 'a program');
    await aProduct(server, 'elsewhere');
    const { key } = await keyOf(server, 'internal', { product: 'elsewhere' });
    for (const method of ['GET', 'DELETE'] as const) {
      expect((await server.withKey(method, `${path}/files/main`, {}, key)).status).toBe(404);
    }
    const form = await formOf(['file', 'forged', 'a.zip']);
    expect((await server.withKey('PUT', `${path}/files/main`, form, key)).status).toBe(404);
    expect((await download(path)).bytes.toString()).toBe('a program');
  });
});

describe('files that come with their version', () => {
  it('appear with it', async () => {
    const made = await versions.create(product.id, {
      reference: 'with files',
      version: '7',
      mainFile: await written('a program'),
      sqlFile: await written('a statement', 'update.sql'),
    });
    const path = `/api/v1/products/${product.id}/versions/${made.uid}`;
    expect(await read(path)).toMatchObject({
      main_file: { name: 'app.zip', size: 9, content_type: 'application/zip' },
      sql_file: { name: 'update.sql', size: 11 },
    });
    expect((await download(path, 'sql')).bytes.toString()).toBe('a statement');
  });

  it('do not appear where the version cannot be made or changed', async () => {
    const before = await shown();
    const taken = await aVersion();
    const { reference } = await read(taken);
    const file = await written('a program');
    await expect(versions.create(product.id, { reference, version: '1', mainFile: file })).rejects.toThrow('already');
    const other = (await read(await aVersion())).id;
    await expect(versions.change(product.id, other, { reference, mainFile: file })).rejects.toThrow('already');
    expect([await shown(), await unfinished()]).toEqual([before, 1]);
    await server.app.get(VersionFilesService).discard(file);
    expect(await unfinished()).toBe(0);
  });

  it('take the place of the former ones together with the other changes', async () => {
    const path = await aVersion();
    await upload(path, 'the first');
    await upload(path, 'a statement', 'sql');
    const before = await shown();
    const { id } = await read(path);
    await versions.change(product.id, id, { summary: 'New', mainFile: await written('the second'), sqlFile: null });
    expect(await read(path)).toMatchObject({ summary: 'New', main_file: { size: 10 }, sql_file: null });
    expect((await download(path)).bytes.toString()).toBe('the second');
    expect(await shown()).toBe(before - 1);
  });
});
