import { Query } from '@nestjs/common';
import { IsUUID, ValidateIf } from 'class-validator';
import { Authorized } from '../../common/access/authorized.decorator';
import { IsSearchFilter } from '../../common/validation/search-text';
import { CustomersService } from '../../customers/customers/customers.service';
import { Permission } from '../../identity/permissions/permission';
import { ChangeLicenseService } from '../../licensing/licenses/change-license.service';
import type { LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import { texts } from '../../i18n/texts';
import { SearchForm } from '../components/filters';
import { EditForm } from '../components/form-page';
import { ConsoleController } from '../frame/console-controller.decorator';
import { EmptyIsMissing } from '../kit/empty-is-missing';
import { FormRoute } from '../kit/form-route';
import { SeeOther } from '../kit/page';
import { licensePath, placeOf } from './license-paths';
import { PathLicense } from './path-license';

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
    private readonly customers: CustomersService,
    private readonly changes: ChangeLicenseService,
  ) {}

  @FormRoute()
  async moveLicense(
    @PathLicense() { license }: LicenseWithUsage,
    @Query() { q }: FindCustomerDto,
  ): Promise<EditForm<MoveLicenseDto>> {
    const t = texts('licenseActions');
    const { uid, customer: owner } = license;
    const place = placeOf(license, 'move');
    // Nobody before a search.
    const { rows, next } = q === undefined ? { rows: [], next: null } : await this.find(q);
    const found = rows.map(({ uid: value, name, email, company, reference }) => ({
      value,
      title: name,
      note: [email, company, reference].filter(Boolean).join(' · ') || undefined,
    }));
    const choices = [...found, { value: 'none', title: t.noCustomer, note: t.noCustomerNote }];
    const hint = next === null ? undefined : t.moreFound({ shown: rows.length });
    return new EditForm({
      ...place,
      title: t.moveTitle,
      lead: t.moveNote,
      refused: t.nothingChanged,
      about: [{ term: t.now, value: owner?.name ?? t.noCustomer }],
      above: (
        <div class="section">
          <SearchForm action={place.action} label={t.findCustomer} placeholder={t.findHint} value={q ?? ''} />
          {rows.length === 0 && <p class="hint">{q === undefined ? t.searchFirst : t.nobodyFound({ q })}</p>}
        </div>
      ),
      isSection: true,
      width: 'confirmation',
      groups: [{ rows: [{ name: 'customer', kind: 'radios', textKey: 'found', choices, hint }] }],
      texts: t,
      verb: t.move,
      input: MoveLicenseDto,
      submit: async ({ customer }) => {
        const moved = await this.changes.change(uid, { customer: customer === 'none' ? null : customer });
        const { name } = moved.license.customer ?? {};
        return SeeOther.done(licensePath(uid), name === undefined ? t.movedToNobody : t.moved({ name }));
      },
    });
  }

  private find(q: string) {
    return this.customers.list({ limit: SHOWN_CUSTOMERS }, { q });
  }
}
