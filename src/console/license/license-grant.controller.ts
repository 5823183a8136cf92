import { Get, Param, Post } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { Calendar } from '../../common/calendar';
import type { FormValues } from '../../common/http/form-fields';
import { Permission } from '../../identity/permissions/permission';
import { ChangeLicenseService } from '../../licensing/licenses/change-license.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { GrantFormDto, grantMessages, grantsIn, grantValues } from './license-grant-form';
import { LicenseGrantsService } from './license-grants.service';
import { grantPage } from './license-grant.view';
import { LicenseIdPipe } from './license-id.pipe';
import { licensePath } from './license-paths';
import { FormBody } from '../kit/parameters';

/** Entitlements and meters of a license's own. */
@ConsoleController('license/edit/:id/grants')
@Authorized(Permission.LicensesWrite)
export class LicenseGrantController {
  constructor(
    private readonly grants: LicenseGrantsService,
    private readonly changes: ChangeLicenseService,
    private readonly calendar: Calendar,
  ) {}

  @Get()
  async showGrants(@Param('id', LicenseIdPipe) id: string): Promise<Page> {
    const grants = await this.grants.read(id);
    return grantPage({ grants, form: FormState.of(grantValues(grants, this.calendar)) });
  }

  @Post()
  async saveGrants(@Param('id', LicenseIdPipe) id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const grants = await this.grants.read(id);
    return submitForm({
      body,
      input: GrantFormDto,
      messages: grantMessages(grants),
      submit: async () => {
        await this.changes.change(id, { grants: await grantsIn(body, grants, this.calendar) });
        return SeeOther.done(licensePath(id), texts('licenseGrants').saved);
      },
      show: (form) => grantPage({ grants, form }),
    });
  }
}
