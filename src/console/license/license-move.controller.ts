import { Get, Param, Post, Query } from '@nestjs/common';
import { IsUUID, ValidateIf } from 'class-validator';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { IsSearchFilter } from '../../common/validation/search-text';
import { CustomersService } from '../../customers/customers/customers.service';
import { Permission } from '../../identity/permissions/permission';
import { ChangeLicenseService } from '../../licensing/licenses/change-license.service';
import { LicensesService } from '../../licensing/licenses/licenses.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { LicenseIdPipe } from './license-id.pipe';
import { movePage } from './license-move.view';
import { licensePath } from './license-paths';
import { FormBody } from '../kit/parameters';
import { EmptyIsMissing } from '../kit/optional-field';

const SHOWN_CUSTOMERS = 10;

export class FindCustomerDto {
  @EmptyIsMissing()
  @IsSearchFilter('customer')
  q?: string;
}

export class MoveLicenseDto {
  /** Uid, or `none`. */
  @ValidateIf(({ customer }: MoveLicenseDto) => customer !== 'none')
  @IsUUID()
  customer!: string;
}

@ConsoleController('license/edit/:id/move')
@Authorized(Permission.LicensesWrite)
export class LicenseMoveController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly customers: CustomersService,
    private readonly changes: ChangeLicenseService,
  ) {}

  @Get()
  askToMoveLicense(@Param('id', LicenseIdPipe) id: string, @Query() { q }: FindCustomerDto): Promise<Page> {
    return this.page(id, FormState.empty(), q);
  }

  @Post()
  moveLicense(@Param('id', LicenseIdPipe) id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const t = texts('licenseActions');
    return submitForm({
      body,
      input: MoveLicenseDto,
      messages: { customer: t.chooseCustomer },
      submit: async ({ customer }) => {
        const { license } = await this.changes.change(id, { customer: customer === 'none' ? null : customer });
        const text = license.customer ? t.moved({ name: license.customer.name }) : t.movedToNobody;
        return SeeOther.done(licensePath(id), text);
      },
      show: (form) => this.page(id, form),
    });
  }

  private async page(id: string, form: FormState, q?: string): Promise<Page> {
    const { license } = await this.licenses.get(id);
    const { rows, next } = await this.find(q);
    return movePage({ license, form, q, found: rows, hasMore: next !== null });
  }

  /** Nobody before a search. */
  private async find(q: string | undefined) {
    return q === undefined ? { rows: [], next: null } : this.customers.list({ limit: SHOWN_CUSTOMERS }, { q });
  }
}
