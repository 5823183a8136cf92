import { IsIn, IsUUID } from 'class-validator';
import { IsName } from '../../../core/common';
import { LICENSE_ORDERS, type LicenseOrder } from '../../../core/licensing/internal';
import { type Mail } from '../../../core/platform';
import { MAIL_STATES } from '../../../core/platform/internal';
import { CursorPageDto } from '../../../pages/kit/cursor-page';
import { OptionalField } from '../../../pages/kit/optional-field';

export const CUSTOMER_TABS = ['licenses', 'devices', 'refusals', 'orders', 'mails', 'timeline'] as const;
export type CustomerTab = (typeof CUSTOMER_TABS)[number];

export class CustomerQueryDto extends CursorPageDto {
  @OptionalField()
  @IsIn(CUSTOMER_TABS)
  tab?: CustomerTab;

  /** Page of the licenses. */
  @OptionalField()
  @IsIn(LICENSE_ORDERS)
  sort?: LicenseOrder;

  /** Page of the e-mails. */
  @OptionalField()
  @IsIn(MAIL_STATES)
  state?: Mail['state'];

  @OptionalField()
  @IsName(100)
  before?: string;
}

/** Tabs with an export of their own: licenses and orders have that of their list. */
const EXPORTED_TABS = ['devices', 'refusals', 'timeline'] as const;

export class CustomerExportDto {
  @IsUUID()
  id!: string;

  @IsIn(EXPORTED_TABS)
  tab!: (typeof EXPORTED_TABS)[number];
}
