import { declarationsOf } from '../../common/declarations/declarations';
import type { EventName } from '../../platform/records/event-catalogue';

/** The names of the events of all modules, by their nouns. */
export const EVENT_NAMES: readonly EventName[] = declarationsOf<readonly EventName[]>('events')
  .flat()
  .sort((one, other) => (nounOf(one) < nounOf(other) ? -1 : Number(nounOf(one) > nounOf(other))));

function nounOf(name: EventName): string {
  return name.slice(0, name.indexOf('.'));
}
