import { Controller, Get, Module, type Type } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { ApiExtraModels, ApiOkResponse, ApiProperty, ApiQuery, ApiSchema, refs } from '@nestjs/swagger';
import { Test } from '@nestjs/testing';
import { NATIVE } from '../common/dialects/native.dialect';
import { buildDocument } from './build-document';

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

async function documentOf(controller: Type<unknown>): Promise<unknown> {
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
