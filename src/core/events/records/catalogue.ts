import { declarationsOf } from '../../common/declarations/declarations';
import type { EventName } from '../../platform/records/event-catalogue';
import type { EventPayload } from '../../platform/records/event-payload';

/** The data of the events of all modules, by their names. */
export const EVENT_PAYLOADS = Object.assign(
  {},
  ...declarationsOf<Readonly<Partial<Record<EventName, EventPayload>>>>('events'),
) as Readonly<Record<EventName, EventPayload>>;

/** The names of the events of all modules, by their nouns. */
export const EVENT_NAMES: readonly EventName[] = (Object.keys(EVENT_PAYLOADS) as EventName[]).sort((one, other) =>
  nounOf(one) < nounOf(other) ? -1 : Number(nounOf(one) > nounOf(other)),
);

function nounOf(name: EventName): string {
  return name.slice(0, name.indexOf('.'));
}
