import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Post, Req, StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RECEIVING_LIMITS, type ReceivingLimits } from '../../../src/core/common/http/transfer-time';
import { TakesRawBody } from '../../../src/core/common/http/body-limits';
import { createSecureServer } from '../../../src/core/common/http/secure-server';
import { isForm, receiveForm, TakesFiles, TakesForms } from '../../../src/core/common/http/uploads';
import { createHttpApp } from '../../support/proxy';
import { FILE_HEAD, FORM_END, Line, type Served } from '../../support/slow-line';
import { CERT_FILE, KEY_FILE } from '../../support/tls';
import { until } from '../../testkit/until';

/** A limit that a test waits for, in milliseconds. */
const SHORT = 100;
/** Longer than any pause of a busy machine. */
const SILENCE = 2_000;
/** A limit that no test reaches. */
const LONG = 10 * 60_000;
const PATIENT: ReceivingLimits = {
  ordinary: LONG,
  small: LONG,
  silence: LONG,
  large: LONG,
  unfinished: 1_000,
  unfinishedRaw: 64,
};
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

  @Post('raw')
  @TakesRawBody(512 * 1024)
  raw(): object {
    return {};
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

const served: Served[] = [];

async function serve(limits: Partial<ReceivingLimits>): Promise<Served> {
  const app = await createHttpApp(SlowController, [], { ...PATIENT, ...limits });
  await app.listen(0, '127.0.0.1');
  const secure = createSecureServer(app.getHttpServer(), {
    cert: readFileSync(CERT_FILE),
    key: readFileSync(KEY_FILE),
  });
  await once(secure.listen(0, '127.0.0.1'), 'listening');
  served.push({ app, secure });
  return { app, secure };
}

/** With a deadline for all bodies but those that a route reads as files. */
let strict: Served;
/** With a limit for the pauses in a file, too. */
let impatient: Served;
/** With a deadline for files alone. */
let final: Served;
/** With a limit for clients that do not read. */
let sending: Served;
/** Accepts two large bodies at a time without a credential. */
let crowded: Served;
beforeAll(async () => {
  strict = await serve({ ordinary: SHORT, small: SHORT });
  impatient = await serve({ ordinary: SHORT, small: SHORT, silence: SHORT });
  final = await serve({ large: SHORT });
  sending = await serve({ small: SILENCE / 2, silence: SILENCE });
  crowded = await serve({ unfinishedRaw: 2 });
});
beforeEach(() => {
  discarded.length = 0;
  abandoned.length = 0;
});
afterAll(async () => {
  served.forEach(({ secure }) => secure.close());
  await Promise.all(served.map(({ app }) => app.close()));
});

const ways: [string, (at: Served) => Promise<Line>][] = [
  ['', (at) => Line.to(at)],
  [' over TLS', (at) => Line.securely(at)],
];

/** Resolves when two requests, one after the other, have been given up at their deadline. */
async function twoDeadlines(at: Served): Promise<void> {
  for (let time = 0; time < 2; time++) {
    const line = await Line.to(at);
    line.begin('/body', 'application/json', 2, '{');
    expect(await line.ended()).toMatch(/^HTTP\/1\.1 408 /);
  }
}

describe.each(ways)('a request%s', (_how, connection) => {
  it('with JSON or a form, also where files are taken, is aborted at its deadline, however steadily it is sent', async () => {
    const bodies: [path: string, type: string][] = [
      ['/body', 'application/json'],
      ['/body', 'application/x-www-form-urlencoded'],
      ['/body', 'multipart/form-data; boundary=x'],
      ['/file', 'application/json'],
    ];
    const answers = bodies.map(async ([path, type]) => {
      const line = await connection(strict);
      // A body of more than 64 KB would have longer.
      line.begin(path, type, 60_000);
      await line.trickle();
      return [path, type, line.text.slice(0, 13)];
    });
    expect(await Promise.all(answers)).toEqual(bodies.map((body) => [...body, 'HTTP/1.1 408 ']));
  });

  it('with a file has no deadline while data arrives', async () => {
    const line = await connection(strict);
    const length = 10_000;
    line.beginFile(length);
    const count = await line.trickleDuring(twoDeadlines(strict));
    line.write(' '.repeat(length - count) + FORM_END);
    expect(await line.answered()).toContain(`{"size":${length}}`);
    line.hangUp();
    expect(discarded).toEqual([]);
  });

  it('with a file keeps its connection alive', async () => {
    const line = await connection(impatient);
    line.beginFile(5, `bytes${FORM_END}`);
    expect(await line.answered()).toContain('{"size":5}');

    await twoDeadlines(impatient);
    expect(line.isOpen).toBe(true);
    line.begin('/body', 'application/json', 7, '{"a":1}');
    expect(await line.answered()).toContain('{"a":1}');
    line.hangUp();
  });

  it('with a file is aborted once no data arrives, and leaves nothing behind', async () => {
    const line = await connection(impatient);
    line.beginFile(1000, 'bytes');
    expect(await line.ended()).toMatch(/^HTTP\/1\.1 408 /);
    await until('the file is discarded', () => discarded.length > 0);
    expect(discarded).toEqual([5]);
  });
});

it('sends an answer as long as the client reads, however slowly, and no longer', async () => {
  const lines = await Promise.all(ways.map(([, connection]) => connection(sending)));
  const deadlines = twoDeadlines(sending);
  const read = async (line: Line): Promise<boolean> => {
    line.write('GET /stream HTTP/1.1\r\nHost: x\r\n\r\n');
    await line.sipDuring(deadlines);
    return line.isOpen;
  };
  expect([await Promise.all(lines.map(read)), abandoned]).toEqual([[true, true], []]);

  await until('the answers are abandoned', () => abandoned.length === lines.length);
  lines.forEach((line) => line.hangUp());
});

it('aborts a steady upload at the final deadline', async () => {
  const line = await Line.to(final);
  line.beginFile(10_000);
  await line.trickle();
  expect(line.text).toMatch(/^HTTP\/1\.1 408 /);
});

it('gives up the oldest of the large bodies that arrive at a route without a credential', async () => {
  const lines: Line[] = [];
  for (let body = 0; body < 3; body++) {
    const line = await Line.to(crowded);
    line.begin('/raw', 'application/json', 100_000, '{');
    lines.push(line);
  }
  expect(await Promise.race(lines.map((line) => line.ended()))).toMatch(/^HTTP\/1\.1 408 /);
  expect(lines.filter(({ isOpen }) => isOpen)).toHaveLength(2);
  lines.forEach((line) => line.hangUp());
});

it('waits for the rest of a refused request no longer than for others', async () => {
  const line = await Line.to(strict);
  const start = `${FILE_HEAD.replace('"file"', '"other"')}bytes`;
  line.begin('/file', 'multipart/form-data; boundary=x', 1_000_000, start);
  expect(await line.answered()).toMatch(/^HTTP\/1\.1 400 /);
  await line.trickle();
  expect(line.text).toBe('');
});

it('gives a small body ten seconds on the real server', () => {
  expect(RECEIVING_LIMITS).toMatchObject({ small: 10_000, ordinary: 60_000 });
});

it('applies the same deadline to headers as to large bodies', () => {
  const limits = ({ requestTimeout, headersTimeout }: { requestTimeout: number; headersTimeout: number }) => ({
    requestTimeout,
    headersTimeout,
  });
  const expected = { requestTimeout: 0, headersTimeout: SHORT };
  expect([limits(strict.app.getHttpServer()), limits(strict.secure)]).toEqual([expected, expected]);
});
