import { IntersectionType } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import type { Product } from '../../../core/catalog';
import { IsCalendarDate, IsName, LETTER_OR_DIGIT, rangesOf } from '../../../core/common';
import { texts } from '../../../core/i18n';
import type { ActivationFilter } from '../../../core/licensing';
import { addressOf, IsDays, limitsOf, viewersMoment } from '../../../pages/kit/condition-fields';
import { AfterBeforeDto } from '../../../pages/kit/cursor-page';
import { OptionalField } from '../../../pages/kit/optional-field';
import { choiceOf, conditionsOf, dayRange, lastDays } from '../../../pages/reports/conditions';
import { ReportQueryDto, reportPlace } from '../../../pages/reports/report-places';

export const DEVICES_PATH = '/console/devices';
export const DEVICE_EXPORT_PATH = `${DEVICES_PATH}/export`;
export const DEVICE_REPORT_PATH = reportPlace('devices');
export const reactivatePath = (uid: string): string => `${DEVICES_PATH}/${uid}/reactivate`;

/** The last activation; by default, the newest devices come first. */
const SORTS = ['activated_at', '-activated_at'] as const;

/** Devices that are active, former ones, and active ones with a license file that a person issued. */
export const VIEWS = ['active', 'past', 'offline'] as const;

/** The filters of the list. */
export class DeviceFilterQueryDto {
  @OptionalField()
  @IsIn(VIEWS)
  view?: (typeof VIEWS)[number];

  @OptionalField()
  @IsName()
  @Matches(LETTER_OR_DIGIT)
  q?: string;

  @OptionalField()
  @IsName()
  product?: string;

  /** Key or ID of a license. */
  @OptionalField()
  @IsName()
  license?: string;

  /** Version of the app on active devices; `1.*` for all that begin with `1.`. */
  @OptionalField()
  @IsName()
  version?: string;

  @OptionalField()
  @IsName(64)
  ip?: string;

  /** Last activated within so many days. */
  @IsDays()
  activated_within?: number;

  @OptionalField()
  @IsCalendarDate()
  activated_from?: string;

  /** The last day. */
  @OptionalField()
  @IsCalendarDate()
  activated_to?: string;
}

export class DeviceListQueryDto extends IntersectionType(AfterBeforeDto, DeviceFilterQueryDto) {
  @OptionalField()
  @IsIn(SORTS)
  sort?: (typeof SORTS)[number];
}

export class DeviceReportQueryDto extends IntersectionType(DeviceListQueryDto, ReportQueryDto) {}

export function deviceFilter(query: DeviceFilterQueryDto, moment = viewersMoment()): ActivationFilter {
  const { view, q, product, license, version, ip, activated_from: from, activated_to: to } = query;
  const activatedAt = limitsOf({ from, to, within: query.activated_within }, moment);
  return {
    active: view && view !== 'past',
    offline: view === 'offline' || undefined,
    q,
    product,
    license,
    version,
    ip,
    ranges: rangesOf({ activatedAt }),
  };
}

/** The filters as fields of the address. */
export function deviceFields(query: DeviceFilterQueryDto) {
  return addressOf(FIELDS, query);
}

const FIELDS = [
  ...(['view', 'q', 'product', 'license', 'version', 'ip'] as const),
  ...(['activated_within', 'activated_from', 'activated_to'] as const),
];

/** The filters of the list of devices and of its export, and the conditions of a report about them. */
export function deviceConditions(query: DeviceListQueryDto, path: string, products: readonly Product[]) {
  const t = texts('devices');
  const hasTabs = path === DEVICES_PATH;
  return conditionsOf({
    path,
    query: { ...deviceFields(query), sort: query.sort },
    keep: hasTabs ? ['view', 'q', 'sort'] : ['q', 'sort'],
    texts: t,
    rows: [
      !hasTabs && {
        ...choiceOf(
          'view',
          VIEWS.map((value) => ({ value, title: t[value] })),
        ),
        textKey: 'state',
      },
      choiceOf(
        'product',
        products.map(({ reference, name }) => ({ value: reference, title: name })),
      ),
      { name: 'license', placeholder: t.licensePlaceholder },
      [{ name: 'version', placeholder: '1.*' }, { name: 'ip' }],
      lastDays('activated_within', t.activated),
      dayRange('activated', t.activated),
    ],
  });
}
