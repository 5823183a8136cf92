import type { ComponentChildren, VNode } from 'preact';
import type { Page as PageOfRows } from '../../../core/common';
import { formatNumber, texts, viewer } from '../../../core/i18n';
import type { License } from '../../../core/licenses';
import type { BackgroundJob, BackgroundJobRow } from '../../../core/platform';
import { Badge } from '../../../pages/components/badge';
import { ButtonLink, PostButton } from '../../../pages/components/button';
import type { IconName } from '../../../pages/components/icon';
import { LiveStatus, Refreshed } from '../../../pages/components/live';
import { PageHeader, Section } from '../../../pages/components/page-parts';
import { ProgressBar } from '../../../pages/components/progress';
import { type Column, Cut, Table } from '../../../pages/components/table';
import { Key, Time } from '../../../pages/components/text';
import { Page } from '../../../pages/kit/page';
import { JobSteps } from '../../../pages/components/job-steps';
import { jobPath } from '../../../pages/kit/record-paths';
import { jobTitle, notChanged, rowReason, rowsToChange } from './job-words';
import { JOBS_PATH, licensesCrumbs } from '../license-list/license-paths';

/** A running job is read again so often. */
export const REFRESH_SECONDS = 5;

/** A row of a job, with its license unless that was deleted. */
export interface ShownRow extends BackgroundJobRow {
  readonly license?: License;
}

export interface JobData {
  readonly job: BackgroundJob;
  readonly rows: PageOfRows<ShownRow>;
  /** Whether the user may stop and undo jobs. */
  readonly canWrite: boolean;
}

/** The pages above a job. */
export const jobCrumbs = () => [...licensesCrumbs(), { title: texts('jobs').title, href: JOBS_PATH }];

/** A job that waits or runs. */
export function runPage({ job, rows, canWrite }: JobData): Page {
  const t = texts('jobs');
  const title = jobTitle(job);
  const count = notChanged(job);
  const actions = (
    <>
      <LiveStatus href={jobPath(job.uid)} action={t.reload} />
      {canWrite && <PostButton look="danger" icon="circle-stop" action={`${jobPath(job.uid)}/stop`} text={t.stop} />}
    </>
  );
  const body = (
    <Refreshed seconds={REFRESH_SECONDS}>
      <PageHeader title={title} crumbs={jobCrumbs()} lead={<Origin job={job} />} actions={actions} />
      <JobSteps current="run" />
      <div data-live="progress">
        <Progress job={job} />
      </div>
      <Section id="not-changed" title={t.notChanged} note={count > 0 ? t.soFar({ count }) : t.noneSoFar} isLive>
        {rows.rows.length > 0 && <Table label={t.notChanged} rows={rows.rows} columns={rowColumns()} />}
      </Section>
    </Refreshed>
  );
  return new Page({ title, body, reloadSeconds: REFRESH_SECONDS });
}

/** Its creator, its start and its reason. */
export function Origin({ job }: { readonly job: BackgroundJob }): VNode {
  const t = texts('jobs');
  const { actor, createdAt, finishedAt, reason, reference } = job;
  const parts = [
    finishedAt ? t.by({ actor, from: createdAt, until: finishedAt }) : t.startedBy({ actor, at: createdAt }),
    ...(reason === null ? [] : [t.quoted({ text: reason })]),
    ...(reference === null ? [] : [reference]),
  ];
  return <>{parts.join(' · ')}</>;
}

interface ProgressProps {
  readonly job: BackgroundJob;
  /** Names of the outcomes, if they are not those of changes. */
  readonly legend?: { readonly changed: string; readonly notChanged: string };
}

/** The share of the rows that the job has visited, and how long the others take. */
export function Progress({ job, legend }: ProgressProps): VNode {
  const t = texts('jobs');
  const total = rowsToChange(job);
  const done = job.done - job.skipped;
  return (
    <ProgressBar
      done={done}
      total={total}
      failed={notChanged(job)}
      left={timeLeft(job, done, total)}
      legend={
        <ul class="job-legend">
          <li class="job-legend-changed">
            {legend?.changed ?? t.changedCount} <b>{formatNumber(job.changed)}</b>
          </li>
          <li class="job-legend-bad">
            {legend?.notChanged ?? t.notChangedCount} <b>{formatNumber(notChanged(job))}</b>
          </li>
        </ul>
      }
    />
  );
}

/** At the rate so far. */
function timeLeft({ startedAt }: BackgroundJob, done: number, total: number): string {
  const t = texts('jobs');
  if (!startedAt || done === 0) {
    return t.waiting;
  }
  const elapsed = Math.max(viewer().now.getTime() - startedAt.getTime(), 0);
  const minutes = Math.round(((elapsed / done) * (total - done)) / 60_000);
  return minutes < 1 ? t.soon : t.minutesLeft({ minutes });
}

const BADGES: Readonly<
  Record<BackgroundJobRow['outcome'], { tone: 'ok' | 'neutral' | 'bad' | 'outlined'; icon: IconName }>
> = {
  changed: { tone: 'ok', icon: 'circle-check' },
  skipped: { tone: 'neutral', icon: 'circle-minus' },
  left_alone: { tone: 'neutral', icon: 'circle-pause' },
  failed: { tone: 'bad', icon: 'x' },
  pending: { tone: 'outlined', icon: 'circle-dashed' },
};

/** Columns of rows that were not changed, or of which there is no value to show. */
export function rowColumns(): Column<ShownRow>[] {
  const t = texts('jobs');
  return [
    { head: t.license, width: 35, onCard: 'title', cell: (row) => <RowName row={row} /> },
    { head: t.why, width: 30, onCard: 'wide', cell: (row) => <Cut text={rowReason(row)} /> },
    {
      head: t.outcome,
      onCard: 'status',
      cell: ({ outcome }) => <Badge {...BADGES[outcome]} text={t.outcomes[outcome]} />,
    },
    openColumn(),
  ];
}

/** Columns of rows whose expiration date was changed. */
export function extendedColumns(): Column<ShownRow>[] {
  const t = texts('jobs');
  return [
    { head: t.license, width: 35, onCard: 'title', cell: (row) => <RowName row={row} /> },
    { head: t.before, onCard: 'left', cell: ({ before }) => endIn(before) },
    { head: t.after, onCard: 'right', cell: ({ after }) => endIn(after) },
    openColumn(),
  ];
}

function endIn(values: BackgroundJobRow['before']): ComponentChildren {
  const end = values?.expires_at;
  return typeof end === 'string' ? (
    <Time at={new Date(end)} as="date" />
  ) : (
    <span class="unset">{texts('jobs').noEnd}</span>
  );
}

function RowName({ row: { label, license } }: { readonly row: ShownRow }): VNode {
  return (
    <>
      <Key value={label} isCut />
      {license && <span class="row-note">{license.customer?.name ?? texts('bulk').noCustomer}</span>}
    </>
  );
}

function openColumn(): Column<ShownRow> {
  const t = texts('jobs');
  return {
    head: t.open,
    headView: <span class="visually-hidden">{t.open}</span>,
    width: 15,
    isRight: true,
    onCard: 'right',
    cell: ({ license, label }) =>
      license && (
        <ButtonLink isSmall href={`/license/edit/${license.uid}`} text={t.open} label={`${t.open} ${label}`} />
      ),
  };
}
