import { Get, Param, Post } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { Calendar } from '../../common/calendar';
import type { FormValues } from '../../common/http/form-fields';
import { GroupsService } from '../../customers/groups/groups.service';
import { Permission } from '../../identity/permissions/permission';
import { ChangeLicenseService } from '../../licensing/licenses/change-license.service';
import type { License } from '../../licenses/licenses/license.entity';
import { LicensesService } from '../../licensing/licenses/licenses.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { ChangeFormDto, changeIn, changeMessages, changeValues } from './license-change-form';
import { changePage } from './license-change.view';
import { LicenseIdPipe } from './license-id.pipe';
import { licensePath } from './license-paths';
import { FormBody } from '../kit/parameters';

const SHOWN_GROUPS = 100;

@ConsoleController('license/edit/:id/change')
@Authorized(Permission.LicensesWrite)
export class LicenseChangeController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly changes: ChangeLicenseService,
    private readonly groups: GroupsService,
    private readonly calendar: Calendar,
  ) {}

  @Get()
  async showLicenseForm(@Param('id', LicenseIdPipe) id: string): Promise<Page> {
    const { license } = await this.licenses.get(id);
    const form = FormState.of(changeValues(license, this.calendar));
    return this.page(license, form);
  }

  @Post()
  async saveLicense(@Param('id', LicenseIdPipe) id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const { license } = await this.licenses.get(id);
    return submitForm({
      body,
      input: ChangeFormDto,
      messages: changeMessages(body),
      submit: async ({ revision }) => {
        const change = await changeIn(body, changeValues(license, this.calendar), this.calendar);
        await this.changes.change(id, change, revision);
        return SeeOther.done(licensePath(id), texts('licenseChange').saved);
      },
      show: (form) => this.page(license, form),
    });
  }

  private async page(license: License, form: FormState): Promise<Page> {
    const { rows } = await this.groups.list({ limit: SHOWN_GROUPS });
    const own = license.groupId === null ? [] : await this.groups.getEach([license.groupId]);
    const groups = [...own, ...rows.filter(({ uid }) => uid !== license.groupId)];
    return changePage({ license, form, groups, zone: this.calendar.zone });
  }
}
