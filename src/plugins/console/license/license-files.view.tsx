import type { ComponentChildren, VNode } from 'preact';
import type { Page as RowsPage } from '../../../core/common';
import { formatDate, formatNumber, texts, viewer } from '../../../core/i18n';
import type { LicenseWithUsage } from '../../../core/licensing';
import type { OfflineDevice } from '../../../core/licensing/internal';
import type { License, LicenseFile } from '../../../core/licenses';
import { Badge } from '../../../pages/components/badge';
import { Button, ButtonLink, PostButton } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { FieldGroups } from '../../../pages/components/field-groups';
import { withQuery } from '../../../pages/components/filters';
import { EnterButton, ErrorSummary, Form, FormFoot, HiddenFields } from '../../../pages/components/form';
import { Icon, type IconName } from '../../../pages/components/icon';
import { Rows } from '../../../pages/components/list-page';
import { trailPages } from '../../../pages/components/list-pages';
import { Section } from '../../../pages/components/page-parts';
import type { Column } from '../../../pages/components/table';
import { DescriptionList, Key, Time } from '../../../pages/components/text';
import type { CursorFields } from '../../../pages/kit/cursor-page';
import type { FormState } from '../../../pages/kit/form-state';
import { type FormField, type FormGroups, labeled } from '../../../pages/kit/form-table';
import type { Page } from '../../../pages/kit/page';
import { licensePath } from '../../../pages/kit/record-paths';
import { crumbsOf, filePath, placeOf, verbPath } from './license-paths';
import { nameOf } from './license-seats.view';

export const FILES_PER_PAGE = 20;

const DAY = 86_400_000;

/** Each has one field. */
export const TASKS = ['activate', 'create', 'release'] as const;
export type OfflineTask = (typeof TASKS)[number];

const ICONS: Readonly<Record<OfflineTask, IconName>> = { activate: 'wifi-off', create: 'file-down', release: 'unlink' };

/** The field of a task, in which a code is pasted or a fingerprint typed. */
export const TASK_FIELDS = { activate: 'request', create: 'hardware_id', release: 'code' } as const satisfies Record<
  OfflineTask,
  string
>;

export interface OfflinePage {
  readonly used: LicenseWithUsage;
  readonly task: OfflineTask;
  /** The device of what was entered; null for any device, undefined if nothing was entered. */
  readonly device?: OfflineDevice | null;
  readonly files: RowsPage<LicenseFile>;
  readonly place: CursorFields;
  readonly canWrite: boolean;
}

/** Three tasks. What was pasted is shown before anything is saved. */
export function offlinePage(page: OfflinePage, form: FormState): Page {
  const t = texts('licenseFiles');
  const { used, task, canWrite } = page;
  const { license } = used;
  return detailPage({
    title: t.title,
    width: 'form',
    crumbs: crumbsOf(license),
    lead: t.lead({ days: license.behavior.offlineDays }),
    above: (
      <>
        {canWrite && <Tasks license={license} task={task} />}
        <ErrorSummary form={form} title={texts('words').notSaved} />
      </>
    ),
    main: (
      <>
        {canWrite && <TaskForm {...page} form={form} />}
        <Files {...page} />
      </>
    ),
  });
}

function Tasks({ license: { uid }, task }: { readonly license: License; readonly task: OfflineTask }): VNode {
  const t = texts('licenseFiles');
  return (
    <nav class="pick" aria-label={t.title}>
      {TASKS.map((one) => (
        <a
          key={one}
          href={withQuery(verbPath(uid, 'files'), { task: one })}
          aria-current={one === task ? 'page' : undefined}
        >
          <Icon name={ICONS[one]} />
          <b>{t.tasks[one].title}</b>
          <small>{t.tasks[one].note}</small>
        </a>
      ))}
    </nav>
  );
}

type TaskProps = OfflinePage & { readonly form: FormState };

/** A press of Enter shows what was entered; a button of its own saves it. */
function TaskForm({ form, ...page }: TaskProps): VNode {
  const t = texts('licenseFiles');
  const { used, task, device } = page;
  const action = verbPath(used.license.uid, task === 'release' ? 'release' : 'files');
  const isKnown = device !== undefined && form.message === undefined;
  return (
    <Form action={action}>
      <EnterButton formMethod="get">{t.check}</EnterButton>
      <HiddenFields fields={{ task }} />
      <div data-search>
        <FieldGroups
          form={form}
          groups={labeled([{ id: task, title: t.tasks[task].title, rows: [fieldOf(task)] }], t)}
        />
      </div>
      <div data-live="results" data-summary="">
        {isKnown && <DescriptionList items={aboutOf(page)} />}
        {(isKnown || form.message !== undefined) && task !== 'release' && (
          <FieldGroups form={form} groups={labeled(fileGroups(page), t)} />
        )}
        <FormFoot>
          {isKnown || form.message !== undefined ? (
            <Button look="primary" icon={ICONS[task]} text={t.tasks[task].verb} />
          ) : (
            <Button look="primary" formMethod="get" text={t.check} />
          )}
          <ButtonLink look="quiet" href={licensePath(used.license.uid)} text={texts('words').cancel} />
          <p class="hint">{t.tasks[task].effect}</p>
        </FormFoot>
      </div>
    </Form>
  );
}

/** Also of the form that is sent. */
export function fieldOf(task: OfflineTask): FormField {
  const name = TASK_FIELDS[task];
  switch (task) {
    case 'activate':
      return { name, kind: 'area', textKey: 'code', read: (text) => text.trim() || undefined };
    case 'create':
      return { name, textKey: 'fingerprint', isMono: true, isOptional: true, empty: 'missing' };
    case 'release':
      return { name, kind: 'area', textKey: 'releaseCode' };
  }
}

export function fileGroups({ used: { license }, device }: Pick<OfflinePage, 'used' | 'device'>): FormGroups {
  const t = texts('licenseFiles');
  const { offlineDays } = license.behavior;
  const until = formatDate(new Date(viewer().now.getTime() + offlineDays * DAY));
  const isForAny = device === null;
  const optional = { empty: 'missing', isOptional: true } as const;
  return [
    {
      id: 'file',
      rows: [
        [
          {
            name: 'ttl_days',
            kind: 'number',
            textKey: 'days',
            hint: t.daysHint({ days: offlineDays, until }),
            placeholder: String(offlineDays),
            ...optional,
            read: Number,
          },
          ...(isForAny
            ? []
            : [{ name: 'machine_name', textKey: 'name', placeholder: device?.activation?.name ?? '', ...optional }]),
        ],
        { name: 'encrypted', kind: 'flag' },
      ],
    },
  ];
}

function aboutOf({ used, task, device }: OfflinePage) {
  const t = texts('licenseFiles');
  const { product } = used.license;
  return [
    { term: t.product, value: product?.name },
    { term: t.device, value: device ? (device.activation ? nameOf(device.activation) : t.newDevice) : t.anyDevice },
    ...(device ? [{ term: t.fingerprint, value: <Key value={device.fingerprint} /> }] : []),
    { term: t.seat, value: task === 'release' ? t.seatReleased : seatOf(used, device ?? null) },
  ];
}

function seatOf({ license, use }: LicenseWithUsage, device: OfflineDevice | null): ComponentChildren {
  const t = texts('licenseFiles');
  const { maxActivations: limit } = license;
  if (device === null) {
    return t.noSeat;
  }
  if (device.activation?.isActive) {
    return t.hasSeat;
  }
  const seats = formatNumber(use.seats + 1);
  if (limit === null) {
    return t.usesSeat({ seats });
  }
  return use.seats < limit
    ? t.usesSeatOf({ seats, limit: formatNumber(limit) })
    : t.noSeatLeft({ limit: formatNumber(limit) });
}

function Files({ used: { license }, files: { rows, next }, place, canWrite }: OfflinePage): VNode {
  const t = texts('licenseFiles');
  const { action } = placeOf(license, 'files');
  return (
    <Section id="issued" title={t.issued}>
      {rows.length === 0 ? (
        <p class="unset">{t.none}</p>
      ) : (
        <Rows
          title={t.issued}
          rows={rows}
          columns={columnsOf(license.uid, canWrite)}
          order={texts('lists').newestFirst}
          path={action}
          query={{}}
          pages={trailPages(place, next, FILES_PER_PAGE)}
        />
      )}
    </Section>
  );
}

/** @param license uid */
function columnsOf(license: string, canWrite: boolean): (Column<LicenseFile> | false)[] {
  const t = texts('licenseFiles');
  return [
    { head: t.device, width: 30, onCard: 'title', cell: ({ fingerprint }) => <DeviceOf fingerprint={fingerprint} /> },
    { head: t.state, onCard: 'status', cell: (file) => <FileState file={file} /> },
    {
      head: t.ends,
      onCard: 'left',
      hasLabelOnCard: true,
      cell: ({ expiresAt }) => <Time at={expiresAt} as="date" />,
    },
    {
      head: t.by,
      onCard: 'wide',
      hasLabelOnCard: true,
      cell: ({ createdAt, createdBy }) => (
        <>
          <Time at={createdAt} as="age" />
          <span class="row-note cut">{createdBy ?? t.program}</span>
        </>
      ),
    },
    canWrite && {
      head: t.action,
      isRight: true,
      onCard: 'right',
      cell: ({ uid, endedAt, fingerprint }) =>
        !endedAt && (
          <PostButton
            isSmall
            action={filePath(license, uid)}
            label={t.revokeOf({ device: fingerprint ?? t.anyDevice })}
            text={t.revoke}
          />
        ),
    },
  ];
}

function FileState({ file: { endedAt, expiresAt } }: { readonly file: LicenseFile }): VNode {
  const t = texts('licenseFiles');
  const [tone, icon, title] = endedAt
    ? (['bad', 'circle-x', t.revoked] as const)
    : expiresAt <= viewer().now
      ? (['warn', 'clock', t.ended] as const)
      : (['ok', 'circle-check', t.counts] as const);
  return <Badge tone={tone} icon={icon} text={title} />;
}

export function DeviceOf({ fingerprint }: Pick<LicenseFile, 'fingerprint'>): VNode {
  return fingerprint === null ? <span>{texts('licenseFiles').anyDevice}</span> : <Key value={fingerprint} isCut />;
}
