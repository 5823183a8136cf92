import { Controller, Delete, Get, HttpCode, Module, Post, type Type } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import {
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiQuery,
  ApiSchema,
  type OpenAPIObject,
  refs,
} from '@nestjs/swagger';
import { Test } from '@nestjs/testing';
import { Authorized } from '../common/access/authorized.decorator';
import { NATIVE } from '../common/dialects/native.dialect';
import { Answers } from '../common/openapi/answers.decorator';
import { buildDocument } from './build-document';
import { mendSchemas } from './mend-schemas';

enum Color {
  Red = 'red',
  Blue = 'blue',
}

class PaintDto {
  @ApiProperty({ enum: Color })
  color!: Color;
}

@ApiSchema({ name: 'Lacquer' })
class VarnishDto {
  @ApiProperty()
  name!: string;
}

async function documentOf(controller: Type<unknown>): Promise<OpenAPIObject> {
  @Module({ controllers: [controller] })
  class PaintModule {}
  const module = await Test.createTestingModule({ imports: [PaintModule] }).compile();
  const app = module.createNestApplication(new FastifyAdapter());
  try {
    return buildDocument(app, { file: 'openapi.json', dialect: NATIVE, modules: [PaintModule] });
  } finally {
    await app.close();
  }
}

it('accepts query parameters with a name and a plain type', async () => {
  @Controller('paints')
  class PaintsController {
    /** List paints. */
    @Get()
    @ApiQuery({ name: 'color', enum: Color })
    @ApiQuery({ name: 'name', type: String })
    listPaints(): string {
      return '';
    }
  }
  expect(JSON.stringify(await documentOf(PaintsController))).toContain('"enum":["red","blue"]');
});

it('documents the headers of limited responses, for successes and for exceeded limits', async () => {
  @Controller('paints')
  class PaintsController {
    /** Get a paint. */
    @Get()
    @ApiOkResponse({ type: PaintDto, headers: { 'X-Color': { schema: { type: 'string' } } } })
    getPaint(): string {
      return '';
    }

    /** Delete a paint. */
    @Delete()
    @HttpCode(204)
    deletePaint(): void {
      return;
    }

    /** Mix paints. */
    @Post()
    mixPaints(): void {
      return;
    }
  }
  const { paths, components } = await documentOf(PaintsController);
  const headersOf = (method: 'get' | 'delete' | 'post', status: number): string[] => {
    const { RateLimitExceeded: exceeded } = components?.responses ?? {};
    const response = (status === 429 ? exceeded : paths['/paints']?.[method]?.responses[status]) ?? {};
    return Object.keys(('headers' in response && response.headers) || {});
  };
  expect(headersOf('get', 200)).toEqual(['X-Color', 'RateLimit', 'RateLimit-Policy']);
  expect(headersOf('get', 429)).toEqual(['RateLimit', 'RateLimit-Policy', 'Retry-After']);
  expect(headersOf('delete', 204)).toEqual(['RateLimit', 'RateLimit-Policy']);
  expect([...headersOf('post', 201), ...headersOf('get', 500)]).toEqual([]);
  expect(Object.keys(components?.headers ?? {})).toEqual(['RateLimit', 'RateLimitPolicy', 'RetryAfter']);
});

it.each([
  ['without a name', { type: PaintDto }],
  ['with a name', { type: PaintDto, name: 'paint' }],
])('fails for a class as type of a query %s, whose enums would be lost', async (_case, options) => {
  @Controller('paints')
  class PaintsController {
    @Get()
    @ApiQuery(options)
    listPaints(): string {
      return '';
    }
  }
  await expect(documentOf(PaintsController)).rejects.toThrow('PaintsController.listPaints: @ApiQuery');
});

it('fails for refs(), which ignores published names', async () => {
  @Controller('paints')
  class PaintsController {
    @Get()
    @ApiExtraModels(VarnishDto)
    @ApiOkResponse({ schema: { oneOf: refs(VarnishDto) } })
    listPaints(): string {
      return '';
    }
  }
  await expect(documentOf(PaintsController)).rejects.toThrow(
    'Unresolved schema reference: #/components/schemas/Varnish',
  );
});

it('fails for two classes with one published name', async () => {
  @ApiSchema({ name: 'Paint' })
  class OtherDto {
    @ApiProperty()
    name!: string;
  }

  @Controller('paints')
  @ApiExtraModels(PaintDto, OtherDto)
  class PaintsController {
    @Get()
    listPaints(): string {
      return '';
    }
  }
  await expect(documentOf(PaintsController)).rejects.toThrow('Duplicate schema name: Paint');
});

it('says who may call an operation, and shows the error of a caller who may not', async () => {
  @Controller('paints')
  class PaintsController {
    @Get()
    @ApiOperation({ summary: 'List paints. The newest come first.' })
    @Authorized('products:read')
    listPaints(): string {
      return '';
    }

    /** Mix paints. */
    @Post()
    mixPaints(): void {
      return;
    }
  }
  const { paths, components } = await documentOf(PaintsController);
  expect(paths['/paints']).toMatchObject({
    get: {
      summary: 'List paints.',
      description: 'The newest come first. Requires an access token or an API key with the permission `products:read`.',
      security: [{ token: [] }, { apiKey: [] }],
      responses: { 403: { content: { 'application/json': { examples: { FORBIDDEN: expect.anything() } } } } },
    },
    post: { description: 'Public: requires no credential.', security: [] },
  });
  expect(components?.examples?.FORBIDDEN).toMatchObject({
    value: { error: { code: 'FORBIDDEN', message: 'Missing permission: products:read' } },
  });
});

it('says of each change that its outcome may be unknown', async () => {
  @Controller('paints')
  class PaintsController {
    /** List paints. */
    @Get()
    listPaints(): void {
      return;
    }

    /** Mix paints. */
    @Post()
    mixPaints(): void {
      return;
    }
  }
  const { paths } = await documentOf(PaintsController);
  const { get, post } = paths['/paints'] ?? {};
  expect(get?.responses[503]).toBeUndefined();
  expect(post?.responses[503]).toMatchObject({
    content: { 'application/json': { examples: { OUTCOME_UNKNOWN: expect.anything() } } },
  });
});

it('shows the declared errors of a response, by code and with a message of their own', async () => {
  @Controller('paints')
  class PaintsController {
    /** Delete a paint. */
    @Delete(':id')
    @Authorized('products:write')
    @Answers(409, 'The paint is in use or empty.', { IN_USE: 'A wall has this paint' }, 'CONFLICT')
    deletePaint(): void {
      return;
    }
  }
  const { paths, components } = await documentOf(PaintsController);
  const { 409: response } = paths['/paints/{id}']?.delete?.responses ?? {};
  expect(response).toEqual({
    description: 'The paint is in use or empty.',
    content: {
      'application/json': {
        schema: expect.anything(),
        examples: {
          IN_USE: { $ref: '#/components/examples/IN_USE' },
          CONFLICT: { $ref: '#/components/examples/CONFLICT' },
        },
      },
    },
  });
  expect(components?.examples?.IN_USE).toMatchObject({
    summary: 'A wall has this paint',
    value: { error: { code: 'IN_USE', message: 'A wall has this paint' } },
  });
});

it('fails for a declared error that the API does not have with this status', async () => {
  @Controller('paints')
  class PaintsController {
    /** List paints. */
    @Get()
    @Authorized('products:read')
    @Answers(404, 'There are no paints.', 'IN_USE')
    listPaints(): string {
      return '';
    }
  }
  await expect(documentOf(PaintsController)).rejects.toThrow(
    'No error of this API has the code IN_USE and the status 404',
  );
});

it('gives schemas the form that linters demand, with the same meaning', () => {
  const schemas = { Color: { type: 'string', enum: ['red'] } };
  const reference = { $ref: '#/components/schemas/Color' };
  const mended = {
    bare: { allOf: [reference] },
    described: { allOf: [reference], description: 'Color.' },
    nullable: { allOf: [reference], nullable: true },
    either: { oneOf: [{ type: 'string' }, { type: 'number' }], nullable: true },
  };
  expect(mendSchemas(mended, schemas)).toEqual({
    bare: reference,
    described: { allOf: [reference], description: 'Color.' },
    nullable: { type: 'string', allOf: [reference], nullable: true },
    either: { anyOf: [{ type: 'string', nullable: true }, { type: 'number' }] },
  });
});
