import { texts } from './texts';
import { viewer } from './viewer';

/** Names the time zone of the times on a page, once a page: "Times are in Europe/Berlin." */
export function zoneNote(): string {
  return texts('components').timesIn({ zone: viewer().zone });
}
