import { Module } from '@nestjs/common';
import { DefinitionsModule, PoliciesModule, ProductsModule, VersionsModule } from '../../../core/catalog';
import { LicensesModule } from '../../../core/licenses';
import { defineJob, FilesModule, JobsModule } from '../../../core/platform';
import { OutgoingModule, SettingsModule } from '../../../core/platform/internal';
import { ApplyImportService } from './apply-import.service';
import { FetchPagesService } from './fetch-pages.service';
import { ImportFilesService } from './import-files.service';
import { RUN_IMPORTS } from './import-jobs';
import { IMPORT_SETTINGS } from './import.settings';
import { ImportSamplesService } from './import-samples.service';
import { ImportsController } from './imports.controller';
import { ImportsService } from './imports.service';
import { MakeRowService } from './make-row.service';
import { ProposePoliciesService } from './propose-policies.service';
import { ReadImportService } from './read-import.service';
import { RunImportsService } from './run-imports.service';
import { StartImportsService } from './start-imports.service';
import { SweepImportsService } from './sweep-imports.service';
import { UndoImportService } from './undo-import.service';

@Module({
  imports: [
    DefinitionsModule,
    FilesModule,
    JobsModule,
    LicensesModule,
    OutgoingModule,
    PoliciesModule,
    ProductsModule,
    SettingsModule,
    VersionsModule,
  ],
  controllers: [ImportsController],
  providers: [
    ApplyImportService,
    FetchPagesService,
    ImportFilesService,
    ImportSamplesService,
    ImportsService,
    MakeRowService,
    ProposePoliciesService,
    ReadImportService,
    RunImportsService,
    StartImportsService,
    SweepImportsService,
    UndoImportService,
    { provide: 'settings:imports', useValue: IMPORT_SETTINGS },
    defineJob({
      name: RUN_IMPORTS,
      // For imports whose node was stopped.
      cron: '* * * * *',
      atStart: true,
      service: RunImportsService,
      run: (imports, payload) => imports.run(payload),
    }),
    defineJob({
      name: 'sweep-imports',
      cron: '41 3 * * *',
      service: SweepImportsService,
      run: (imports) => imports.sweep(),
    }),
  ],
  exports: [ImportFilesService, ImportSamplesService, ImportsService, StartImportsService],
})
export class ImportsModule {}
