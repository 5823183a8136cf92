import { randomBytes } from 'node:crypto';
import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { InjectOptions } from 'light-my-request';
import { sendFile, sendSize } from '../../../src/core/common/http/file-answer';
import type { CompleteFile } from '../../../src/core/platform/files/stored-file.entity';
import { StoredFilesService } from '../../../src/core/platform/files/stored-files.service';
import { createHttpApp } from '../../support/proxy';
import { TestServer } from '../../testkit/server';

const MEGABYTE = 1024 * 1024;
const CONTENT = randomBytes(2 * MEGABYTE + 17);
const SIZE = CONTENT.length;

let server: TestServer;
let app: NestFastifyApplication;
const kept = new Map<string, CompleteFile>();

@Controller(':file')
class DownloadsController {
  constructor(private readonly files: StoredFilesService) {}

  @Get()
  get(@Param('file') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.send(name, request, reply);
  }

  @Post()
  @HttpCode(200)
  post(@Param('file') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.send(name, request, reply);
  }

  @Get('size')
  size(@Param('file') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    sendSize(request, reply, keptAs(name));
  }

  private send(name: string, request: FastifyRequest, reply: FastifyReply): void {
    const file = keptAs(name);
    sendFile(request, reply, file, ({ from, to }) => this.files.read(file, from, to));
  }
}

function keptAs(name: string): CompleteFile {
  const file = kept.get(name);
  if (!file) {
    throw new Error(`No file is kept as ${name}`);
  }
  return file;
}

beforeAll(async () => {
  server = await TestServer.shared();
  const files = server.app.get(StoredFilesService);
  const keep = async (name: string, contentType: string, content: Buffer) => {
    const written = await files.write(
      (async function* () {
        yield content;
      })(),
      { name, contentType },
    );
    kept.set(name, await files.complete(written));
  };
  await keep('a.zip', 'application/zip', CONTENT);
  await keep('b.json', 'application/json', Buffer.from('{}'));
  await keep('更新 包.zip', 'application/zip', CONTENT);
  await keep('empty', '', Buffer.alloc(0));
  app = await createHttpApp(DownloadsController, [{ provide: StoredFilesService, useValue: files }]);
  await app.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await app.close();
  await server.stop();
});

const ask = (method: InjectOptions['method'], path: string, headers: Record<string, string> = {}) =>
  app.inject({ method, url: path, headers });
const etag = (name = 'a.zip') => `"${keptAs(name).sha256}"`;

describe('a file', () => {
  it.each(['GET', 'POST'] as const)('is returned entirely to a %s', async (method) => {
    const { statusCode, headers, rawPayload } = await ask(method, '/a.zip');
    expect([statusCode, headers]).toEqual([
      200,
      expect.objectContaining({
        'content-type': 'application/zip',
        'content-length': String(SIZE),
        'content-disposition': 'attachment; filename="a.zip"',
        'accept-ranges': 'bytes',
        etag: etag(),
      }),
    ]);
    expect(headers).not.toHaveProperty('content-range');
    expect(rawPayload.equals(CONTENT)).toBe(true);
  });

  it('keeps a name in Chinese', async () => {
    const { headers } = await ask('HEAD', `/${encodeURIComponent('更新 包.zip')}`);
    expect(headers['content-disposition']).toBe(
      `attachment; filename="__ _.zip"; filename*=UTF-8''%E6%9B%B4%E6%96%B0%20%E5%8C%85.zip`,
    );
  });

  it('with JSON or of an unknown type is sent as bytes, because JSON is an error to some programs', async () => {
    for (const name of ['b.json', 'empty']) {
      expect((await ask('GET', `/${name}`)).headers['content-type']).toBe('application/octet-stream');
    }
  });

  it.each([
    ['bytes=0-0', 0, 1],
    ['bytes=1048570-1048585', 1048570, 1048586],
    ['bytes=1048576-2097151', MEGABYTE, 2 * MEGABYTE],
    ['bytes=2097152-', 2 * MEGABYTE, SIZE],
    ['bytes=-20', SIZE - 20, SIZE],
    ['bytes=-99999999', 0, SIZE],
    ['bytes=5-99999999', 5, SIZE],
  ])('is returned in part: %s', async (range, from, to) => {
    for (const method of ['GET', 'POST'] as const) {
      const { statusCode, headers, rawPayload } = await ask(method, '/a.zip', { range });
      expect([statusCode, headers['content-range'], headers['content-length'], headers.etag]).toEqual([
        206,
        `bytes ${from}-${to - 1}/${SIZE}`,
        String(to - from),
        etag(),
      ]);
      expect(rawPayload.equals(CONTENT.subarray(from, to))).toBe(true);
    }
  });

  it.each(['bytes=0-1,5-6', 'bytes=5-2', 'lines=1-2', 'x'])(
    'is returned entirely if %s is requested',
    async (range) => {
      const { statusCode, headers } = await ask('GET', '/a.zip', { range });
      expect([statusCode, headers['content-length']]).toEqual([200, String(SIZE)]);
    },
  );

  it.each([
    ['a.zip', `bytes=${SIZE}-`, SIZE],
    ['a.zip', 'bytes=-0', SIZE],
    ['empty', 'bytes=0-', 0],
  ])('%s has no range %s, and reports its size', async (name, range, size) => {
    const { statusCode, headers, payload } = await ask('GET', `/${name}`, { range });
    expect([statusCode, headers['content-range'], headers['content-type']]).toEqual([
      416,
      `bytes */${size}`,
      'application/json; charset=utf-8',
    ]);
    expect(JSON.parse(payload).error.code).toBe('RANGE_UNSATISFIABLE');
    expect(headers).not.toHaveProperty('content-disposition');
  });

  it('is returned in part only if it is unchanged since the first request', async () => {
    const range = 'bytes=0-9';
    const statuses = [etag(), '"another"', `W/${etag()}`, 'Wed, 21 Oct 2015 07:28:00 GMT'].map(
      async (condition) => (await ask('GET', '/a.zip', { range, 'if-range': condition })).statusCode,
    );
    expect(await Promise.all(statuses)).toEqual([206, 200, 200, 200]);
  });

  it.each(['GET', 'HEAD'] as const)('is not sent again to a %s of a caller that has it', async (method) => {
    for (const known of [etag(), `"x", W/${etag()}`, '*']) {
      const { statusCode, headers, payload } = await ask(method, '/a.zip', { 'if-none-match': known });
      expect([statusCode, headers.etag, payload]).toEqual([304, etag(), '']);
    }
    expect((await ask(method, '/a.zip', { 'if-none-match': '"x"' })).statusCode).toBe(200);
  });

  it('is always sent to a POST', async () => {
    expect((await ask('POST', '/a.zip', { 'if-none-match': '*' })).statusCode).toBe(200);
  });

  it('reports its size to a HEAD with any range, without being read', async () => {
    const reading = jest.spyOn(server.app.get(StoredFilesService), 'read');
    const { statusCode, headers, payload } = await ask('HEAD', '/a.zip', { range: 'bytes=0-1' });
    expect([statusCode, headers['content-length'], headers.etag, payload]).toEqual([200, String(SIZE), etag(), '']);
    expect(reading).not.toHaveBeenCalled();
    reading.mockRestore();
  });

  it('is read only as far as the client takes it', async () => {
    const reading = jest.spyOn(server.app.get(StoredFilesService), 'read');
    await ask('GET', '/a.zip', { range: 'bytes=1048576-1048577' });
    expect(reading.mock.calls.map(([, ...range]) => range)).toEqual([[MEGABYTE, MEGABYTE + 2]]);
    reading.mockRestore();
  });
});

describe('the size of a file', () => {
  it('is in the answer to a HEAD; a GET has an empty body, and says so', async () => {
    const [head, get] = await Promise.all((['HEAD', 'GET'] as const).map((method) => ask(method, '/a.zip/size')));
    expect([head?.statusCode, head?.headers['content-length']]).toEqual([200, String(SIZE)]);
    expect([get?.statusCode, get?.headers['content-length'], get?.payload]).toEqual([200, '0', '']);
    for (const { headers } of [head, get].flatMap((answer) => answer ?? [])) {
      expect(headers).toMatchObject({ 'content-type': 'application/zip', etag: etag(), connection: 'keep-alive' });
    }
  });
});
