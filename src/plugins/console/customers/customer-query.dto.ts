import { IsIn, IsUUID } from 'class-validator';
import { LICENSE_ORDERS } from '../../../core/licensing/internal';
import { MAIL_STATES } from '../../../core/platform/internal';
import { CursorPageDto } from '../../../pages/kit/cursor-page';
import { choiceField, nameField, queryOf } from '../../../pages/kit/query-of';

export const CUSTOMER_TABS = ['licenses', 'devices', 'refusals', 'orders', 'mails', 'timeline'] as const;
export type CustomerTab = (typeof CUSTOMER_TABS)[number];

export class CustomerQueryDto extends queryOf(
  {
    tab: choiceField(CUSTOMER_TABS),
    /** Page of the licenses. */
    sort: choiceField(LICENSE_ORDERS),
    /** Page of the e-mails. */
    state: choiceField(MAIL_STATES),
    before: nameField(100),
  },
  CursorPageDto,
) {}

/** Tabs with an export of their own: licenses and orders have that of their list. */
const EXPORTED_TABS = ['devices', 'refusals', 'timeline'] as const;

export class CustomerExportDto {
  @IsUUID()
  id!: string;

  @IsIn(EXPORTED_TABS)
  tab!: (typeof EXPORTED_TABS)[number];
}
