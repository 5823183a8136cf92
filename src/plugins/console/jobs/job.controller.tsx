import { Get, Post, Query, type StreamableFile } from '@nestjs/common';
import { IsIn } from 'class-validator';
import type { VNode } from 'preact';
import { Authorized, csvFile, isProblem, mapPages, type Page as PageOfRows, problem } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../core/identity';
import { ChangedSinceService } from './changed-since.service';
import { CHECK_IMPORT } from '../../../core/licensing';
import { RUN_IMPORT } from '../../../core/licensing';
import {
  JobRowDto,
  LicenseImportJobsService,
  licenseImportOf,
  LicenseListService,
  RESULT_FIELDS,
  visibleJobs,
} from '../../../core/licensing/internal';
import { type BackgroundJob, type BackgroundJobRow } from '../../../core/platform';
import { BackgroundJobRowsService, BackgroundJobsService } from '../../../core/platform/internal';
import { ConfirmForm } from '../../../pages/components/confirmation';
import { withQuery } from '../../../pages/components/filters';
import { Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../pages/kit/form-route';
import { AfterBeforeDto } from '../../../pages/kit/cursor-page';
import { OptionalField } from '../../../pages/kit/optional-field';
import { type Page, type PageForm, SeeOther } from '../../../pages/kit/page';
import { Id } from '../../../pages/kit/parameters';
import { jobPath } from '../../../pages/kit/record-paths';
import { importedFile, mistakesFile } from './import-files';
import { checkedPage, importResultPage, importRunPage, type ImportJobData } from './import-job.view';
import { JOB_TABS, type JobTab, resultPage, ROWS } from './job-result.view';
import { jobTitle } from './job-words';
import { jobCrumbs, runPage, type ShownRow } from './job.view';

const ROWS_PER_PAGE = 50;
const MISTAKES_PER_PAGE = 20;

class JobQueryDto extends AfterBeforeDto {
  @OptionalField()
  @IsIn(JOB_TABS)
  tab?: JobTab;
}

/** A change that runs in the background: its progress, its result, and its undo. */
@ConsoleController('console/jobs')
export class JobPageController {
  constructor(
    private readonly jobs: BackgroundJobsService,
    private readonly rows: BackgroundJobRowsService,
    private readonly licenses: LicenseListService,
    private readonly changedSince: ChangedSinceService,
    private readonly imports: LicenseImportJobsService,
  ) {}

  @Get(':id')
  @Authorized(Permission.LicensesRead)
  async showJob(@CurrentCaller() caller: Caller, @Id() id: string, @Query() query: JobQueryDto): Promise<Page> {
    const job = await this.jobs.get(id, visibleJobs());
    const canWrite = isPermitted(caller, Permission.LicensesWrite);
    const file = licenseImportOf(job);
    if (file) {
      return this.showImport({ job, file, canWrite }, query);
    }
    if (!job.finishedAt) {
      return runPage({ job, rows: await this.rowsOf(job, 'not_changed', {}), canWrite });
    }
    const { tab = job.changed > 0 ? 'changed' : 'not_changed', ...place } = query;
    const uid = job.undoneBy ?? job.undoOf;
    const related = uid === null ? undefined : await this.existing(uid);
    return resultPage({ job, tab, related, canWrite, rows: await this.rowsOf(job, tab, place) });
  }

  @Get(':id/result.csv')
  @Authorized(Permission.LicensesRead)
  async downloadResult(@Id() id: string): Promise<StreamableFile> {
    const job = await this.jobs.get(id, visibleJobs());
    const file = licenseImportOf(job);
    const pages = this.rows.all(job);
    return file
      ? importedFile(file, pages)
      : csvFile(
          'result.csv',
          RESULT_FIELDS,
          mapPages(pages, (row) => JobRowDto.from(row)),
        );
  }

  /** The rows with mistakes, to be corrected and uploaded again. */
  @Get(':id/mistakes.csv')
  @Authorized(Permission.LicensesRead)
  async downloadMistakes(@Id() id: string): Promise<StreamableFile> {
    const job = await this.jobs.get(id, visibleJobs());
    const file = licenseImportOf(job);
    if (!file) {
      throw problem('JOB_NOT_FOUND');
    }
    return mistakesFile(file, this.rows.all(job, { outcomes: ['failed'] }));
  }

  /** Imports the correct rows of a check, once. */
  @Post(':id/import')
  @Authorized(Permission.LicensesWrite)
  async importCorrectRows(@CurrentCaller() caller: Caller, @Id() id: string): Promise<SeeOther> {
    const file = licenseImportOf(await this.jobs.get(id, visibleJobs()));
    if (file?.createsCustomers && !isPermitted(caller, Permission.CustomersWrite)) {
      throw problem('FORBIDDEN', { permission: Permission.CustomersWrite });
    }
    return new SeeOther(jobPath((await this.imports.startImport(id)).uid));
  }

  /** At once: what was changed can be undone. */
  @Post(':id/stop')
  @Authorized(Permission.LicensesWrite)
  async stopJob(@Id() id: string): Promise<SeeOther> {
    const t = texts('jobs');
    try {
      const { total, done } = await this.jobs.stop(id, visibleJobs());
      return SeeOther.done(jobPath(id), t.stopped({ count: total - done }));
    } catch (error) {
      if (isProblem(error, 'JOB_FINISHED')) {
        return new SeeOther(jobPath(id), { tone: 'warn', text: t.alreadyFinished });
      }
      throw error;
    }
  }

  @FormRoute(':id/undo')
  @Authorized(Permission.LicensesWrite)
  async undoJob(@Id() id: string): Promise<PageForm> {
    const t = texts('jobs');
    const job = await this.jobs.get(id, visibleJobs());
    const left = await this.changedSince.count(job);
    const count = Math.max(job.changed - left, 0);
    return new ConfirmForm({
      title: t.undoTitle({ count: job.changed }),
      crumbs: [...jobCrumbs(), { title: jobTitle(job), href: jobPath(id) }],
      about: [
        { term: t.change, value: jobTitle(job) },
        { term: t.started, value: <Time at={job.createdAt} /> },
        { term: t.creator, value: job.actor },
        { term: t.reason, value: job.reason },
      ],
      consequences: [
        ...(job.kind === RUN_IMPORT
          ? ([
              { icon: 'trash-2', text: t.undoImported({ count }) },
              { icon: 'users', text: t.undoCustomers },
            ] as const)
          : ([{ icon: 'rotate-ccw', text: t.undoRestored({ count }) }] as const)),
        { icon: 'circle-pause', text: <LeftAlone job={job} count={left} /> },
        { icon: 'info', text: t.undoOnce },
      ],
      action: `${jobPath(id)}/undo`,
      verb: t.undoNow({ count }),
      keep: { title: t.undoKeep, href: jobPath(id) },
      submit: async () => new SeeOther(jobPath((await this.jobs.undo(id, visibleJobs())).uid)),
    });
  }

  private async showImport(data: Omit<ImportJobData, 'rows'>, { tab, ...place }: JobQueryDto): Promise<Page> {
    const { job } = data;
    const isCheck = job.kind === CHECK_IMPORT;
    if (job.finishedAt && !isCheck) {
      const shown = tab ?? (job.changed > 0 ? 'changed' : 'not_changed');
      const related = job.undoneBy === null ? undefined : await this.existing(job.undoneBy);
      return importResultPage({ ...data, related, tab: shown, rows: await this.rowsOf(job, shown, place) });
    }
    const shown = job.finishedAt && job.failed === 0 ? 'changed' : 'not_changed';
    const page = { limit: MISTAKES_PER_PAGE, ...place };
    const rows = await this.rows.list(job, ROWS[shown], page);
    return job.finishedAt ? checkedPage({ ...data, rows }) : importRunPage({ ...data, rows });
  }

  private async rowsOf(
    job: BackgroundJob,
    tab: JobTab,
    place: Pick<JobQueryDto, 'after' | 'before'>,
  ): Promise<PageOfRows<ShownRow>> {
    const page = await this.rows.list(job, ROWS[tab], { limit: ROWS_PER_PAGE, ...place });
    return { ...page, rows: await this.withLicenses(page.rows) };
  }

  private async withLicenses(rows: readonly BackgroundJobRow[]): Promise<ShownRow[]> {
    const ids = rows.flatMap(({ targetId }) => targetId ?? []);
    const found = ids.length === 0 ? [] : await this.licenses.ofIds(ids);
    const licenses = new Map(found.map(({ license }) => [license.id, license]));
    return rows.map((row) => ({ ...row, license: licenses.get(row.targetId ?? 0) }));
  }

  /** The related job may be older than jobs are kept. */
  private async existing(uid: string): Promise<BackgroundJob | undefined> {
    try {
      return await this.jobs.get(uid, visibleJobs());
    } catch (error) {
      if (isProblem(error, 'JOB_NOT_FOUND')) {
        return undefined;
      }
      throw error;
    }
  }
}

/** Licenses that an undo does not restore. */
function LeftAlone({ job, count }: { readonly job: BackgroundJob; readonly count: number }): VNode {
  const t = texts('jobs');
  return (
    <>
      {t.undoLeft({ count })}{' '}
      {count > 0 && <a href={withQuery(jobPath(job.uid), { tab: 'changed_since' })}>{t.undoLeftShow}</a>}
    </>
  );
}
