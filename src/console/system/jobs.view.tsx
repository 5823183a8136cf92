import type { VNode } from 'preact';
import { COUNTED_JOBS, type QueueState } from '../../platform/jobs/job-queue.service';
import type { ScheduledJob } from '../../platform/jobs/job-statuses.service';
import { Badge } from '../components/badge';
import { Section } from '../components/page-parts';
import { type Column, Table, Cut } from '../components/table';
import { Time } from '../components/text';
import { formatDateTime, formatNumber } from '../../i18n/format';
import { texts } from '../../i18n/texts';
import type { SystemReport, RefusalsOfApi } from './system-report.service';
import { apiOf, settingText } from '../settings/setting-texts';
import { PartView } from './part.view';

export function Jobs({ jobs, queue }: SystemReport): VNode {
  const t = texts('system');
  return (
    <Section id="jobs" title={t.jobs} note={t.jobsNote}>
      <PartView part={jobs}>{(rows) => <Table label={t.jobs} rows={rows} columns={columns()} />}</PartView>
      <PartView part={queue}>{(state) => <p class="section-more">{queueText(state)}</p>}</PartView>
    </Section>
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
    <div class="setting">
      <code>{name}</code>
      <span class="row-note">
        {t.schedule}: <code>{cron}</code>
      </span>
      {status?.lastFailureAt && (
        <span class="row-note">
          {t.lastError({ when: formatDateTime(status.lastFailureAt), error: status.lastError ?? t.unknown })}
        </span>
      )}
    </div>
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

export function RateLimits({ refusals, areLimitsOff }: SystemReport): VNode {
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
        <a href="/console/settings#group-limits-title">{t.changeRates}</a>
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
