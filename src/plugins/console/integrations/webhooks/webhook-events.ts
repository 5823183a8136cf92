import { EVENT_NAMES } from '../../../../core/events';
import { patternOf, selectedEvents } from '../../../../core/events/internal';
import { textFor, texts } from '../../../../core/i18n';
import type { EventName } from '../../../../core/platform';

/** Choices to start with. Each replaces what is chosen. */
export const PRESETS = {
  everything: ['*'],
  licenses: ['license.*', 'license_file.*', 'license_session.*', 'license_user.*', 'activation.*', 'anomaly.*'],
  sales: [
    ...[
      'customer.*',
      'lead.*',
      'lead_activity.*',
      'trial.*',
      'license.issued',
      'license.extended',
      'license.converted',
    ],
    ...['license.expiring', 'license.expired', 'license.revoked', 'license.limit_reached'],
  ],
  security: [
    ...['user.*', 'api_key.*', 'signing_key.*', 'update_signing_key.*', 'setting.*', 'webhook_endpoint.*', 'alert.*'],
    ...['anomaly.*', 'license.suspicious_activity'],
  ],
} as const satisfies Record<string, readonly string[]>;

export type Preset = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as Preset[];

/** Nouns of events by the group that shows them. Nouns that are not here are in the last group. */
const NOUNS = {
  licenses: ['license', 'license_file', 'license_user', 'activation', 'anomaly'],
  sessions: ['license_session', 'session_reservation', 'meter', 'resource'],
  customers: ['customer', 'customer_user', 'group'],
  sales: ['lead', 'lead_activity', 'trial'],
  catalog: ['product', 'version', 'policy', 'policy_change', 'entitlement', 'key_pool', 'app_bundle'],
  people: ['user'],
  keys: ['api_key', 'signing_key', 'update_signing_key', 'webhook_endpoint', 'webhook_delivery'],
  server: ['alert', 'setting'],
} as const satisfies Record<string, readonly string[]>;

export type GroupName = keyof typeof NOUNS;
const GROUP_NAMES = Object.keys(NOUNS) as GroupName[];

export interface EventGroup {
  readonly name: GroupName;
  readonly events: readonly EventName[];
}

export const EVENT_GROUPS: readonly EventGroup[] = GROUP_NAMES.map((name) => ({
  name,
  events: EVENT_NAMES.filter((event) => groupOf(event) === name),
}));

function groupOf(event: EventName): GroupName {
  const [noun = ''] = event.split('.', 1);
  return GROUP_NAMES.find((name) => (NOUNS[name] as readonly string[]).includes(noun)) ?? 'server';
}

export function sentenceOf(event: EventName): string {
  return textFor(texts('eventSentences'), event) ?? event;
}

/** Events whose name or sentence has the text. */
export function eventsMatching(q: string): ReadonlySet<EventName> {
  const part = q.toLowerCase();
  return new Set(EVENT_NAMES.filter((event) => `${event} ${sentenceOf(event)}`.toLowerCase().includes(part)));
}

export function isFamily(pattern: string): boolean {
  return pattern.endsWith('*');
}

/** Patterns that select all events of the group, if they are families; empty otherwise. */
export function familiesCovering({ events }: EventGroup, patterns: readonly string[]): string[] {
  const covering = events.map((event) => patternOf(event, patterns));
  const isCovered = covering.every((pattern) => pattern !== undefined && isFamily(pattern));
  return isCovered ? [...new Set(covering.filter((pattern) => pattern !== undefined))] : [];
}

/** The first preset that is chosen whole, also with other events. */
export function presetOf(patterns: readonly string[]): Preset | undefined {
  return PRESET_NAMES.find((name) => PRESETS[name].every((pattern) => patterns.includes(pattern)));
}

export function presetSize(preset: Preset): number {
  return selectedEvents(PRESETS[preset]).length;
}
