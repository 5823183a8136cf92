import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { exportsOfFiles, foldersFor } from '../../core/common';
import { AttentionCountsModule } from '../../core/events/internal';
import { SavedViewsModule } from '../../core/identity/internal';
import { BulkLicensesModule, VerificationsModule } from '../../core/licensing';
import { RequestsModule } from '../../core/licensing/internal';
import { DataExportsModule, defineJob, FilesModule, MetricsModule } from '../../core/platform';
import { MailModule } from '../../core/platform';
import { BackgroundJobsModule } from '../../core/platform/internal';
import { ConsoleFrame } from '../../pages/frame/console-frame';
import { PagesModule } from '../../pages/pages.module';
import { ConsoleFrameService } from './frame/console-frame.service';
import { ReportMailsService } from './reports/report-mails.service';

/** The classes of `*.controller` and `*.service` files, found by the names of the files and their own. */
function classes(): Type<unknown>[] {
  return [__dirname, ...foldersFor('console')]
    .flatMap((folder) => ['controller', 'service'].flatMap((kind) => exportsOfFiles<unknown>(folder, kind)))
    .filter(isClass);
}

function isClass(exported: unknown): exported is Type<unknown> {
  return typeof exported === 'function';
}

const MODULES = [
  AttentionCountsModule,
  BackgroundJobsModule,
  BulkLicensesModule,
  DataExportsModule,
  FilesModule,
  MailModule,
  MetricsModule,
  PagesModule,
  RequestsModule,
  SavedViewsModule,
  VerificationsModule,
];

/** The pages for people, rendered by the server. */
@Module({})
export class ConsoleModule {
  /** @param modules those whose services the pages call */
  static with(modules: readonly Type<unknown>[]): DynamicModule {
    const found = classes();
    return {
      module: ConsoleModule,
      global: true,
      imports: [...modules, ...MODULES],
      controllers: found.filter(({ name }) => name.endsWith('Controller')),
      providers: [
        ...found.filter(({ name }) => name.endsWith('Service')),
        { provide: ConsoleFrame, useExisting: ConsoleFrameService },
        defineJob({
          name: 'report-mails',
          cron: '*/15 * * * *',
          service: ReportMailsService,
          run: (mails) => mails.sendDue(),
        }),
      ],
      exports: [ConsoleFrame],
    };
  }
}
