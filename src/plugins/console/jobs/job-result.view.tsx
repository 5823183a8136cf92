import type { VNode } from 'preact';
import { texts, viewer } from '../../../core/i18n';
import type { BackgroundJob } from '../../../core/platform';
import type { RowFilter } from '../../../core/platform/internal';
import { IS_CHANGED_SINCE } from './changed-since.service';
import { Banner } from '../../../pages/components/banner';
import { ButtonLink } from '../../../pages/components/button';
import { withQuery } from '../../../pages/components/filters';
import { listPage } from '../../../pages/components/list-page';
import { cursorPages } from '../../../pages/components/list-pages';
import type { Page } from '../../../pages/kit/page';
import { JOBS_PATH } from '../license-list/license-paths';
import { JobSteps } from '../../../pages/components/job-steps';
import { jobPath } from '../../../pages/kit/record-paths';
import { actionOf, jobTitle, notChanged } from './job-words';
import { extendedColumns, jobCrumbs, type JobData, Origin, rowColumns, type ShownRow } from './job.view';

export const JOB_TABS = ['changed', 'not_changed', 'skipped', 'pending', 'changed_since'] as const;
export type JobTab = (typeof JOB_TABS)[number];

/** The rows of each tab. */
export const ROWS: Readonly<Record<JobTab, RowFilter>> = {
  changed: { outcomes: ['changed'] },
  not_changed: { outcomes: ['left_alone', 'failed'] },
  skipped: { outcomes: ['skipped'] },
  pending: { outcomes: ['pending'] },
  changed_since: { outcomes: ['changed'], condition: IS_CHANGED_SINCE },
};

interface ResultData extends JobData {
  readonly tab: JobTab;
  /** The job that undoes this one, or that this one undoes. */
  readonly related?: BackgroundJob;
}

/** A job that has finished. */
export function resultPage({ job, rows, tab, related, canWrite }: ResultData): Page {
  const t = texts('jobs');
  const title = jobTitle(job);
  /** Changes of others are not counted for a page. */
  const count = (of: JobTab): number | undefined =>
    ({
      changed: job.changed,
      not_changed: notChanged(job),
      skipped: job.skipped,
      pending: job.total - job.done,
      changed_since: undefined,
    })[of];
  const total = count(tab);
  const hasEnds = tab === 'changed' && actionOf(job) === 'extend';
  return listPage<ShownRow>({
    title,
    crumbs: jobCrumbs(),
    lead: <Origin job={job} />,
    actions: [
      { title: t.allJobs, href: JOBS_PATH },
      { title: t.audit, href: withQuery('/console/audit', { tab: 'everything', job: job.uid }) },
      { title: t.csv, href: `${jobPath(job.uid)}/result.csv`, icon: 'download' },
    ],
    above: (
      <>
        <JobSteps current="result" />
        <ResultBanner job={job} related={related} canWrite={canWrite} />
      </>
    ),
    path: jobPath(job.uid),
    query: { tab },
    views: {
      label: t.tabsLabel,
      field: 'tab',
      all: JOB_TABS.filter((one) => isShown(one, job)).map((one) => ({
        value: one,
        title: t.tabs[one],
        count: count(one),
      })),
    },
    rows: rows.rows,
    columns: hasEnds ? extendedColumns() : rowColumns(),
    order: texts('lists').inRunOrder,
    total: total === undefined ? undefined : { count: total },
    pages: cursorPages(rows),
    empty: { icon: 'list-checks', title: t.noRows, text: t.noRowsText },
  });
}

/** Rows that were not touched are shown if there are some; deleted licenses cannot change any more. */
function isShown(tab: JobTab, job: BackgroundJob): boolean {
  if (tab === 'pending') {
    return job.total > job.done;
  }
  return tab !== 'changed_since' || (job.changed > 0 && actionOf(job) !== 'delete');
}

function ResultBanner({ job, related, canWrite }: Omit<ResultData, 'rows' | 'tab'>): VNode {
  const t = texts('jobs').banner;
  const { state, failed, total, done, undoUntil } = job;
  const what = state === 'failed' ? t.failed : state === 'stopped' ? t.stopped({ count: total - done }) : t.done;
  const canUndo = isUndoable(job);
  return (
    <Banner
      tone={state === 'failed' ? 'bad' : failed > 0 || state === 'stopped' ? 'warn' : 'ok'}
      title={canUndo && undoUntil ? t.doneUndo({ what, until: undoUntil }) : what}
      action={<UndoAction job={job} canUndo={canUndo && canWrite} related={related} />}
    >
      {failed > 0 && `${t.someFailed({ count: failed })} `}
      {undoText(job, canUndo, related)}
    </Banner>
  );
}

export function isUndoable({ undoUntil, undoneBy }: BackgroundJob): boolean {
  return undoUntil !== null && undoUntil > viewer().now && undoneBy === null;
}

export function undoText(job: BackgroundJob, canUndo: boolean, related: BackgroundJob | undefined): string {
  const t = texts('jobs').banner;
  if (job.undoOf !== null) {
    return t.undoes;
  }
  if (job.undoneBy !== null) {
    const undone = related && { actor: related.actor, at: related.finishedAt ?? related.createdAt };
    return undone ? (related.finishedAt ? t.undone(undone) : t.undoing(undone)) : '';
  }
  return canUndo ? t.undoText : job.undoUntil === null ? t.cannot : t.over;
}

interface UndoActionProps {
  readonly job: BackgroundJob;
  readonly canUndo: boolean;
  readonly related?: BackgroundJob;
}

export function UndoAction({ job, canUndo, related }: UndoActionProps): VNode | null {
  const t = texts('jobs');
  if (canUndo) {
    return <ButtonLink icon="rotate-ccw" href={`${jobPath(job.uid)}/undo`} text={t.undoVerb} />;
  }
  return related ? (
    <ButtonLink href={jobPath(related.uid)} text={job.undoOf === null ? t.showUndo : t.showUndone} />
  ) : null;
}
