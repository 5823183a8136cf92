import { type GrantSet, NO_GRANTS } from '../../../catalog/grants/grants';
import { IsColumnChoice } from '../../../common/csv/column-choice';
import type { ExportedLicense } from '../licenses.service';
import { LICENSE_FIELDS, LicenseDto } from './license.dto';
import { LicenseFilterDto } from './license-filter.dto';

/** A row of an export. Its features and grants are the license's own, so that it can be imported. */
export type LicenseRow = Omit<LicenseDto, 'entitlements' | 'meters' | 'credits'> &
  Pick<GrantSet, 'entitlements' | 'meters' | 'credits'> & {
    /** E-mail addresses and external ids. */
    readonly users: readonly string[];
    readonly customer_name: string | null;
    readonly customer_email: string | null;
  };

const CUSTOMER_FIELDS = ['customer_name', 'customer_email'] as const;

/** The columns of an export: those of an import and, for people, the customer's name and e-mail address. */
export const EXPORTED_FIELDS: readonly (keyof LicenseRow)[] = [
  ...LICENSE_FIELDS.flatMap((field) => (field === 'customer_id' ? ([field, ...CUSTOMER_FIELDS] as const) : [field])),
  'users',
];

export class ExportLicensesDto extends LicenseFilterDto {
  @IsColumnChoice(EXPORTED_FIELDS)
  columns?: string[];
}

/** A license as a row of a CSV export. */
export function toLicenseRow({ grants, users, ...used }: ExportedLicense, now: Date): LicenseRow {
  const { features, customer } = used.license;
  const [customer_name, customer_email] = [customer?.name ?? null, customer?.email ?? null];
  const row = { ...LicenseDto.from(used, now), customer_name, customer_email };
  const { entitlements, meters, credits } = { ...NO_GRANTS, ...grants };
  return { ...row, features, entitlements, meters, credits, users };
}
