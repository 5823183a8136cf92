import { Authorized } from '../../common/access/authorized.decorator';
import { Calendar } from '../../common/calendar';
import { Permission } from '../../identity/permissions/permission';
import { ChangeLicenseService } from '../../licensing/licenses/change-license.service';
import { type ExtendedTerm, ExtendLicenseService } from '../../licensing/licenses/extend-license.service';
import type { LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import { formatDate, formatDateTime } from '../../i18n/format';
import { texts } from '../../i18n/texts';
import { EditForm } from '../components/form-page';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormRoute } from '../kit/form-route';
import type { FormGroups } from '../kit/form-table';
import { SeeOther } from '../kit/page';
import { DAYS_OF, ExtendFormDto, EXTENSIONS, otherEnds } from './license-extend';
import { licensePath, placeOf } from './license-paths';
import { PathLicense } from './path-license';

@ConsoleController('license/edit/:id/extend')
@Authorized(Permission.LicensesWrite)
export class LicenseExtendController {
  constructor(
    private readonly extension: ExtendLicenseService,
    private readonly changes: ChangeLicenseService,
    private readonly calendar: Calendar,
  ) {}

  @FormRoute()
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
      groups: this.groups((days) => this.extension.preview(license, days)),
      texts: t,
      verb: t.extend,
      input: ExtendFormDto,
      check: (body) => Promise.resolve(otherEnds(body)),
      messages: { 'days:other_end': t.otherEnd, 'date:other_end': t.otherEnd },
      submit: async (input) => SeeOther.done(licensePath(uid), extendedText(await this.extend(uid, input))),
    });
  }

  /** @param preview the new end by number of days; null if the license has no end to extend */
  private groups(preview: (days: number) => ExtendedTerm | null): FormGroups {
    const t = texts('licenseActions');
    const hasEnd = preview(1) !== null;
    const choices = EXTENSIONS.filter((one) => hasEnd || one === 'date').map((value) => ({
      value,
      title: t.extendOptions[value],
      note: value === 'month' || value === 'year' ? endOf(preview(DAYS_OF[value])) : undefined,
    }));
    const hint = t.dateHint({ zone: this.calendar.zone });
    return [
      {
        rows: [
          { name: 'by', kind: 'radios', textKey: 'extendBy', choices, value: 'year' },
          [
            ...(hasEnd ? [{ name: 'days', kind: 'number', isOptional: true, chooses: 'by=days' } as const] : []),
            { name: 'date', kind: 'date', isOptional: true, hint, chooses: 'by=date' },
          ],
        ],
      },
    ];
  }

  private extend(id: string, input: ExtendFormDto): Promise<LicenseWithUsage> {
    const days = ExtendFormDto.daysIn(input);
    return days === undefined
      ? this.changes.change(id, { expiresAt: this.calendar.endOf(input.date ?? '') })
      : this.extension.renew(id, days);
  }
}

function endOf(term: ExtendedTerm | null): string {
  const t = texts('licenseActions');
  return term?.expiresAt ? t.endsOn({ date: formatDate(term.expiresAt) }) : t.termOf({ days: term?.durationDays ?? 0 });
}

function extendedText({ license: { expiresAt, durationDays } }: LicenseWithUsage): string {
  const t = texts('licenseActions');
  return expiresAt ? t.extended({ date: formatDate(expiresAt) }) : t.extendedTerm({ days: durationDays ?? 0 });
}
