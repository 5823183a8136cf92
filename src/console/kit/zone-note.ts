import { texts } from '../../i18n/texts';
import { viewer } from '../../i18n/viewer';

/** Names the time zone of the times on a page, once a page: "Times are in Europe/Berlin." */
export function zoneNote(): string {
  return texts('components').timesIn({ zone: viewer().zone });
}
