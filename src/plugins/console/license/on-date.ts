import type { Calendar } from '../../../core/common';
import { texts, viewer } from '../../../core/i18n';
import { refusedField } from '../../../pages/kit/form-state';
import type { FormField } from '../../../pages/kit/form-table';

/** The field for the day on which a change is made; empty for now. */
export function onDate(zone: string): FormField {
  return { name: 'on', kind: 'date', isOptional: true, hint: texts('licenseActions').onHint({ zone }) };
}

/** The first instant of a day. Throws if the day has begun. */
export function startOfDay(on: string, calendar: Calendar): Date {
  const at = calendar.startOf(on);
  if (at <= viewer().now) {
    throw refusedField('on', texts('licenseActions').onPast);
  }
  return at;
}
