import { Get, Param, Post } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { Calendar } from '../../common/calendar';
import type { FormValues } from '../../common/http/form-fields';
import { Permission } from '../../identity/permissions/permission';
import { ChangeLicenseService } from '../../licensing/licenses/change-license.service';
import { ExtendLicenseService } from '../../licensing/licenses/extend-license.service';
import { LicensesService, type LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { ExtendFormDto, otherEnds } from './license-extend';
import { extendedText, extendPage } from './license-extend.view';
import { LicenseIdPipe } from './license-id.pipe';
import { licensePath } from './license-paths';
import { FormBody } from '../kit/parameters';

@ConsoleController('license/edit/:id/extend')
@Authorized(Permission.LicensesWrite)
export class LicenseExtendController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly extension: ExtendLicenseService,
    private readonly changes: ChangeLicenseService,
    private readonly calendar: Calendar,
  ) {}

  @Get()
  askToExtendLicense(@Param('id', LicenseIdPipe) id: string): Promise<Page> {
    return this.page(id, FormState.of({ by: 'year' }));
  }

  @Post()
  extendLicense(@Param('id', LicenseIdPipe) id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const t = texts('licenseActions');
    return submitForm({
      body,
      input: ExtendFormDto,
      check: () => Promise.resolve(otherEnds(body)),
      messages: {
        by: t.chooseEnd,
        days: t.badDays,
        date: t.badDate,
        'days:other_end': t.otherEnd,
        'date:other_end': t.otherEnd,
      },
      submit: async (input) => {
        const text = extendedText(await this.extend(id, input));
        return SeeOther.done(licensePath(id), text);
      },
      show: (form) => this.page(id, form),
    });
  }

  private extend(id: string, input: ExtendFormDto): Promise<LicenseWithUsage> {
    const days = ExtendFormDto.daysIn(input);
    return days === undefined
      ? this.changes.change(id, { expiresAt: this.calendar.endOf(input.date ?? '') })
      : this.extension.renew(id, days);
  }

  private async page(id: string, form: FormState): Promise<Page> {
    const used = await this.licenses.get(id);
    const preview = (days: number) => this.extension.preview(used.license, days);
    return extendPage({ ...used, form, preview, zone: this.calendar.zone });
  }
}
