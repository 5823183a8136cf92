import type { VNode } from 'preact';
import type { Event } from '../../platform/records/event.entity';
import { Icon, type IconName } from '../components/icon';
import { Time } from '../components/text';
import { shortKey } from './short-key';
import { textFor, texts } from '../../i18n/texts';

type Look = readonly [icon: IconName, tone?: 'ok' | 'warn' | 'bad'];

const LOOKS: Readonly<Record<string, Look>> = {
  'license.issued': ['plus'],
  'license.activated': ['monitor', 'ok'],
  'license.deactivated': ['log-out'],
  'license.extended': ['calendar-plus', 'ok'],
  'license.enabled': ['circle-play', 'ok'],
  'license.unblocked': ['lock-open', 'ok'],
  'license.disabled': ['pause', 'warn'],
  'license.blocked': ['ban', 'bad'],
  'license.revoked': ['circle-x', 'bad'],
  'license.deleted': ['trash-2', 'bad'],
  'license.expiring': ['clock', 'warn'],
  'license.expired': ['clock', 'warn'],
  'license.usage_threshold': ['triangle-alert', 'warn'],
  'license.suspicious_activity': ['triangle-alert', 'bad'],
  'alert.raised': ['bell', 'bad'],
  'webhook_endpoint.disabled': ['zap', 'bad'],
  'product.created': ['package'],
  'customer.created': ['users'],
  'api_key.created': ['square-terminal'],
  'user.logged_in': ['log-in'],
};

/** The latest events, each as a sentence. */
export function EventList({ events }: { readonly events: readonly Event[] }): VNode {
  return (
    <ol class="timeline">
      {events.map((event) => (
        <EventItem key={event.id} event={event} />
      ))}
    </ol>
  );
}

function EventItem({ event: { name, data, at } }: { readonly event: Event }): VNode {
  const [icon, tone] = LOOKS[name] ?? (['circle-dot'] as const);
  const subject = subjectOf(data);
  return (
    <li>
      <span class={`timeline-icon ${tone === undefined ? '' : `timeline-${tone}`}`}>
        <Icon name={icon} size={12} />
      </span>
      <span class="event-text">
        {eventSentence(name, subject) ?? (
          <>
            <code>{name}</code> {subject}
          </>
        )}
      </span>
      <Time at={at} as="age" />
    </li>
  );
}

/** The key or name of what it happened to. */
function subjectOf(data: object): string {
  const facts = new Map<string, unknown>(Object.entries(data));
  const found = ['license_key', 'key', 'name', 'username', 'reference', 'type']
    .map((field) => facts.get(field))
    .find((value) => typeof value === 'string');
  return typeof found === 'string' ? shortKey(found) : '';
}

/**
 * What happened; undefined for events that are shown by their names.
 * @param subject the key or name of what it happened to
 */
export function eventSentence(name: string, subject: string): string | undefined {
  const sentence = textFor(texts('events'), name);
  return typeof sentence === 'function' ? sentence({ subject }) : sentence;
}
