import type { EventName } from '../../platform/records/event-catalogue';
import { EVENT_NAMES } from './catalogue';

/** Selects all events, also those of later versions. */
const EVERY_EVENT = '*';

/** The pattern of all events of the same noun: `license.*` for `license.issued`. */
function familyOf(name: EventName): string {
  return `${name.slice(0, name.indexOf('.'))}.*`;
}

/** Patterns that select the events of a noun, also those of later versions. */
const EVENT_FAMILIES: readonly string[] = [...new Set(EVENT_NAMES.map(familyOf))];

/** Everything that selects events: names, families and `*`. */
export const EVENT_PATTERNS: ReadonlySet<string> = new Set([EVERY_EVENT, ...EVENT_FAMILIES, ...EVENT_NAMES]);

/** The first of the patterns that selects the event; undefined if none does. */
export function patternOf(name: EventName, patterns: readonly string[]): string | undefined {
  return [EVERY_EVENT, familyOf(name), name].find((pattern) => patterns.includes(pattern));
}

/** The events that patterns select. */
export function selectedEvents(patterns: readonly string[]): EventName[] {
  return EVENT_NAMES.filter((name) => patternOf(name, patterns) !== undefined);
}
