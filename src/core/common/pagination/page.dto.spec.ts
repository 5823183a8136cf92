import { Controller, Get, Module, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { ApiOkResponse, SwaggerModule } from '@nestjs/swagger';
import { PageOf, PageQueryDto } from './page.dto';

class NoteDto {
  text!: string;
}
class NotePageDto extends PageOf(NoteDto) {}
class NotesQueryDto extends PageQueryDto {}

@Controller('notes')
class NotesController {
  @Get()
  @ApiOkResponse({ type: NotePageDto })
  listNotes(@Query() query: NotesQueryDto): NotePageDto {
    return { items: [{ text: query.after ?? '' }], next: null };
  }
}

@Module({ controllers: [NotesController] })
class NotesModule {}

// Tests are compiled without the plug-in of @nestjs/swagger, as plug-ins from outside are.
it('describes the paging of a list that is compiled without the plug-in of @nestjs/swagger', async () => {
  const app = await NestFactory.create(NotesModule, new FastifyAdapter(), { preview: true, logger: false });
  const { paths, components } = SwaggerModule.createDocument(app, {
    openapi: '3.0.0',
    info: { title: '', version: '' },
  });

  expect(paths['/notes']?.get?.parameters).toEqual([
    {
      name: 'limit',
      in: 'query',
      required: false,
      description: 'Maximum number of items, 1 to 100; 20 by default.',
      schema: { type: 'integer', default: 20, minimum: 1, maximum: 100 },
    },
    {
      name: 'after',
      in: 'query',
      required: false,
      description: 'Cursor: the `next` value of the previous page; the first page by default.',
      schema: { type: 'string', maxLength: 2500 },
    },
  ]);
  expect(components?.schemas?.NotePageDto).toMatchObject({
    properties: {
      items: { description: 'Items of this page, in the order of the list.' },
      next: { description: 'Cursor for the `after` parameter of the next page; null on the last page.' },
    },
  });
});
