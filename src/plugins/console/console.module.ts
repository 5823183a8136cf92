import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { exportsOfFiles } from '../../core/common/declarations/declarations';
import { foldersFor } from '../../core/common/plugins/plugins';
import { AttentionCountsModule } from '../../core/events/attention/attention-counts.module';
import { SavedViewsModule } from '../../core/identity/saved-views/saved-views.module';
import { BulkLicensesModule } from '../../core/licensing/bulk/bulk-licenses.module';
import { VerificationsModule } from '../../core/licensing/verifications/verifications.module';
import { BackgroundJobsModule } from '../../core/platform/background-jobs/background-jobs.module';
import { DataExportsModule } from '../../core/platform/exports/data-exports.module';
import { FilesModule } from '../../core/platform/files/files.module';
import { ConsoleFrame } from '../../pages/frame/console-frame';
import { MetricsModule } from '../../core/platform/monitoring/metrics.module';
import { PagesModule } from '../../pages/pages.module';
import { ConsoleFrameService } from './frame/console-frame.service';

/** The classes of `*.controller` and `*.service` files, found by the names of the files and their own. */
const CLASSES = [__dirname, ...foldersFor('console')]
  .flatMap((folder) => ['controller', 'service'].flatMap((kind) => exportsOfFiles<unknown>(folder, kind)))
  .filter(isClass);

function isClass(exported: unknown): exported is Type<unknown> {
  return typeof exported === 'function';
}

const MODULES = [
  AttentionCountsModule,
  BackgroundJobsModule,
  BulkLicensesModule,
  DataExportsModule,
  FilesModule,
  MetricsModule,
  PagesModule,
  SavedViewsModule,
  VerificationsModule,
];

/** The pages for people, rendered by the server. */
@Module({})
export class ConsoleModule {
  /** @param modules those whose services the pages call */
  static with(modules: readonly Type<unknown>[]): DynamicModule {
    return {
      module: ConsoleModule,
      global: true,
      imports: [...modules, ...MODULES],
      controllers: CLASSES.filter(({ name }) => name.endsWith('Controller')),
      providers: [
        ...CLASSES.filter(({ name }) => name.endsWith('Service')),
        { provide: ConsoleFrame, useExisting: ConsoleFrameService },
      ],
      exports: [ConsoleFrame],
    };
  }
}
