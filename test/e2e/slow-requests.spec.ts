import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { connect as connectSecurely } from 'node:tls';
import { Body, Controller, Get, HttpCode, Post, Req, StreamableFile } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { RECEIVING_LIMITS, type ReceivingLimits } from '../../src/common/http/receiving-time';
import { createSecureServer } from '../../src/common/http/secure-server';
import { isForm, receiveForm, TakesFiles, TakesForms } from '../../src/common/http/uploads';
import { createHttpApp } from '../support/proxy';
import { CERT_FILE, KEY_FILE } from '../support/tls';
import { until } from '../support/until';

/** A minute of the real server. */
const MINUTE = 500;
/** Between two bytes of those who are slow, but not silent. */
const PACE = 50;
/** Of those who read slowly, between two sips. */
const PAUSE = 200;
const SIP = 16 * 1024 * 1024;
const LIMITS: ReceivingLimits = {
  ordinary: 3 * MINUTE,
  small: MINUTE,
  silence: MINUTE,
  large: 24 * 60 * MINUTE,
  unfinished: 1_000,
};

const FILE_HEAD = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n';
const FORM_END = '\r\n--x--\r\n';

const discarded: number[] = [];

/** Answers that nobody waits for any more. */
const abandoned: string[] = [];

/** A file without an end. */
async function* bytes(): AsyncGenerator<Buffer> {
  try {
    for (;;) {
      yield Buffer.alloc(64 * 1024);
    }
  } finally {
    abandoned.push('file');
  }
}

@TakesForms()
@Controller()
class SlowController {
  @Post('body')
  @HttpCode(200)
  body(@Body() body: object): object {
    return body;
  }

  @Get('stream')
  stream(): StreamableFile {
    return new StreamableFile(Readable.from(bytes(), { objectMode: false }));
  }

  @Post('file')
  @HttpCode(200)
  @TakesFiles()
  async file(@Req() request: FastifyRequest, @Body() body: object): Promise<object> {
    if (!isForm(request)) {
      return body;
    }
    const { files } = await receiveForm(request, [{ field: 'file', maxBytes: 1_000_000 }], {
      store: async ({ bytes }) => {
        let size = 0;
        try {
          for await (const { length } of bytes) {
            size += length;
          }
        } catch (error) {
          discarded.push(size);
          throw error;
        }
        return size;
      },
      discard: async (size) => {
        discarded.push(size);
      },
    });
    return { size: files.get('file') };
  }
}

let app: NestFastifyApplication;
let hasty: NestFastifyApplication;
let secure: Server;
beforeAll(async () => {
  app = await createHttpApp(SlowController, [], LIMITS);
  await app.listen(0, '127.0.0.1');
  hasty = await createHttpApp(SlowController, [], { ...LIMITS, large: 2 * MINUTE });
  await hasty.listen(0, '127.0.0.1');
  secure = createSecureServer(app.getHttpServer(), { cert: readFileSync(CERT_FILE), key: readFileSync(KEY_FILE) });
  await once(secure.listen(0, '127.0.0.1'), 'listening');
});
beforeEach(() => {
  discarded.length = 0;
  abandoned.length = 0;
});
afterAll(async () => {
  secure.close();
  await Promise.all([app.close(), hasty.close()]);
});

const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

/** A connection and what comes back on it. */
class Line {
  private constructor(
    private readonly socket: Socket,
    private readonly received: string[] = [],
  ) {
    socket.on('data', (bytes: Buffer) => received.push(bytes.toString()));
    socket.on('error', () => undefined);
  }

  static async to(application = app): Promise<Line> {
    const socket = connect(portOf(application.getHttpServer()), '127.0.0.1');
    await once(socket, 'connect');
    return new Line(socket);
  }

  static async securely(): Promise<Line> {
    const socket = connectSecurely({
      port: portOf(secure),
      host: '127.0.0.1',
      servername: 'localhost',
      ca: readFileSync(CERT_FILE),
    });
    await once(socket, 'secureConnect');
    return new Line(socket);
  }

  get text(): string {
    return this.received.join('');
  }

  get isOpen(): boolean {
    return !this.socket.destroyed;
  }

  begin(path: string, type: string, length: number): void {
    this.socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`);
  }

  beginFile(length: number): void {
    this.begin('/file', 'multipart/form-data; boundary=x', FILE_HEAD.length + length + FORM_END.length);
    this.socket.write(FILE_HEAD);
  }

  write(text: string): void {
    this.socket.write(text);
  }

  /** Byte after byte for so long, or until the other side hangs up; answers how many. */
  async trickle(milliseconds: number): Promise<number> {
    const times = milliseconds / PACE;
    for (let count = 0; count < times; count++) {
      if (!this.isOpen) {
        return count;
      }
      this.write(' ');
      await after(PACE);
    }
    return times;
  }

  /** Reads for so long, but with pauses. Each time more than what systems keep between two programs, or the other side would not notice. */
  async sip(milliseconds: number): Promise<void> {
    for (const end = performance.now() + milliseconds; performance.now() < end && this.isOpen;) {
      for (let left = SIP; left > 0;) {
        this.socket.resume();
        const [bytes] = (await once(this.socket, 'data')) as [Buffer];
        left -= bytes.length;
        this.stopReading();
      }
      await after(PAUSE);
    }
  }

  stopReading(): void {
    this.socket.pause();
    this.received.length = 0;
  }

  /** Settled when the other side hangs up. */
  async ended(): Promise<string> {
    if (this.isOpen) {
      await once(this.socket, 'close');
    }
    return this.text;
  }

  async answered(): Promise<string> {
    while (!/\r\n\r\n[^]*\}$/.test(this.text)) {
      await once(this.socket, 'data');
    }
    return this.received.splice(0).join('');
  }

  hangUp(): void {
    this.socket.destroy();
  }
}

const ways: [string, () => Promise<Line>][] = [
  ['', () => Line.to()],
  [' over TLS', () => Line.securely()],
];

describe.each(ways)('a request%s', (_how, connection) => {
  it('with JSON or a form, also where files are taken, is aborted at its deadline, however steadily it is sent', async () => {
    const bodies: [path: string, type: string][] = [
      ['/body', 'application/json'],
      ['/body', 'application/x-www-form-urlencoded'],
      ['/body', 'multipart/form-data; boundary=x'],
      ['/file', 'application/json'],
    ];
    const answers = bodies.map(async ([path, type]) => {
      const line = await connection();
      line.begin(path, type, 1000);
      // A body of more than 64 KB would have longer.
      const isCut = (await line.trickle(2 * MINUTE)) < (2 * MINUTE) / PACE;
      return [path, type, isCut, (await line.ended()).slice(0, 13)];
    });
    expect(await Promise.all(answers)).toEqual(bodies.map((body) => [...body, true, 'HTTP/1.1 408 ']));
  });

  it('with a file has no deadline while data arrives, and keeps its connection alive', async () => {
    const line = await connection();
    const length = (2 * MINUTE) / PACE;
    line.beginFile(length);
    expect(await line.trickle(2 * MINUTE)).toBe(length);
    line.write(FORM_END);
    expect(await line.answered()).toContain(`{"size":${length}}`);

    await after(1.5 * MINUTE);
    expect(line.isOpen).toBe(true);
    line.begin('/body', 'application/json', 7);
    line.write('{"a":1}');
    expect(await line.answered()).toContain('{"a":1}');
    line.hangUp();
    expect(discarded).toEqual([]);
  });

  it('with a file is aborted once no data arrives, and leaves nothing behind', async () => {
    const line = await connection();
    line.beginFile(1000);
    line.write('bytes');
    expect(await line.ended()).toMatch(/^HTTP\/1\.1 408 /);
    await until('the file is discarded', () => discarded.length > 0);
    expect(discarded).toEqual([5]);
  });
});

describe.each(ways)('an answer%s', (_how, connection) => {
  it('is sent as long as the client reads, however slowly, and no longer', async () => {
    const line = await connection();
    line.write('GET /stream HTTP/1.1\r\nHost: x\r\n\r\n');
    await line.sip(3 * MINUTE);
    expect([line.isOpen, abandoned]).toEqual([true, []]);

    line.stopReading();
    const began = performance.now();
    await until('the answer is abandoned', () => abandoned.length > 0);
    expect(performance.now() - began).toBeGreaterThan(MINUTE / 2);
    line.hangUp();
  });
});

it('aborts a steady upload at the final deadline', async () => {
  const line = await Line.to(hasty);
  line.beginFile(10_000);
  const began = performance.now();
  expect(await line.trickle(8 * MINUTE)).toBeLessThan((8 * MINUTE) / PACE);
  expect(performance.now() - began).toBeGreaterThan(1.5 * MINUTE);
  expect(await line.ended()).toMatch(/^HTTP\/1\.1 408 /);
});

it('waits for the rest of a refused request no longer than for others', async () => {
  const line = await Line.to();
  line.begin('/file', 'multipart/form-data; boundary=x', 1_000_000);
  line.write(`${FILE_HEAD.replace('"file"', '"other"')}bytes`);
  expect(await line.answered()).toMatch(/^HTTP\/1\.1 400 /);
  expect(await line.trickle(4 * MINUTE)).toBeLessThan((4 * MINUTE) / PACE);
  expect(await line.ended()).toBe('');
});

it('gives a small body ten seconds on the real server', () => {
  expect(RECEIVING_LIMITS).toMatchObject({ small: 10_000, ordinary: 60_000 });
});

it('applies the same deadline to headers as to large bodies', () => {
  const limits = ({ requestTimeout, headersTimeout }: { requestTimeout: number; headersTimeout: number }) => ({
    requestTimeout,
    headersTimeout,
  });
  const expected = { requestTimeout: 0, headersTimeout: 3 * MINUTE };
  expect([limits(app.getHttpServer()), limits(secure)]).toEqual([expected, expected]);
});
