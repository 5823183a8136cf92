import { Get, Inject, Param, Post, Query, Req, type StreamableFile, type Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized, type FormValues, type PermissionName, TakesFiles } from '../../core/common';
import { ConsoleController } from '../frame/console-controller.decorator';
import type { Page, SeeOther } from '../kit/page';
import { FormBody } from '../kit/parameters';
import { ImportFlowService } from './import-flow.service';
import type { ImportKind } from './import-kind';

/** The controller of the pages of an import. */
export function importPages<S>(
  path: string,
  permission: PermissionName,
  service: Type<S>,
  kindOf: (imports: S) => ImportKind,
): Type<unknown> {
  @ConsoleController(path)
  @Authorized(permission)
  class ImportController {
    private readonly kind = kindOf(this.imports);

    constructor(
      @Inject(service) private readonly imports: S,
      private readonly flow: ImportFlowService,
    ) {}

    @Get()
    showImport(): Page {
      return this.flow.start(this.kind);
    }

    @Post()
    @TakesFiles()
    uploadFile(@Req() request: FastifyRequest): Promise<Page | SeeOther> {
      return this.kind.isImportedAtOnce === true
        ? this.flow.receiveAndImport(this.kind, request)
        : this.flow.receive(this.kind, request);
    }

    @Get(':file')
    checkFile(@Param('file') file: string, @Query() values: FormValues): Promise<Page | SeeOther> {
      return this.flow.check(this.kind, file, values);
    }

    @Get(':file/errors')
    downloadErrors(@Param('file') file: string, @Query() values: FormValues): Promise<StreamableFile | SeeOther> {
      return this.flow.errors(this.kind, file, values);
    }

    @Post(':file')
    importFile(@Param('file') file: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
      return this.flow.import(this.kind, file, body);
    }
  }

  return ImportController;
}
