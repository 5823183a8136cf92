import { Query } from '@nestjs/common';
import { IsUUID, ValidateIf } from 'class-validator';
import { Authorized, Calendar, type FormValues, IsSearchFilter } from '../../../core/common';
import { type Customer, CustomersService } from '../../../core/customers';
import { GroupsService } from '../../../core/customers/internal';
import { type GivenSpan } from '../../../core/catalog/internal';
import { Permission } from '../../../core/identity';
import {
  ChangeLicenseService,
  ExtendLicenseService,
  type LicenseWithUsage,
  ScheduleChangesService,
} from '../../../core/licensing';
import { LicenseDto, UpdateLicenseDto } from '../../../core/licensing/internal';
import { formatDateTime, texts, viewer } from '../../../core/i18n';
import type { Choice } from '../../../pages/components/fields';
import { SearchForm } from '../../../pages/components/filters';
import { EditForm } from '../../../pages/components/form-page';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { EmptyIsMissing } from '../../../pages/kit/optional-field';
import { textIn } from '../../../pages/kit/form-input';
import { refusedField } from '../../../pages/kit/form-state';
import { FormRoute } from '../../../pages/kit/form-route';
import { SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { licensePath } from '../../../pages/kit/record-paths';
import { EditParts } from './edit-parts.view';
import {
  ChangedMeanwhile,
  changeGroups,
  isOutdated,
  patternMessages,
  ExtendFormDto,
  extendedText,
  extendGroups,
  otherEnds,
  unkeptType,
} from './license-change.view';
import { placeOf } from './license-paths';
import { startOfDay } from './on-date';
import { PathLicense } from './path-license';

const SHOWN_GROUPS = 100;
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

/** The forms that change a license. */
@ConsoleController('license/edit/:id')
@Authorized(Permission.LicensesWrite)
export class LicenseFormsController {
  constructor(
    private readonly changes: ChangeLicenseService,
    private readonly extension: ExtendLicenseService,
    private readonly schedules: ScheduleChangesService,
    private readonly groups: GroupsService,
    private readonly customers: CustomersService,
    private readonly calendar: Calendar,
  ) {}

  @FormRoute('change')
  async changeLicense(
    @PathLicense() used: LicenseWithUsage,
    @FormBody() body: FormValues,
  ): Promise<EditForm<UpdateLicenseDto>> {
    const t = texts('licenseChange');
    const { uid, groupId, features, updatedAt } = used.license;
    const { rows } = await this.groups.list({ limit: SHOWN_GROUPS });
    const own = groupId === null ? [] : await this.groups.getEach([groupId]);
    const shown = [...own, ...rows.filter((group) => group.uid !== groupId)];
    const revision = new Date(textIn(body, 'revision'));
    return new EditForm({
      ...placeOf(used.license, 'change'),
      title: t.title,
      above: <EditParts license={used.license} current="change" />,
      texts: t,
      groups: changeGroups(used.license, shown, this.calendar),
      values: { ...LicenseDto.from(used, viewer().now), features },
      hidden: (form) => ({ revision: (!isOutdated(form) && form.value('revision')) || updatedAt.toISOString() }),
      problems: (form) => (isOutdated(form) ? <ChangedMeanwhile id={uid} /> : undefined),
      messages: patternMessages(body),
      asksReason: true,
      verb: t.save,
      input: UpdateLicenseDto,
      check: (sent) => Promise.resolve(unkeptType(used.license, sent)),
      inputOf: (input) => {
        if (Number.isNaN(revision.getTime())) {
          throw refusedField('revision', t.changedTitle);
        }
        return input;
      },
      submit: async (input) => {
        await this.changes.change(uid, UpdateLicenseDto.toChange(input), revision);
        return SeeOther.done(licensePath(uid), t.saved);
      },
    });
  }

  @FormRoute('extend')
  extendLicense(@PathLicense() { license }: LicenseWithUsage): EditForm<ExtendFormDto> {
    const t = texts('licenseActions');
    const { uid, expiresAt } = license;
    return new EditForm({
      ...placeOf(license, 'extend'),
      title: t.extendTitle,
      lead: t.extendNote,
      refused: t.nothingChanged,
      about: [{ term: t.now, value: expiresAt ? formatDateTime(expiresAt) : t.never }],
      isSection: true,
      width: 'confirmation',
      groups: extendGroups((span) => this.extension.preview(license, span), this.calendar.zone),
      texts: t,
      asksReason: true,
      verb: t.extend,
      input: ExtendFormDto,
      check: (body) => Promise.resolve(otherEnds(body)),
      messages: { 'days:other_end': t.otherEnd, 'date:other_end': t.otherEnd },
      submit: async (input) => {
        const span = ExtendFormDto.spanIn(input);
        if (input.on !== undefined) {
          return this.scheduleExtension(uid, span, startOfDay(input.on, this.calendar));
        }
        const extended =
          span === undefined
            ? await this.changes.change(uid, { expiresAt: this.calendar.endOf(input.date ?? '') })
            : await this.extension.renew(uid, span);
        return SeeOther.done(licensePath(uid), extendedText(extended));
      },
    });
  }

  @FormRoute('move')
  async moveLicense(
    @PathLicense() { license }: LicenseWithUsage,
    @Query() { q }: FindCustomerDto,
  ): Promise<EditForm<MoveLicenseDto>> {
    const t = texts('licenseActions');
    const { uid, customer: owner } = license;
    const place = placeOf(license, 'move');
    const { rows, next } = await this.findCustomers(q);
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
      groups: [{ rows: [{ name: 'customer', kind: 'radios', textKey: 'found', choices: moveChoices(rows), hint }] }],
      texts: t,
      asksReason: true,
      verb: t.move,
      input: MoveLicenseDto,
      submit: async ({ customer }) => {
        const moved = await this.changes.change(uid, { customer: customer === 'none' ? null : customer });
        const { name } = moved.license.customer ?? {};
        return SeeOther.done(licensePath(uid), name === undefined ? t.movedToNobody : t.moved({ name }));
      },
    });
  }

  /** @param span undefined for an extension to a date */
  private async scheduleExtension(uid: string, span: GivenSpan | undefined, at: Date): Promise<SeeOther> {
    const t = texts('licenseActions');
    if (span === undefined) {
      throw refusedField('on', t.onWithDate);
    }
    await this.schedules.schedule(uid, 'extend', span, at);
    return SeeOther.done(licensePath(uid), t.scheduled({ date: formatDateTime(at) }));
  }

  /** Nobody before a search. */
  private findCustomers(q: string | undefined) {
    return q === undefined ? { rows: [], next: null } : this.customers.list({ limit: SHOWN_CUSTOMERS }, { q });
  }
}

function moveChoices(found: readonly Customer[]): Choice[] {
  const t = texts('licenseActions');
  const customers = found.map(({ uid, name, email, company, reference }) => ({
    value: uid,
    title: name,
    note: [email, company, reference].filter(Boolean).join(' · ') || undefined,
  }));
  return [...customers, { value: 'none', title: t.noCustomer, note: t.noCustomerNote }];
}
