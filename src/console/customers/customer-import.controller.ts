import { Body, Get, Param, Post, Query, Req, type StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { TakesFiles } from '../../common/http/uploads';
import { ImportCustomersService } from '../../customers/customers/import-customers.service';
import { Permission } from '../../identity/permissions/permission';
import { ImportFlowService } from '../import/import-flow.service';
import { ConsoleController } from '../kit/console-controller.decorator';
import type { Page, SeeOther } from '../kit/page';
import { customerImport } from './customer-import';

@ConsoleController('console/customers/import')
@Authorized(Permission.CustomersWrite)
export class CustomerImportController {
  private readonly kind = customerImport(this.imports);

  constructor(
    private readonly imports: ImportCustomersService,
    private readonly flow: ImportFlowService,
  ) {}

  @Get()
  showCustomerImport(): Page {
    return this.flow.start(this.kind);
  }

  @Post()
  @TakesFiles()
  uploadCustomerFile(@Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return this.flow.receive(this.kind, request);
  }

  @Get(':file')
  checkCustomerFile(@Param('file') file: string, @Query() values: FormValues): Promise<Page | SeeOther> {
    return this.flow.check(this.kind, file, values);
  }

  @Get(':file/errors')
  downloadCustomerErrors(@Param('file') file: string, @Query() values: FormValues): Promise<StreamableFile | SeeOther> {
    return this.flow.errors(this.kind, file, values);
  }

  @Post(':file')
  importCustomerFile(@Param('file') file: string, @Body() body: FormValues = {}): Promise<Page | SeeOther> {
    return this.flow.import(this.kind, file, body);
  }
}
