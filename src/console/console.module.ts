import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { exportsOfFiles } from '../common/declarations/declarations';
import { foldersFor } from '../common/plugins/plugins';
import { AttentionCountsModule } from '../events/attention/attention-counts.module';
import { SavedViewsModule } from '../identity/saved-views/saved-views.module';
import { BulkLicensesModule } from '../licensing/bulk/bulk-licenses.module';
import { CustomerActivityModule } from '../licensing/customers/customer-activity.module';
import { VerificationsModule } from '../licensing/verifications/verifications.module';
import { BackgroundJobsModule } from '../platform/background-jobs/background-jobs.module';
import { DataExportsModule } from '../platform/exports/data-exports.module';
import { FilesModule } from '../platform/files/files.module';
import { ConsoleFrame } from '../pages/frame/console-frame';
import { MetricsModule } from '../platform/monitoring/metrics.module';
import { PagesModule } from '../pages/pages.module';
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
  CustomerActivityModule,
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
