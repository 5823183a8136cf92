import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { ApiTags, SwaggerModule } from '@nestjs/swagger';
import { ApiTag } from '../common/openapi/api-tag.decorator';
import { describeTags, tagDescriptions } from './native-tags';

@Controller('licenses')
@ApiTag('licenses', 'Issue licenses.')
class LicensesController {
  @Get()
  listLicenses(): void {
    return;
  }
}

@Module({ controllers: [LicensesController] })
class CoreModule {}

@Controller('notes')
@ApiTags('licenses')
class NotesController {
  @Get()
  listNotes(): void {
    return;
  }
}

@Module({ controllers: [NotesController] })
class NotesModule {}

@Module({ imports: [CoreModule, NotesModule] })
class AppModule {}

async function documentOfNotes() {
  const app = await NestFactory.create(AppModule, new FastifyAdapter(), { preview: true, logger: false });
  const info = { title: '', version: '' };
  return { app, document: SwaggerModule.createDocument(app, { openapi: '3.0.0', info }, { include: [NotesModule] }) };
}

it('describes a tag in a document without the controller that describes it', async () => {
  const { app, document } = await documentOfNotes();
  describeTags(document, tagDescriptions(app));
  expect(document.tags).toEqual([{ name: 'licenses', description: 'Issue licenses.' }]);
});

it('refuses a tag that no controller describes', async () => {
  const { document } = await documentOfNotes();
  expect(() => describeTags(document, new Map())).toThrow('No controller describes the tag licenses with @ApiTag');
});
