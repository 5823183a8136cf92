import { randomBytes } from 'node:crypto';
import { Body, Controller, Post, Req } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IsOptional, IsString } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { SharedPathDialect } from '../../../src/core/common/dialects/dialect.decorator';
import { isForm, receiveForm, TakesFiles, TakesForms } from '../../../src/core/common/http/uploads';
import { LIC } from '../../../src/apis/lic/lic.dialect';
import { createHttpApp } from '../../support/proxy';
import { formOf, type FormPart } from '../../testkit/forms';

const MEGABYTE = 1024 * 1024;
const URL_ENCODED = 'application/x-www-form-urlencoded';
const BOUNDARY = { 'content-type': 'multipart/form-data; boundary=x' };

class NameDto {
  @IsString()
  name!: string;

  @IsOptional()
  @IsString({ each: true })
  domains?: string[];
}

/** What was stored in the course of a test and what was discarded again. */
const stored: { field: string; name: string; type: string; bytes: Buffer }[] = [];
const discarded: string[] = [];
/** Asked before each file is stored. */
let beforeStoring: () => Promise<void> = async () => undefined;

@TakesForms()
@Controller('api/v1')
class FormsController {
  @Post('echo')
  echo(@Body() body: object): object {
    return { echo: body };
  }

  @Post('named')
  named(@Body() body: NameDto): object {
    return { echo: body };
  }

  @Post('files')
  @TakesFiles()
  async files(@Req() request: FastifyRequest, @Body() body: object): Promise<object> {
    if (!isForm(request)) {
      return { echo: body };
    }
    const rules = [
      { field: 'main_file', maxBytes: 3 * MEGABYTE },
      { field: 'sql_file', maxBytes: 10 },
    ] as const;
    const form = await receiveForm(request, rules, {
      store: async ({ name, contentType, bytes }, field) => {
        await beforeStoring();
        const pieces: Buffer[] = [];
        for await (const piece of bytes) {
          pieces.push(piece);
        }
        stored.push({ field, name, type: contentType, bytes: Buffer.concat(pieces) });
        return field;
      },
      discard: async (field) => {
        discarded.push(field);
      },
    });
    return { fields: form.fields, files: Object.fromEntries(form.files) };
  }
}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await createHttpApp(FormsController);
});
beforeEach(() => {
  stored.length = 0;
  discarded.length = 0;
  beforeStoring = async () => undefined;
});
afterAll(() => app.close());

async function post(path: string, payload: string | Buffer, headers: Record<string, string>) {
  const { statusCode, body } = await app.inject({ method: 'POST', url: `/api/v1${path}`, payload, headers });
  return { status: statusCode, body: JSON.parse(body) };
}

async function postForm(path: string, ...parts: FormPart[]) {
  const { body, headers } = await formOf(...parts);
  return post(path, body, headers);
}

const textPart = (name: string, text: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;

describe('a plain form', () => {
  const urlEncoded = (body: string) => post('/echo', body, { 'content-type': URL_ENCODED });

  it.each([
    ['nothing', '', {}],
    ['texts', 'a=1&b=x', { a: '1', b: 'x' }],
    ['empty ones, with and without =', 'a=&b&', { a: '', b: '' }],
    ['escapes', 'a=1+%2B+1&%C3%A9=%E6%88%91', { a: '1 + 1', é: '我' }],
    ['a bare %', 'a=100%&b=%zz', { a: '100%', b: '%zz' }],
    ['more =', 'a=b==', { a: 'b==' }],
    ['lists', 'ips[]=1&ips%5B%5D=2&domains[0]=a&domains[1]=b', { ips: ['1', '2'], domains: ['a', 'b'] }],
  ])('reads %s', async (_what, body, echo) => {
    expect(await urlEncoded(body)).toEqual({ status: 201, body: { echo } });
  });

  it.each<[string, FormPart[], object]>([
    ['nothing', [], {}],
    [
      'texts',
      [
        ['a', '1'],
        ['b', ''],
      ],
      { a: '1', b: '' },
    ],
    [
      'lists',
      [
        ['ips[]', '1'],
        ['b', 'x'],
        ['ips[]', '2'],
      ],
      { ips: ['1', '2'], b: 'x' },
    ],
    [
      'a file input that nobody filled in',
      [
        ['a', '1'],
        ['license_file', '', ''],
      ],
      { a: '1' },
    ],
  ])('in multipart encoding reads %s', async (_what, parts, echo) => {
    expect(await postForm('/echo', ...parts)).toEqual({ status: 201, body: { echo } });
  });

  it('is validated like JSON', async () => {
    for (const headers of [{ 'content-type': URL_ENCODED }, BOUNDARY]) {
      const isParts = headers === BOUNDARY;
      const good = isParts ? `${textPart('name', 'x')}${textPart('domains[]', 'y')}--x--` : 'name=x&domains[]=y';
      expect(await post('/named', good, headers)).toEqual({
        status: 201,
        body: { echo: { name: 'x', domains: ['y'] } },
      });
      const bad = isParts ? `${textPart('nom', 'x')}--x--` : 'nom=x';
      const refused = await post('/named', bad, headers);
      expect([refused.status, refused.body.error.code]).toEqual([400, 'VALIDATION_ERROR']);
      expect(refused.body.error.details.map(({ field }: { field: string }) => field)).toEqual(['nom', 'name']);
    }
  });

  const repeated = (...names: string[]) => names.map((name) => textPart(name, 'x')).join('');
  it.each<[string, string, Record<string, string>, number, string]>([
    ['a field twice', 'a=1&b=1&a=1', { 'content-type': URL_ENCODED }, 400, 'a may be sent only once'],
    ['a field twice, in parts', `${repeated('a', 'b', 'a')}--x--`, BOUNDARY, 400, 'a may be sent only once'],
    ['a text that is a list too', 'a=1&a[]=1', { 'content-type': URL_ENCODED }, 400, 'a may be sent only once'],
    ['a list that is a text too', 'a[]=1&a=1', { 'content-type': URL_ENCODED }, 400, 'a may be sent only once'],
    ['NUL', 'a=%00', { 'content-type': URL_ENCODED }, 400, 'a may not contain NUL'],
    ['NUL, in parts', `${textPart('a', '\0')}--x--`, BOUNDARY, 400, 'a may not contain NUL'],
    ['a name with NUL', 'a%00=1', { 'content-type': URL_ENCODED }, 400, 'may not contain NUL'],
    ['__proto__', '__proto__=1', { 'content-type': URL_ENCODED }, 400, '__proto__'],
    ['a list called __proto__', '__proto__[]=1', { 'content-type': URL_ENCODED }, 400, '__proto__'],
    ['constructor, in parts', `${textPart('constructor', '1')}--x--`, BOUNDARY, 400, 'not allowed as field name'],
    ['bytes that are no UTF-8', 'a=%ff', { 'content-type': URL_ENCODED }, 400, 'UTF-8'],
    ['half a surrogate pair', 'a=%ed%a0%bd', { 'content-type': URL_ENCODED }, 400, 'UTF-8'],
    ['1,001 fields', 'a[]&'.repeat(1_001), { 'content-type': URL_ENCODED }, 400, '1000 fields'],
    ['1,001 fields, in parts', `${repeated(...Array<string>(1_001).fill('a[]'))}--x--`, BOUNDARY, 413, '1000 parts'],
    ['no boundary', 'x', { 'content-type': 'multipart/form-data' }, 400, 'cannot be read'],
    ['no end', textPart('a', '1'), BOUNDARY, 400, 'cannot be read'],
    [
      'a part without a name',
      '--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--',
      BOUNDARY,
      400,
      'a part of it has no name',
    ],
    [
      'JSON in a part',
      '--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: application/json\r\n\r\n{}\r\n--x--',
      BOUNDARY,
      400,
      'a must be a text',
    ],
    ['more than 64 KB', `a=${'x'.repeat(64 * 1024)}`, { 'content-type': URL_ENCODED }, 413, ''],
    ['more than 64 KB, in parts', `${textPart('a', 'x'.repeat(64 * 1024))}--x--`, BOUNDARY, 413, 'at most 65536 bytes'],
    ['a text of more than 256 KB, in parts', `${textPart('a', 'x'.repeat(300_000))}--x--`, BOUNDARY, 413, 'a may have'],
  ])('with %s is refused', async (_what, body, headers, status, message) => {
    const refused = await post('/echo', body, headers);
    expect([refused.status, refused.body.error.message]).toEqual([status, expect.stringContaining(message)]);
  });

  it('with a file is refused, naming its field', async () => {
    const { status, body } = await postForm('/echo', ['a', '1'], ['photo', 'bytes', 'a.jpg']);
    expect([status, body.error]).toEqual([
      400,
      expect.objectContaining({
        code: 'FILE_UNEXPECTED',
        message: 'The form may not have a file in "photo"',
        details: [expect.objectContaining({ field: 'photo' })],
      }),
    ]);
  });
});

describe('a form with files', () => {
  it('is read with its parts in any order', async () => {
    const main = randomBytes(2 * MEGABYTE);
    const parts: FormPart[] = [
      ['main_file', main, 'a.zip'],
      ['version', '1.2.0'],
      ['sql_file', 'SELECT 1', 'a.sql'],
      ['ips[]', '10.0.0.1'],
    ];
    for (const order of [parts, [...parts].reverse()]) {
      stored.length = 0;
      const { status, body } = await postForm('/files', ...order);
      expect([status, body]).toEqual([
        201,
        {
          fields: { version: '1.2.0', ips: ['10.0.0.1'] },
          files: { main_file: 'main_file', sql_file: 'sql_file' },
        },
      ]);
      expect(stored.find(({ field }) => field === 'main_file')?.bytes.equals(main)).toBe(true);
      expect(stored.find(({ field }) => field === 'sql_file')).toMatchObject({ name: 'a.sql' });
    }
    expect(discarded).toEqual([]);
  });

  it('may omit its files, or send them empty', async () => {
    const answers = [
      await postForm('/files', ['version', '1']),
      await postForm('/files', ['version', '1'], ['main_file', '', ''], ['sql_file', '']),
    ];
    expect(answers.map(({ body }) => body)).toEqual(answers.map(() => ({ fields: { version: '1' }, files: {} })));
  });

  it('may hold an empty file that has a name', async () => {
    expect((await postForm('/files', ['main_file', '', 'a.zip'])).body.files).toEqual({ main_file: 'main_file' });
    expect(stored).toMatchObject([{ name: 'a.zip', bytes: Buffer.alloc(0) }]);
  });

  it('may be JSON, or a form of the other kind, if the route accepts it', async () => {
    const json = await post('/files', '{"version":"1"}', { 'content-type': 'application/json' });
    const urlEncoded = await post('/files', 'version=1', { 'content-type': URL_ENCODED });
    expect([json.body, urlEncoded.body]).toEqual([{ echo: { version: '1' } }, { echo: { version: '1' } }]);
  });

  it('removes folders from a file’s name, and ignores an invalid type', async () => {
    const body =
      '--x\r\nContent-Disposition: form-data; name="main_file"; filename="C:\\temp\\a.zip"\r\nContent-Type: none\r\n\r\n1\r\n--x--';
    expect((await post('/files', body, BOUNDARY)).status).toBe(201);
    expect(stored).toMatchObject([{ name: 'a.zip', type: 'application/octet-stream' }]);
  });

  const MAIN: FormPart = ['main_file', 'bytes', 'a.zip'];
  it.each<[string, FormPart[], number, string, string]>([
    ['a file in another field', [MAIN, ['photo', '1', 'a.jpg']], 400, 'FILE_UNEXPECTED', 'photo'],
    ['a file twice', [MAIN, MAIN], 400, 'FILE_UNEXPECTED', 'main_file'],
    ['a text in place of a file', [MAIN, ['sql_file', 'SELECT 1']], 400, 'FILE_MISSING', 'sql_file'],
    ['a text twice', [MAIN, ['a', '1'], ['a', '1']], 400, 'VALIDATION_ERROR', 'a'],
    ['NUL in a text', [MAIN, ['a', '\0']], 400, 'VALIDATION_ERROR', 'a'],
    ['a file that is too large', [MAIN, ['sql_file', 'x'.repeat(11), 'a']], 413, 'FILE_TOO_LARGE', 'sql_file'],
    ['a name that is too long', [MAIN, ['sql_file', 'x', 'a'.repeat(256)]], 400, 'FILE_NAME_INVALID', 'sql_file'],
  ])('with %s is refused, and stores nothing', async (_what, parts, status, code, field) => {
    const refused = await postForm('/files', ...parts);
    expect([refused.status, refused.body.error.code]).toEqual([status, code]);
    expect(refused.body.error.details).toEqual([expect.objectContaining({ field })]);
    expect([stored.map((file) => file.field), discarded]).toEqual([['main_file'], ['main_file']]);
  });

  it('that ends within or after a file is refused, and stores nothing', async () => {
    const begin = '--x\r\nContent-Disposition: form-data; name="main_file"; filename="a"\r\n\r\n';
    for (const [end, kept] of [
      ['', []],
      ['\r\n--x\r\n', ['main_file']],
    ] as const) {
      const { status, body } = await post('/files', `${begin}${'x'.repeat(MEGABYTE)}${end}`, BOUNDARY);
      expect([status, body.error.code]).toEqual([400, 'FORM_BROKEN']);
      expect([stored.map(({ field }) => field), discarded]).toEqual([kept, kept]);
    }
  });

  it('with too many fields after a slowly stored file is refused', async () => {
    beforeStoring = () => new Promise((resolve) => setImmediate(resolve));
    const parts = Array.from({ length: 1_200 }, (_, index): FormPart => [`ips[${index % 1000}]`, 'x']);
    const { status, body } = await postForm('/files', MAIN, ...parts);
    expect([status, body.error.code]).toEqual([413, 'FORM_TOO_LARGE']);
    expect(discarded).toEqual(['main_file']);
  });

  it('with a declared size above the limit is not read', async () => {
    const { status, body } = await postForm('/files', ['main_file', Buffer.alloc(8 * MEGABYTE), 'a.zip']);
    expect([status, body.error.code]).toEqual([413, 'FORM_TOO_LARGE']);
    expect(stored).toEqual([]);
  });
});

it('reads forms with other decorators on the route', () => {
  @TakesForms()
  @SharedPathDialect(LIC)
  @Controller()
  class Several {
    @Post()
    @TakesFiles()
    handler(): void {
      return undefined;
    }
  }
  const said = Reflect.getMetadataKeys(Several.prototype.handler).map((key: unknown) =>
    Reflect.getMetadata(key, Several.prototype.handler),
  );
  expect(said).toContainEqual({ dialect: LIC.name, takesFile: true, takesForms: true });
});
