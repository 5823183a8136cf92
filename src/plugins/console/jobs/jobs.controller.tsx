import { Get, Query } from '@nestjs/common';
import { Authorized, IsName } from '../../../core/common';
import { formatNumber, texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import { type BackgroundJob } from '../../../core/platform';
import { BackgroundJobsService } from '../../../core/platform/internal';
import { visibleJobs } from '../../../core/licensing/internal';
import { Badge } from '../../../pages/components/badge';
import type { IconName } from '../../../pages/components/icon';
import { listPage } from '../../../pages/components/list-page';
import { cursorPages } from '../../../pages/components/list-pages';
import { type Column, Cut } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { EXPORTS_PATH } from '../../../pages/exports/export-paths';
import { AfterBeforeDto } from '../../../pages/kit/cursor-page';
import { OptionalField } from '../../../pages/kit/optional-field';
import type { Page } from '../../../pages/kit/page';
import { jobPath } from '../../../pages/kit/record-paths';
import { jobTitle, notChanged } from './job-words';
import { JOBS_PATH, licensesCrumbs } from '../license-list/license-paths';

const JOBS_PER_PAGE = 50;

const BADGES: Readonly<
  Record<BackgroundJob['state'], { tone: 'ok' | 'neutral' | 'bad' | 'info' | 'outlined'; icon: IconName }>
> = {
  queued: { tone: 'outlined', icon: 'circle-dashed' },
  running: { tone: 'info', icon: 'circle-play' },
  done: { tone: 'ok', icon: 'circle-check' },
  failed: { tone: 'bad', icon: 'circle-x' },
  stopped: { tone: 'neutral', icon: 'circle-stop' },
};

class JobsQueryDto extends AfterBeforeDto {
  @OptionalField()
  @IsName()
  q?: string;
}

/** The list of jobs, newest first. */
@ConsoleController('console/jobs')
@Authorized(Permission.LicensesRead)
export class JobsPageController {
  constructor(private readonly jobs: BackgroundJobsService) {}

  @Get()
  async showJobs(@Query() { q, after, before }: JobsQueryDto): Promise<Page> {
    const t = texts('jobs');
    const page = await this.jobs.list({ limit: JOBS_PER_PAGE, after, before }, visibleJobs(), q);
    return listPage<BackgroundJob>({
      title: t.title,
      lead: t.lead,
      crumbs: licensesCrumbs(),
      actions: [{ title: texts('exports').title, href: EXPORTS_PATH, icon: 'download' }],
      path: JOBS_PATH,
      query: { q },
      search: { label: t.search, placeholder: t.searchHint },
      isBlank: q === undefined && page.rows.length === 0,
      rows: page.rows,
      columns: columns(),
      order: texts('lists').newestFirst,
      pages: cursorPages(page),
      empty: { icon: 'list-checks', title: t.emptyTitle, text: t.emptyText },
      noMatch: { title: t.nothingTitle, showAll: t.showAll },
    });
  }
}

function columns(): Column<BackgroundJob>[] {
  const t = texts('jobs');
  return [
    {
      head: t.columns.job,
      width: 35,
      onCard: 'title',
      cell: (job) => (
        <a class="row-link" href={jobPath(job.uid)}>
          <Cut text={jobTitle(job)} />
        </a>
      ),
    },
    {
      name: 'state',
      head: t.columns.state,
      onCard: 'status',
      cell: ({ state }) => <Badge {...BADGES[state]} text={t.states[state]} />,
    },
    {
      name: 'changed',
      head: t.columns.changed,
      isRight: true,
      onCard: 'left',
      cell: ({ changed }) => formatNumber(changed),
    },
    {
      name: 'failed',
      head: t.columns.failed,
      isRight: true,
      onCard: 'left',
      cell: (job) => formatNumber(notChanged(job)),
    },
    { name: 'by', head: t.columns.by, onCard: 'wide', cell: ({ actor }) => <Cut text={actor} /> },
    {
      name: 'started',
      head: t.columns.started,
      onCard: 'right',
      cell: ({ createdAt }) => <Time at={createdAt} as="age" />,
    },
  ];
}
