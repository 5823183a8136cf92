import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { CONTROLLER_WATERMARK } from '@nestjs/common/constants';
import { exportsOfFiles } from '../common/declarations/declarations';
import { AttentionCountsModule } from '../events/webhooks/attention-counts.module';
import { VerificationsModule } from '../licensing/verifications/verifications.module';
import { FilesModule } from '../platform/files/files.module';
import { MetricsModule } from '../platform/monitoring/metrics.module';
import { AuditLogService } from './audit/audit-log.service';
import { ProductFactsService } from './catalog/products/product-facts.service';
import { CustomerPageService } from './customers/customer-page.service';
import { ImportFilesService } from './import/import-files.service';
import { ImportFlowService } from './import/import-flow.service';
import { DialectOverviewsService } from './integrations/dialects/dialect-overviews.service';
import { TryRequestService } from './integrations/dialects/try-request.service';
import { SendOnceService } from './kit/send-once.service';
import { FindCustomerService } from './license-list/find-customer.service';
import { IssueChoicesService } from './license-list/issue-choices.service';
import { LicenseGrantsService } from './license/license-grants';
import { LicensePageService } from './license/license-page.service';
import { NeedsActionService, OverviewService } from './overview/overview.service';
import { FindAnythingService } from './search/search.controller';
import { SystemReportService } from './system/system-report.service';
import { BulkLicensesModule } from '../licensing/bulk/bulk-licenses.module';

/** The controllers of all pages, found by the names of their files. */
const PAGES = exportsOfFiles<unknown>(__dirname, 'controller').filter(isController);

function isController(exported: unknown): exported is Type<unknown> {
  return typeof exported === 'function' && Reflect.hasMetadata(CONTROLLER_WATERMARK, exported);
}

const MODULES = [AttentionCountsModule, BulkLicensesModule, FilesModule, MetricsModule, VerificationsModule];

const PAGE_SERVICES = [
  NeedsActionService,
  OverviewService,
  FindCustomerService,
  IssueChoicesService,
  SendOnceService,
  LicenseGrantsService,
  LicensePageService,
  CustomerPageService,
  ProductFactsService,
  DialectOverviewsService,
  TryRequestService,
  AuditLogService,
  SystemReportService,
  FindAnythingService,
  ImportFilesService,
  ImportFlowService,
];

/** The pages for people, rendered by the server. */
@Module({})
export class ConsoleModule {
  /** @param modules those whose services the pages call */
  static with(modules: readonly Type<unknown>[]): DynamicModule {
    return {
      module: ConsoleModule,
      imports: [...modules, ...MODULES],
      controllers: PAGES,
      providers: PAGE_SERVICES,
    };
  }
}
