import { Body, Get, Param, Post, Query, Req, type StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { TakesFiles } from '../../common/http/uploads';
import { ImportLicensesService } from '../../licensing/imports/import-licenses.service';
import { Permission } from '../../identity/permissions/permission';
import { ImportFlowService } from '../import/import-flow.service';
import { ConsoleController } from '../kit/console-controller.decorator';
import type { Page, SeeOther } from '../kit/page';
import { licenseImport } from './license-import';

@ConsoleController('console/licenses/import')
@Authorized(Permission.LicensesWrite)
export class LicenseImportPageController {
  private readonly kind = licenseImport(this.imports);

  constructor(
    private readonly imports: ImportLicensesService,
    private readonly flow: ImportFlowService,
  ) {}

  @Get()
  showLicenseImport(): Page {
    return this.flow.start(this.kind);
  }

  @Post()
  @TakesFiles()
  uploadLicenseFile(@Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return this.flow.receive(this.kind, request);
  }

  @Get(':file')
  checkLicenseFile(@Param('file') file: string, @Query() values: FormValues): Promise<Page | SeeOther> {
    return this.flow.check(this.kind, file, values);
  }

  @Get(':file/errors')
  downloadLicenseErrors(@Param('file') file: string, @Query() values: FormValues): Promise<StreamableFile | SeeOther> {
    return this.flow.errors(this.kind, file, values);
  }

  @Post(':file')
  importLicenseFile(@Param('file') file: string, @Body() body: FormValues = {}): Promise<Page | SeeOther> {
    return this.flow.import(this.kind, file, body);
  }
}
