import { Body, Get, Param, Post, Query, Req, type StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { TakesFiles } from '../../common/http/uploads';
import { ImportLeadsService } from '../../customers/leads/import-leads.service';
import { Permission } from '../../identity/permissions/permission';
import { ImportFlowService } from '../import/import-flow.service';
import { ConsoleController } from '../kit/console-controller.decorator';
import type { Page, SeeOther } from '../kit/page';
import { leadImport } from './lead-import';

@ConsoleController('leads/import')
@Authorized(Permission.LeadsWrite)
export class LeadImportPageController {
  private readonly kind = leadImport(this.imports);

  constructor(
    private readonly imports: ImportLeadsService,
    private readonly flow: ImportFlowService,
  ) {}

  @Get()
  showLeadImport(): Page {
    return this.flow.start(this.kind);
  }

  @Post()
  @TakesFiles()
  uploadLeadFile(@Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return this.flow.receive(this.kind, request);
  }

  @Get(':file')
  checkLeadFile(@Param('file') file: string, @Query() values: FormValues): Promise<Page | SeeOther> {
    return this.flow.check(this.kind, file, values);
  }

  @Get(':file/errors')
  downloadLeadErrors(@Param('file') file: string, @Query() values: FormValues): Promise<StreamableFile | SeeOther> {
    return this.flow.errors(this.kind, file, values);
  }

  @Post(':file')
  importLeadFile(@Param('file') file: string, @Body() body: FormValues = {}): Promise<Page | SeeOther> {
    return this.flow.import(this.kind, file, body);
  }
}
