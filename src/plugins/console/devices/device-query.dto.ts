import { IntersectionType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { Product } from '../../../core/catalog';
import { rangesOf } from '../../../core/common';
import { texts } from '../../../core/i18n';
import type { ActivationFilter } from '../../../core/licensing';
import { limitsOf, viewersMoment } from '../../../pages/kit/condition-fields';
import { AfterBeforeDto } from '../../../pages/kit/cursor-page';
import { OptionalField } from '../../../pages/kit/optional-field';
import { choiceOf, conditionsOf, dayRange, lastDays } from '../../../pages/reports/conditions';
import { ReportQueryDto, reportPlace } from '../../../pages/reports/report-places';
import { choiceField, dateField, daysField, nameField, queryOf, searchField } from '../../../pages/kit/query-of';

export const DEVICES_PATH = '/console/devices';
export const DEVICE_EXPORT_PATH = `${DEVICES_PATH}/export`;
export const DEVICE_REPORT_PATH = reportPlace('devices');
export const reactivatePath = (uid: string): string => `${DEVICES_PATH}/${uid}/reactivate`;

/** The last activation; by default, the newest devices come first. */
const SORTS = ['activated_at', '-activated_at'] as const;

/** Devices that are active, former ones, and active ones with a license file that a person issued. */
export const VIEWS = ['active', 'past', 'offline'] as const;

/** The filters of the list. */
export class DeviceFilterQueryDto extends queryOf({
  view: choiceField(VIEWS),
  q: searchField(),
  product: nameField(),
  /** Key or ID of a license. */
  license: nameField(),
  /** Version of the app on active devices; `1.*` for all that begin with `1.`. */
  version: nameField(),
  ip: nameField(64),
  /** Last activated within so many days. */
  activated_within: daysField(),
  activated_from: dateField(),
  /** The last day. */
  activated_to: dateField(),
}) {}

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
  return DeviceFilterQueryDto.fieldsOf(query);
}

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
