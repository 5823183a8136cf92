import { Get, Inject, Param, Post, Query, type StreamableFile, type Type } from '@nestjs/common';
import { Authorized, type FormValues, type PermissionName } from '../../core/common';
import { type Caller, CurrentCaller, Permission } from '../../core/identity';
import { FromReplica } from '../../core/platform';
import { ConsoleController } from '../frame/console-controller.decorator';
import type { Page, SeeOther } from '../kit/page';
import { FormBody } from '../kit/parameters';
import { ExportFlowService } from './export-flow.service';
import { requirePermission } from './export-access';
import type { ListExport } from './list-export';

/** The controller of the page of an export. */
export function exportPages<Q extends object>(
  route: string,
  permission: PermissionName,
  service: Type<ListExport<Q>>,
): Type<unknown> {
  @ConsoleController(route)
  class ExportController {
    constructor(
      @Inject(service) private readonly list: ListExport<Q>,
      private readonly flow: ExportFlowService,
    ) {}

    @Get()
    @Authorized(permission)
    showExport(@Param() path: FormValues, @Query() query: FormValues): Promise<Page> {
      return this.flow.show(this.list, { ...query, ...path });
    }

    @Get('file')
    @FromReplica()
    @Authorized(permission)
    downloadRows(@Param() path: FormValues, @Query() query: FormValues): Promise<StreamableFile | Page | SeeOther> {
      return this.flow.file(this.list, { ...query, ...path });
    }

    @Post()
    @Authorized(Permission.OwnSession)
    startExport(
      @CurrentCaller() caller: Caller,
      @Param() path: FormValues,
      @FormBody() body: FormValues,
    ): Promise<Page | SeeOther> {
      requirePermission(caller, permission);
      return this.flow.start(this.list, { ...body, ...path });
    }
  }

  return ExportController;
}
