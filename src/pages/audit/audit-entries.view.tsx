import { Fragment, type VNode } from 'preact';
import { texts } from '../../core/i18n';
import type { AuditEntry } from '../../core/platform';
import type { Subjects } from '../../core/events';
import type { WebhookRecipient } from '../../core/events/internal';
import { withQuery } from '../components/filters';
import type { IconName } from '../components/icon';
import type { TimelineEntry } from '../components/lists';
import { Log, type LogEntry } from '../components/log';
import { type Detail, DescriptionList } from '../components/text';
import { Change, changesIn, fieldTitle } from './audit-figures';
import { entryPath, jobChangesPath, recordChangesPath } from './audit-paths';
import { reasonOf, sentenceOf, sourceOf } from './audit-sentence';
import { undoPath } from './audit-undo';
import type { AuditEntries } from './record-history.service';
import { subjectTitle } from './subject-names';

/** Changed values that a fold shows; the page of the entry has all. */
const SHOWN_CHANGES = 12;

/** Audit entries as sentences. */
export function AuditLog({ rows, subjects, recipients }: AuditEntries): VNode {
  return <Log entries={rows.map((entry) => logEntryOf({ entry, subjects, told: recipients.get(entry.id) }))} />;
}

interface EntryProps {
  readonly entry: AuditEntry;
  readonly subjects: Subjects;
  /** The webhooks to which its event was sent. */
  readonly told?: readonly WebhookRecipient[];
}

function logEntryOf({ entry, subjects, told }: EntryProps): LogEntry {
  const { id, at, action, ip } = entry;
  return {
    key: id,
    at,
    ...lookOf(action),
    text: sentenceOf(entry, subjects),
    reason: reasonOf(entry),
    source: sourceOf(entry),
    address: ip ?? undefined,
    details: <Details entry={entry} subjects={subjects} told={told} />,
  };
}

/** An entry in a list of the newest, without its details. */
export function timelineEntryOf(entry: AuditEntry, subjects: Subjects): TimelineEntry {
  const { icon, isBad } = lookOf(entry.action);
  const text = <span class="log-sentence">{sentenceOf(entry, subjects)}</span>;
  return { key: entry.id, at: entry.at, icon, tone: isBad ? 'bad' : undefined, text };
}

/** The webhooks that were told, each with a link to its delivery; no detail without any. */
export function toldTo(recipients: readonly WebhookRecipient[] = []): Detail[] {
  const t = texts('audit');
  const value = recipients.map(({ endpoint, name, delivery, status }, index) => (
    <Fragment key={endpoint}>
      {index > 0 && ', '}
      <a href={withQuery(`/console/webhooks/${endpoint}`, { delivery })}>{name}</a> ({t.toldStatus[status]})
    </Fragment>
  ));
  return recipients.length === 0 ? [] : [{ term: t.told, value }];
}

function Details({ entry, subjects, told }: EntryProps): VNode {
  const t = texts('audit');
  const undo = undoPath(entry, subjects);
  const { id, targetType, targetId, requestId } = entry;
  const changes: Detail[] = changesIn(entry)
    .slice(0, SHOWN_CHANGES)
    .map((change) => ({ term: fieldTitle(change.field), value: <Change {...change} /> }));
  return (
    <>
      <DescriptionList
        items={[
          ...changes,
          { term: subjectTitle(targetType), value: <code>{targetId}</code> },
          ...toldTo(told),
          ...(requestId === null ? [] : [{ term: t.request, value: <code>{requestId}</code> }]),
        ]}
      />
      <p class="log-links">
        {undo !== undefined && <a href={undo}>{t.undo}</a>}
        {targetType === 'background_jobs' && <a href={jobChangesPath(targetId)}>{t.allOfJob}</a>}
        <a href={recordChangesPath(targetType, targetId)}>{t.allOf}</a>
        <a href={entryPath(id)}>{t.entry}</a>
      </p>
    </>
  );
}

type Look = Pick<LogEntry, 'icon' | 'isBad'>;

/** Icons by the noun of an event. */
const NOUNS: Readonly<Record<string, IconName>> = {
  api_key: 'square-terminal',
  customer: 'users',
  export: 'download',
  license_session: 'timer',
  policy: 'sliders-horizontal',
  setting: 'settings',
  user: 'user',
  webhook_delivery: 'zap',
  webhook_endpoint: 'zap',
};

/** Icons by the verb of an event. Only what was revoked, deleted or refused is red. */
const VERBS: Readonly<Record<string, Look>> = {
  activated: { icon: 'monitor' },
  blocked: { icon: 'ban' },
  created: { icon: 'plus' },
  deactivated: { icon: 'unlink' },
  deleted: { icon: 'trash-2', isBad: true },
  disabled: { icon: 'pause' },
  enabled: { icon: 'play' },
  expired: { icon: 'clock' },
  expiring: { icon: 'clock' },
  extended: { icon: 'calendar-plus' },
  issued: { icon: 'plus' },
  key_rotated: { icon: 'key-round' },
  locked_out: { icon: 'lock', isBad: true },
  logged_in: { icon: 'log-in' },
  logged_out: { icon: 'log-out' },
  login_failed: { icon: 'shield-x', isBad: true },
  merged: { icon: 'merge' },
  policy_changed: { icon: 'sliders-horizontal' },
  revoked: { icon: 'circle-x', isBad: true },
  unblocked: { icon: 'lock-open' },
  updated: { icon: 'pencil' },
};

function lookOf(action: string): Look {
  const [noun = '', verb = ''] = action.split('.');
  const look = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  const ofNoun = Object.hasOwn(NOUNS, noun) ? NOUNS[noun] : undefined;
  const isGeneral = look === undefined || look.icon === 'plus' || look.icon === 'pencil';
  return { ...look, icon: (isGeneral ? ofNoun : undefined) ?? look?.icon ?? 'history' };
}
