import { IntersectionType } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { IsName, LETTER_OR_DIGIT, rangesOf } from '../../../core/common';
import type { CustomerFilter } from '../../../core/customers/internal';
import { texts } from '../../../core/i18n';
import { limitsOf, metadataOf, viewersMoment } from '../../../pages/kit/condition-fields';
import { CursorPageDto } from '../../../pages/kit/cursor-page';
import { OptionalField } from '../../../pages/kit/optional-field';
import { conditionsOf, dayRange, lastDays } from '../../../pages/reports/conditions';
import { ReportQueryDto, reportPlace } from '../../../pages/reports/report-places';
import { dateField, daysField, nameField, pairField, queryOf } from '../../../pages/kit/query-of';

export const CUSTOMER_REPORT_PATH = reportPlace('customers');

/** The filters of the list; an empty search form sends an empty text. */
export class CustomerFilterQueryDto extends queryOf({
  q: nameField(),
  metadata: pairField(),
  /** Added within so many days. */
  added_within: daysField(),
  /** Changed within so many days. */
  updated_within: daysField(),
  added_from: dateField(),
  /** The last day. */
  added_to: dateField(),
}) {}

export class CustomerListQueryDto extends IntersectionType(CursorPageDto, CustomerFilterQueryDto) {}

export class CustomerReportQueryDto extends IntersectionType(CustomerListQueryDto, ReportQueryDto) {
  @OptionalField()
  @IsName()
  @Matches(LETTER_OR_DIGIT)
  override q?: string;
}

export function customerFilter(query: CustomerFilterQueryDto, moment = viewersMoment()): CustomerFilter {
  const { q, metadata, added_from: from, added_to: to } = query;
  const createdAt = limitsOf({ from, to, within: query.added_within }, moment);
  const updatedAt = limitsOf({ within: query.updated_within }, moment);
  return { q, metadata: metadataOf(metadata), ranges: rangesOf({ createdAt, updatedAt }) };
}

/** The filters as fields of the address. */
export function customerFields(query: CustomerFilterQueryDto) {
  return CustomerFilterQueryDto.fieldsOf(query);
}

/** The filters of the list of customers and of its export, and the conditions of a report about them. */
export function customerConditions(query: CustomerFilterQueryDto, path = CUSTOMER_REPORT_PATH) {
  const t = texts('customers');
  return conditionsOf({
    path,
    query: customerFields(query),
    texts: t,
    rows: [
      [lastDays('added_within', t.added), lastDays('updated_within', t.updated)],
      dayRange('added', t.added),
      { name: 'metadata', placeholder: texts('licenses').metadataPlaceholder },
    ],
  });
}
