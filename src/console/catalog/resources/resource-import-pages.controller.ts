import { Body, Get, Param, Post, Query, Req, type StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../../common/access/authorized.decorator';
import type { FormValues } from '../../../common/http/form-fields';
import { TakesFiles } from '../../../common/http/uploads';
import { ImportResourcesService } from '../../../licensing/resources/import-resources.service';
import { Permission } from '../../../identity/permissions/permission';
import { ImportFlowService } from '../../import/import-flow.service';
import { ConsoleController } from '../../kit/console-controller.decorator';
import type { Page, SeeOther } from '../../kit/page';
import { resourceImport } from './resource-import';

@ConsoleController('console/resources/import')
@Authorized(Permission.ResourcesWrite)
export class ResourceImportPagesController {
  private readonly kind = resourceImport(this.imports);

  constructor(
    private readonly imports: ImportResourcesService,
    private readonly flow: ImportFlowService,
  ) {}

  @Get()
  showResourceImport(): Page {
    return this.flow.start(this.kind);
  }

  @Post()
  @TakesFiles()
  uploadResourceFile(@Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return this.flow.receive(this.kind, request);
  }

  @Get(':file')
  checkResourceFile(@Param('file') file: string, @Query() values: FormValues): Promise<Page | SeeOther> {
    return this.flow.check(this.kind, file, values);
  }

  @Get(':file/errors')
  downloadResourceErrors(@Param('file') file: string, @Query() values: FormValues): Promise<StreamableFile | SeeOther> {
    return this.flow.errors(this.kind, file, values);
  }

  @Post(':file')
  importResourceFile(@Param('file') file: string, @Body() body: FormValues = {}): Promise<Page | SeeOther> {
    return this.flow.import(this.kind, file, body);
  }
}
