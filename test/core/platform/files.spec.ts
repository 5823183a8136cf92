import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { Controller, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { LicenseFilesService } from '../../../src/core/catalog/app-bundles/license-files.service';
import { receiveForm, TakesFiles } from '../../../src/core/common/http/uploads';
import { JobsService } from '../../../src/core/platform/jobs/jobs.service';
import { UnitOfWork } from '../../../src/core/platform/database/unit-of-work';
import { StoredFile } from '../../../src/core/platform/files/stored-file.entity';
import { StoredFilesService } from '../../../src/core/platform/files/stored-files.service';
import { createHttpApp } from '../../support/proxy';
import { TestServer } from '../../testkit/server';
import { APP, smbeauty } from '../../support/smbeauty';
import { until } from '../../testkit/until';
import { DAY } from '../../../src/core/common/calendar';

const MEGABYTE = 1024 * 1024;
const HOUR = 3_600_000;
const FACTS = { name: 'a file', contentType: 'application/octet-stream' };

/** Takes two files and keeps neither. */
@Controller()
class TwoFilesController {
  constructor(private readonly files: StoredFilesService) {}

  @Post()
  @TakesFiles()
  async take(@Req() request: FastifyRequest): Promise<void> {
    const rules = ['main_file', 'sql_file'].map((field) => ({ field, maxBytes: 5 * MEGABYTE }));
    await receiveForm(request, rules, {
      store: ({ bytes }) => this.files.write(bytes, FACTS),
      discard: (file) => this.files.discard(file),
    });
  }
}

let server: TestServer;
let files: StoredFilesService;
let work: UnitOfWork;
let api: ReturnType<typeof smbeauty>;
beforeAll(async () => {
  server = await TestServer.shared({ OPEN_DIALECTS: 'smbeauty' });
  files = server.app.get(StoredFilesService);
  work = server.app.get(UnitOfWork);
  api = smbeauty(server);
});
beforeEach(() => api.empty());
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

async function* inChunks(content: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += size) {
    yield content.subarray(at, at + size);
  }
}

async function all(source: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  for await (const piece of source) {
    pieces.push(piece);
  }
  return pieces;
}

async function bytesOf(file: StoredFile, from?: number, to?: number): Promise<Buffer> {
  return Buffer.concat(await all(files.read(file, from, to)));
}

const written = (content: Buffer, pieces = 65_536) => files.write(inChunks(content, pieces), FACTS);
const kept = async (content: Buffer) => files.complete(await written(content));
const sweep = () =>
  server.app
    .get(JobsService)
    .all.find(({ name }) => name === 'file-sweep')
    ?.run({});

it('grows in steps of any size, each in a transaction of its own, and is read as if written at once', async () => {
  const begun = await files.begin(FACTS);
  const steps = [1, MEGABYTE - 1, 10, 0, 3 * MEGABYTE, MEGABYTE - 20, 100].map((size) => randomBytes(size));
  let { size } = begun;
  for (const step of steps) {
    await work.run(() => files.append({ id: begun.id, size }, step));
    size += step.length;
  }
  // A step that somebody else has stored already.
  await expect(work.run(() => files.append({ id: begun.id, size: 0 }, steps[0] ?? Buffer.of()))).rejects.toThrow();
  expect(await files.find(begun.id)).toBeNull();
  const sealed = await files.seal(begun.id);
  const file = await work.run(() => files.complete(sealed));
  const content = Buffer.concat(steps);
  expect((await bytesOf(file)).equals(content)).toBe(true);
  expect((await bytesOf(file, MEGABYTE - 5, MEGABYTE + 5)).equals(content.subarray(MEGABYTE - 5, MEGABYTE + 5))).toBe(
    true,
  );
  expect(file).toMatchObject({ size: content.length, sha256: createHash('sha256').update(content).digest('hex') });
});

it('returns 3 MiB unchanged, in chunks of 1 MiB', async () => {
  const content = randomBytes(3 * MEGABYTE);
  const file = await kept(content);
  expect(await files.find(file.id)).toMatchObject({
    ...FACTS,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    sweepAt: null,
  });
  expect((await bytesOf(file)).equals(content)).toBe(true);
  expect(await api.stored()).toMatchObject({ files: 1, chunks: 3 });
});

it.each([0, 1, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1])('returns %i bytes unchanged', async (size) => {
  const content = randomBytes(size);
  for (const pieces of [100_003, 3 * MEGABYTE]) {
    const file = await files.complete(await written(content, pieces));
    expect((await bytesOf(file)).equals(content)).toBe(true);
  }
});

it('returns any part of the bytes', async () => {
  const content = randomBytes(2 * MEGABYTE + 17);
  const file = await kept(content);
  for (const [from, to] of [
    [0, 0],
    [0, 1],
    [5, 5],
    [MEGABYTE - 1, MEGABYTE + 1],
    [MEGABYTE, 2 * MEGABYTE],
    [32_767, 65_537],
    [MEGABYTE / 4 - 1, MEGABYTE / 2 + 1],
    [2 * MEGABYTE + 3, 2 * MEGABYTE + 17],
  ] as const) {
    const part = await bytesOf(file, from, to);
    expect([from, to, part.equals(content.subarray(from, to))]).toEqual([from, to, true]);
  }
});

it('shows no file before its transaction is committed', async () => {
  const file = await written(randomBytes(100));
  expect(await files.find(file.id)).toBeNull();
  const undone = work.run(async () => {
    await files.complete(file);
    expect(await files.find(file.id)).not.toBeNull();
    throw new Error('changed my mind');
  });
  await expect(undone).rejects.toThrow('changed my mind');
  expect(await files.find(file.id)).toBeNull();
});

it('leaves nothing of a failed upload', async () => {
  async function* failing(): AsyncGenerator<Buffer> {
    yield randomBytes(3 * MEGABYTE);
    expect(await api.stored()).toMatchObject({ all_files: 1, chunks: 3 });
    throw new Error('the line went dead');
  }
  await expect(files.write(failing(), FACTS)).rejects.toThrow('the line went dead');
  expect(await api.stored()).toMatchObject({ all_files: 0, chunks: 0 });
});

it('holds no connection between two chunks', async () => {
  const file = await kept(randomBytes(2 * MEGABYTE));
  const readers = Array.from({ length: 24 }, () => files.read(file));
  await Promise.all(readers.map((reader) => reader.next()));
  // More are reading than there are connections, and there is room for one more question.
  expect(await api.stored()).toMatchObject({ files: 1 });
  const second = await Promise.all(readers.map((reader) => reader.next()));
  expect(second.every(({ value }) => value && value.length > 0)).toBe(true);
});

it('buffers little of a file for readers that have stopped', async () => {
  const reader = files.read(await kept(randomBytes(2 * MEGABYTE)));
  const { value: piece } = await reader.next();
  // A piece is a view of what was read.
  expect(piece?.buffer.byteLength).toBeLessThan(MEGABYTE / 2);
});

it('lets a running download read a deleted file for an hour', async () => {
  const content = randomBytes(2 * MEGABYTE);
  const file = await kept(content);
  const reader = files.read(file);
  const { value: first } = await reader.next();
  await files.delete(file.id);
  expect(await files.find(file.id)).toBeNull();
  await sweep();
  expect(Buffer.concat([first ?? Buffer.alloc(0), ...(await all(reader))]).equals(content)).toBe(true);
  server.clock.advance(HOUR);
  await sweep();
  expect(await api.stored()).toMatchObject({ all_files: 0, chunks: 0 });
});

it('deletes only leftovers of dead nodes', async () => {
  const left = await written(randomBytes(3 * MEGABYTE));
  server.clock.advance(DAY - HOUR);
  const whole = await kept(randomBytes(100));
  const young = await written(randomBytes(100));
  server.clock.advance(HOUR);
  await expect(files.complete(left)).rejects.toThrow('no longer there');
  await sweep();
  const rows = await server.dataSource.manager.find(StoredFile, { order: { id: 'ASC' } });
  expect(rows.map(({ id }) => id)).toEqual([whole.id, young.id]);
  expect(await api.stored()).toMatchObject({ chunks: 2 });
});

it('deletes an upload whose node died', async () => {
  let isUnderWay = (): void => undefined;
  const underWay = new Promise<void>((resolve) => (isUnderWay = resolve));
  async function* endless(): AsyncGenerator<Buffer> {
    yield randomBytes(3 * MEGABYTE);
    isUnderWay();
    await new Promise(() => undefined);
  }
  void files.write(endless(), FACTS);
  await underWay;
  expect(await api.stored()).toMatchObject({ all_files: 1, chunks: 3 });
  server.clock.advance(DAY - HOUR);
  await sweep();
  expect(await api.stored()).toMatchObject({ all_files: 1, chunks: 3 });
  server.clock.advance(HOUR);
  await sweep();
  expect(await api.stored()).toMatchObject({ all_files: 0, chunks: 0 });
});

describe('a version’s files', () => {
  it('leave nothing, not even the complete first one, when the form ends in the second', async () => {
    const edge = await createHttpApp(TwoFilesController, [{ provide: StoredFilesService, useValue: files }]);
    await edge.listen(0, '127.0.0.1');
    const socket = connect(Number(new URL(await edge.getUrl()).port), '127.0.0.1');
    const part = (field: string) =>
      `--x\r\nContent-Disposition: form-data; name="${field}"; filename="${field}"\r\n\r\n`;
    socket.write(
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000\r\n' +
        `Content-Type: multipart/form-data; boundary=x\r\n\r\n${part('main_file')}`,
    );
    socket.write(randomBytes(2 * MEGABYTE));
    socket.write(`\r\n${part('sql_file')}`);
    socket.write(randomBytes(2 * MEGABYTE));
    await until('both files are kept', async () => {
      const { all_files, chunks } = await api.stored();
      return all_files === 2 && chunks >= 3;
    });
    socket.destroy();
    await until('no file is left', async () => (await api.stored()).all_files === 0);
    expect(await api.stored()).toMatchObject({ all_files: 0, chunks: 0 });
    await edge.close();
  });
});

describe('an app’s license file', () => {
  let url: string;
  beforeAll(async () => {
    url = await server.listen();
  });
  beforeEach(async () => {
    await api.create();
  });

  it('is refused above the limit, and the client can read the refusal', async () => {
    const limit = jest.replaceProperty(server.app.get(LicenseFilesService, { strict: false }), 'maxBytes', MEGABYTE);
    for (const size of [1.1 * MEGABYTE, 4 * MEGABYTE]) {
      const form = new FormData();
      form.append('license_file', new Blob([new Uint8Array(size)]), 'a.lic');
      const answer = await fetch(`${url}/api/admin/license/upload/${APP}`, { method: 'POST', body: form });
      expect([answer.status, await answer.json()]).toEqual([
        size < 2 * MEGABYTE ? 400 : 413,
        { success: false, error: '文件上传失败', code: 'UPLOAD_FAILED' },
      ]);
    }
    limit.restore();
    expect(await api.stored()).toMatchObject({ all_files: 0 });
  });

  it('stays the previous one, with nothing of the new one, when an upload is aborted', async () => {
    await api.uploadFile('the first');
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      `POST /api/admin/license/upload/${APP} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000\r\n` +
        'Content-Type: multipart/form-data; boundary=x\r\n\r\n' +
        '--x\r\nContent-Disposition: form-data; name="license_file"; filename="a.lic"\r\n\r\n',
    );
    socket.write(randomBytes(3 * MEGABYTE));
    await until('a piece is kept', async () => (await api.stored()).chunks >= 2);
    socket.destroy();
    await until('the cut file is gone', async () => (await api.stored()).all_files === 1);
    expect(await api.stored()).toMatchObject({ files: 1, all_files: 1, chunks: 1 });
    expect((await api.download()).payload).toBe('the first');
    expect((await api.read()).body.data.license_file).toBe('pixelfreeAuth.lic');
  });

  it('is one complete file of concurrent uploads', async () => {
    const contents = Array.from({ length: 4 }, (_, index) => Buffer.alloc(MEGABYTE + 1 + index, index));
    const answers = await Promise.all(contents.map((content, index) => api.uploadFile(content, `${index}.lic`)));
    expect(answers.map(({ status }) => status)).toEqual(contents.map(() => 200));
    const { rawPayload } = await api.download();
    const winner = contents.findIndex((content) => rawPayload.equals(content));
    expect(winner).toBeGreaterThanOrEqual(0);
    const { items } = await server.sdk.appBundles.list({ app_bundle_id: APP });
    expect(items[0]?.license_file).toBe(`${winner}.lic`);
    expect(await api.stored()).toMatchObject({ files: 1 });
    server.clock.advance(HOUR + 1000);
    await sweep();
    expect(await api.stored()).toMatchObject({ files: 1, all_files: 1, chunks: 2 });
  });

  it('is deleted completely when its app is deleted during the upload', async () => {
    const [uploaded, removed] = await Promise.all([api.uploadFile(randomBytes(2 * MEGABYTE)), api.remove()]);
    expect(removed.status).toBe(200);
    expect([200, 404]).toContain(uploaded.status);
    expect(await api.stored()).toMatchObject({ bundles: 0, files: 0 });
  });
});
