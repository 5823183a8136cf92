import type { Event } from '../../platform/records/event.entity';
import type { IconName } from '../components/icon';
import type { TimelineEntry } from '../components/lists';
import { eventSentence } from './event-texts';
import { shortKey } from './short-key';

type Look = readonly [icon: IconName, tone?: TimelineEntry['tone']];

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
};

/** An event as a sentence. */
export function eventEntry({ id, name, data, at }: Event): TimelineEntry {
  const [icon, tone] = LOOKS[name] ?? (['circle-dot'] as const);
  return { key: id, icon, tone, text: eventSentence(name, subjectOf(data)), at };
}

/** The key or name of what it happened to. */
function subjectOf(data: object): string {
  const facts = new Map<string, unknown>(Object.entries(data));
  const found = ['license_key', 'key', 'name', 'username', 'reference', 'type']
    .map((field) => facts.get(field))
    .find((value) => typeof value === 'string');
  return typeof found === 'string' ? shortKey(found) : '';
}
