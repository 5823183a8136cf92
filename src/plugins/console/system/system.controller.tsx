import { Get, Post } from '@nestjs/common';
import { Authorized, VERSION } from '../../../core/common';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../core/identity';
import { type Alert } from '../../../core/platform';
import {
  COUNTED_JOBS,
  type QueueState,
  ScheduledBackupsService,
  type ScheduledJob,
} from '../../../core/platform/internal';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { SystemReportService, type SystemReport, type RefusalsOfApi } from './system-report.service';
import type { VNode } from 'preact';
import { detailPage } from '../../../pages/components/detail-page';
import { Badge } from '../../../pages/components/badge';
import { Banner } from '../../../pages/components/banner';
import { Fold } from '../../../pages/components/fold';
import { Section } from '../../../pages/components/page-parts';
import { type Column, Cut, Table } from '../../../pages/components/table';
import { DescriptionList, Time } from '../../../pages/components/text';
import { formatBytes, formatDateTime, formatNumber, texts, viewer } from '../../../core/i18n';
import { Backups } from './backups.view';
import { Migrations } from './migrations.view';
import { ConnectionList, DatabaseTables, Partitions, PartView } from './database.view';
import { apiOf, settingText } from '../../../pages/kit/setting-texts';
import { settingPath } from '../../../pages/settings/setting-places';

@ConsoleController('console/system')
export class SystemController {
  constructor(
    private readonly report: SystemReportService,
    private readonly backups: ScheduledBackupsService,
  ) {}

  @Get()
  @Authorized(Permission.MonitoringRead)
  async showSystem(@CurrentCaller() caller: Caller): Promise<Page> {
    return systemPage(await this.report.read(), isPermitted(caller, Permission.MonitoringWrite));
  }

  @Post('backups')
  @Authorized(Permission.MonitoringWrite)
  async requestBackup(): Promise<SeeOther> {
    await this.backups.request();
    return SeeOther.done('/console/system#backups', texts('system').backupRequested);
  }
}

function systemPage(report: SystemReport, canBackUp: boolean): Page {
  const t = texts('system');
  return detailPage({
    title: t.title,
    lead: t.lead({ zone: viewer().zone }),
    actions: [{ title: t.reload, href: '/console/system', icon: 'refresh-cw' }],
    main: (
      <>
        <Health {...report} />
        <Alerts {...report} />
        <Backups {...report} canBackUp={canBackUp} />
        <Jobs {...report} />
        <Migrations {...report} />
        <RateLimits {...report} />
        <DatabaseTables {...report} />
        <Partitions {...report} />
        <ConnectionList {...report} />
        <Versions {...report} />
      </>
    ),
  });
}

function Health({ problem }: SystemReport): VNode {
  const t = texts('system');
  return problem === null ? (
    <Banner tone="ok" id="health" title={t.ready}>
      {t.readyText}
    </Banner>
  ) : (
    <Banner tone="bad" id="health" title={t.notReady}>
      {problem}
    </Banner>
  );
}

function Alerts({ alerts }: SystemReport): VNode {
  const t = texts('system');
  return (
    <Section id="alerts" title={t.alerts} note={t.alertsNote}>
      <PartView part={alerts}>
        {(open) =>
          open.length === 0 ? (
            <p class="unset">{t.noAlerts}</p>
          ) : (
            <Table label={t.alerts} rows={open} columns={alertColumns()} />
          )
        }
      </PartView>
      <p class="section-more">
        <a href={settingPath('alerts')}>{t.changeLimits}</a>
      </p>
    </Section>
  );
}

function alertColumns(): Column<Alert>[] {
  const t = texts('system');
  return [
    {
      head: t.alerts,
      onCard: 'wide',
      cell: ({ message, type, node }) => (
        <>
          <b>{message}</b>
          <span class="row-note">
            {type} · {node === '' ? t.allNodes : node}
          </span>
        </>
      ),
    },
    {
      head: t.state,
      width: 15,
      onCard: 'left',
      cell: ({ severity }) =>
        severity === 'critical' ? (
          <Badge tone="bad" icon="octagon-alert" text={t.critical} />
        ) : (
          <Badge tone="warn" icon="triangle-alert" text={t.warning} />
        ),
    },
    {
      head: t.since,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: ({ raisedAt }) => <Time at={raisedAt} as="age" />,
    },
  ];
}

function Versions({ process: { node, uptimeSeconds, memory, eventLoopDelay }, database }: SystemReport): VNode {
  const t = texts('system');
  const startedAt = new Date(viewer().now.getTime() - uptimeSeconds * 1_000);
  return (
    <Section id="versions" title={t.versions}>
      <DescriptionList
        items={[
          { term: 'Keyward', value: VERSION },
          { term: 'Node.js', value: process.version.slice(1) },
          { term: 'PostgreSQL', value: database?.version ?? t.unknown },
          { term: t.node, value: <Cut text={node} /> },
          { term: t.uptime, value: <Time at={startedAt} /> },
          { term: t.memory, value: t.memoryOf({ used: formatBytes(memory.rss), heap: formatBytes(memory.heapUsed) }) },
          {
            term: t.delay,
            value: t.delayOf({ p99: formatNumber(eventLoopDelay.p99), max: formatNumber(eventLoopDelay.max) }),
          },
        ]}
      />
    </Section>
  );
}

function Jobs({ jobs, queue }: SystemReport): VNode {
  const t = texts('system');
  return (
    <Section id="jobs" title={t.jobs} note={t.jobsNote}>
      <PartView part={jobs}>{(rows) => <JobTables jobs={rows} />}</PartView>
      <PartView part={queue}>{(state) => <p class="section-more">{queueText(state)}</p>}</PartView>
    </Section>
  );
}

/** Those that fail, and all below a fold. */
function JobTables({ jobs }: { readonly jobs: readonly ScheduledJob[] }): VNode {
  const t = texts('system');
  const failing = jobs.filter(({ status }) => status !== null && status.failures > 0);
  return (
    <>
      {failing.length > 0 && <Table label={t.failingJobs} rows={failing} columns={columns()} />}
      <Fold
        id="all-jobs"
        title={t.allJobs({ count: jobs.length })}
        line={failing.length === 0 ? t.noneFails : t.someFail({ count: failing.length })}
      >
        <Table label={t.jobs} rows={jobs} columns={columns()} />
      </Fold>
    </>
  );
}

function queueText({ waiting, running, abandoned, oldestDueAt }: QueueState): string {
  const t = texts('system');
  const [some, now, gone] = [waiting, running, abandoned].map((count) =>
    count >= COUNTED_JOBS ? `${formatNumber(count)}+` : formatNumber(count),
  );
  const text = t.queue({ waiting: some ?? '', running: now ?? '', abandoned: gone ?? '' });
  return oldestDueAt ? `${text} ${t.oldest({ when: formatDateTime(oldestDueAt) })}` : text;
}

function columns(): Column<ScheduledJob>[] {
  const t = texts('system');
  return [
    { head: t.job, onCard: 'wide', cell: (job) => <JobName {...job} /> },
    { head: t.state, width: 20, onCard: 'left', cell: (job) => <JobState {...job} /> },
    {
      head: t.lastRun,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: ({ status }) => <When at={status?.lastSuccessAt ?? null} otherwise={t.never} />,
    },
    {
      head: t.nextRun,
      width: 15,
      isRight: true,
      onCard: 'hidden',
      cell: ({ nextAt }) => <When at={nextAt} otherwise={t.later} />,
    },
  ];
}

function JobName({ name, cron, status }: ScheduledJob): VNode {
  const t = texts('system');
  return (
    <>
      <code>{name}</code>
      <span class="row-note">
        {t.schedule}: <code>{cron}</code>
      </span>
      {status?.lastFailureAt && (
        <span class="row-note">
          {t.lastError({ when: formatDateTime(status.lastFailureAt), error: status.lastError ?? t.unknown })}
        </span>
      )}
    </>
  );
}

function JobState({ status }: ScheduledJob): VNode {
  const t = texts('system');
  if (!status) {
    return <Badge tone="outlined" icon="circle-dashed" text={t.notRun} />;
  }
  return status.failures > 0 ? (
    <Badge tone="bad" icon="circle-x" text={t.failing({ failures: status.failures })} />
  ) : (
    <Badge tone="ok" icon="circle-check" text={t.fine} />
  );
}

function When({ at, otherwise }: { readonly at: Date | null; readonly otherwise: string }): VNode {
  return at ? <Time at={at} as="age" /> : <span class="unset">{otherwise}</span>;
}

function RateLimits({ refusals, areLimitsOff }: SystemReport): VNode {
  const t = texts('system');
  return (
    <Section id="limits" title={t.limits} note={t.limitsNote}>
      {areLimitsOff && <p>{t.limitsOff}</p>}
      {refusals.length === 0 ? (
        <p class="unset">{t.noRefusals}</p>
      ) : (
        <Table label={t.limits} rows={refusals} columns={refusalColumns()} />
      )}
      <p class="section-more">
        <a href={settingPath('limits')}>{t.changeRates}</a>
      </p>
    </Section>
  );
}

function refusalColumns(): Column<RefusalsOfApi>[] {
  const t = texts('system');
  return [
    { head: t.limit, onCard: 'title', cell: (row) => <Cut text={titleOf(row)} note={row.limit} /> },
    { head: t.lastRefusal, width: 20, isRight: true, onCard: 'left', cell: ({ last }) => <Time at={last} as="age" /> },
    { head: t.refused, width: 20, isRight: true, onCard: 'status', cell: ({ count }) => formatNumber(count) },
  ];
}

/** The name of the limit in the settings, or its code. */
function titleOf({ limit, api }: RefusalsOfApi): string {
  const name = `limits.${limit.replace(':', '.')}`;
  const [title] = settingText(name) ?? [];
  return title === undefined ? limit : `${apiOf({ name, api })}: ${title}`;
}
