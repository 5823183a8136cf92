import { Fragment } from 'preact';
import type { ComponentChildren, VNode } from 'preact';
import { DAY } from '../../core/common';
import { formatDate, formatLongDate, formatTime, texts, viewer } from '../../core/i18n';
import { Icon, type IconName } from './icon';

export interface LogEntry {
  /** Unique on the page; part of an id. */
  readonly key: string | number;
  readonly at: Date;
  readonly icon: IconName;
  /** For what was revoked, deleted or refused. */
  readonly isBad?: boolean;
  /** The originator and the change. */
  readonly text: ComponentChildren;
  readonly reason?: ComponentChildren;
  readonly source?: ComponentChildren;
  /** The address that the source has. */
  readonly address?: string;
  /** Closed until somebody opens them. */
  readonly details?: ComponentChildren;
}

/** Entries by day, newest first. */
export function Log({ entries }: { readonly entries: readonly LogEntry[] }): VNode {
  return (
    <>
      {byDay(entries).map(({ day, entries: own }) => (
        <Fragment key={day}>
          <h2 class="log-day">{day}</h2>
          <ol class="log">
            {own.map((entry) => (
              <LogItem {...entry} key={entry.key} entryKey={entry.key} />
            ))}
          </ol>
        </Fragment>
      ))}
    </>
  );
}

function LogItem(entry: LogEntry & { readonly entryKey: LogEntry['key'] }): VNode {
  const { entryKey, at, icon, isBad, text, reason, source, address, details } = entry;
  const id = `log-${entryKey}`;
  return (
    <li>
      <time class="log-time" dateTime={at.toISOString()} title={formatTime(at, true)}>
        {formatTime(at)}
      </time>
      <span class={isBad ? 'log-icon log-bad' : 'log-icon'}>
        <Icon name={icon} />
      </span>
      <div class="log-text">
        <p id={id}>{text}</p>
        {reason !== undefined && <p class="log-reason">{reason}</p>}
      </div>
      <p class="log-source">
        {source !== undefined && <span>{source}</span>}{' '}
        {address && <span title={address}>{shortAddress(address)}</span>}
      </p>
      {details !== undefined && (
        <details class="log-details">
          <summary>
            <Icon name="chevron-right" />
            <span class="visually-hidden">
              {texts('words').details} {formatTime(at, true)}
            </span>
          </summary>
          <div class="log-body" role="group" aria-labelledby={id}>
            {details}
          </div>
        </details>
      )}
    </li>
  );
}

interface Day {
  readonly day: string;
  readonly entries: LogEntry[];
}

function byDay(entries: readonly LogEntry[]): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const day = dayOf(entry.at);
    const last = days.at(-1);
    if (last?.day === day) {
      last.entries.push(entry);
    } else {
      days.push({ day, entries: [entry] });
    }
  }
  return days;
}

function dayOf(at: Date): string {
  const t = texts('components');
  const { now } = viewer();
  const date = formatLongDate(at);
  const day = formatDate(at);
  if (day === formatDate(now)) {
    return t.today({ date });
  }
  return day === formatDate(new Date(now.getTime() - DAY)) ? t.yesterday({ date }) : date;
}

const MAX_ADDRESS = 20;

/** A long IPv6 address is cut in the middle. */
function shortAddress(address: string): string {
  return address.length > MAX_ADDRESS ? `${address.slice(0, 10)}…${address.slice(-9)}` : address;
}
