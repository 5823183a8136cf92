import type { VNode } from 'preact';
import { textFor, texts } from '../../../core/i18n';
import type { CustomerRefusal } from './customer-refusals.service';
import { type CustomerChange, TIMELINE_LICENSES, type TimelineRow } from './customer-timeline.service';
import { fieldTitle } from '../../../pages/audit/audit-figures';
import { sentenceOf } from '../../../pages/audit/audit-sentence';
import type { QueryFields } from '../../../pages/components/filters';
import type { IconName } from '../../../pages/components/icon';
import { ListPager } from '../../../pages/components/list-pager';
import type { Pages } from '../../../pages/components/list-pages';
import { Timeline, type TimelineEntry } from '../../../pages/components/lists';
import { actorOf, reasonOf } from '../../../pages/kit/actor-of';
import { licensePath, orderPath } from '../../../pages/kit/record-paths';
import { historyEntry } from '../license/license-history';
import { shortKey } from '../license/license-paths';

interface CustomerTimelineProps {
  readonly rows: readonly TimelineRow[];
  readonly path: string;
  readonly query: QueryFields;
  readonly pages: Pages;
}

/** Changes, orders and refusals together. */
export function CustomerTimeline({ rows, path, query, pages }: CustomerTimelineProps): VNode {
  const t = texts('customer');
  return (
    <>
      <Timeline entries={inGroups(rows).map(entryOf)} />
      <ListPager
        {...{ rows, path, query, pages }}
        order={texts('lists').newestFirst}
        notes={[t.timelineNote({ licenses: TIMELINE_LICENSES })]}
      />
    </>
  );
}

/** A row, with how many like it came just before. */
interface Group {
  readonly row: TimelineRow;
  readonly times: number;
}

/** The same refusal of the same device several times in a row is one entry. */
function inGroups(rows: readonly TimelineRow[]): Group[] {
  const groups: Group[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && isSame(last.row, row)) {
      groups[groups.length - 1] = { row: last.row, times: last.times + 1 };
    } else {
      groups.push({ row, times: 1 });
    }
  }
  return groups;
}

function isSame(one: TimelineRow, other: TimelineRow): boolean {
  return (
    one.kind === 'refusal' &&
    other.kind === 'refusal' &&
    one.refusal.licenseUid === other.refusal.licenseUid &&
    one.refusal.fingerprint === other.refusal.fingerprint &&
    one.refusal.outcome === other.refusal.outcome
  );
}

function entryOf({ row, times }: Group): TimelineEntry {
  return row.kind === 'change' ? changeEntry(row.change) : refusalEntry(row.refusal, times);
}

function refusalEntry(refusal: CustomerRefusal, times: number): TimelineEntry {
  const { id, at, deviceName, fingerprint, outcome, licenseUid, licenseKey } = refusal;
  return {
    key: `refusal ${id}`,
    icon: 'x',
    tone: 'bad',
    at,
    text: texts('customer').wasRefused({ device: deviceName ?? fingerprint, times }),
    evidence: (
      <>
        <code>{outcome}</code> · <KeyLink uid={licenseUid} license={licenseKey} />
      </>
    ),
  };
}

const ICONS: Readonly<Record<string, IconName>> = {
  'customer.created': 'plus',
  'customer.updated': 'pencil',
  'customer.merged': 'merge',
};

function changeEntry(change: CustomerChange): TimelineEntry {
  const { licenseKey, targetId } = change;
  if (licenseKey === null) {
    return customerEntry(change);
  }
  const entry = historyEntry(change, licenseKey);
  const key = <KeyLink uid={targetId} license={licenseKey} />;
  return {
    ...entry,
    evidence: (
      <>
        {key}
        {entry.evidence !== undefined && <> · {entry.evidence}</>}
      </>
    ),
  };
}

function customerEntry(change: CustomerChange): TimelineEntry {
  const t = texts('customers');
  const { id, at, action, before, after, targetType, targetId } = change;
  const actor = actorOf(change);
  const changed = before && after ? Object.keys(after).map(fieldTitle).join(', ') : '';
  const order = targetType === 'orders' ? <a href={orderPath(targetId)}>{t.order}</a> : undefined;
  return {
    key: id,
    icon: ICONS[action] ?? (order ? 'shopping-cart' : 'history'),
    text: textFor(t.actions, action)?.({ who: actor }) ?? sentenceOf(change, new Map()),
    at,
    evidence: order ?? (changed === '' ? undefined : t.changed({ fields: changed })),
    reason: reasonOf(change),
  };
}

function KeyLink({ uid, license }: { readonly uid: string; readonly license: string }): VNode {
  return (
    <a href={licensePath(uid)} title={license}>
      <code>{shortKey(license)}</code>
    </a>
  );
}
