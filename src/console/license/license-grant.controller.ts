import { Authorized } from '../../common/access/authorized.decorator';
import { Calendar } from '../../common/calendar';
import { Permission } from '../../identity/permissions/permission';
import { ChangeLicenseService } from '../../licensing/licenses/change-license.service';
import { UpdateLicenseDto } from '../../licensing/licenses/dto/license-input.dto';
import type { LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import { texts } from '../../i18n/texts';
import { EditForm } from '../components/form-page';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormRoute } from '../kit/form-route';
import { SeeOther } from '../kit/page';
import { grantGroups, grantsIn } from './license-grants';
import { LicenseGrantsService } from './license-grants.service';
import { licensePath, placeOf } from './license-paths';
import { PathLicense } from './path-license';

/** Entitlements and meters of a license's own. */
@ConsoleController('license/edit/:id/grants')
@Authorized(Permission.LicensesWrite)
export class LicenseGrantController {
  constructor(
    private readonly grants: LicenseGrantsService,
    private readonly changes: ChangeLicenseService,
    private readonly calendar: Calendar,
  ) {}

  @FormRoute()
  async saveGrants(@PathLicense() { license }: LicenseWithUsage): Promise<EditForm<UpdateLicenseDto>> {
    const t = texts('licenseGrants');
    const grants = await this.grants.of(license);
    return new EditForm({
      ...placeOf(license, 'grants'),
      title: t.title,
      lead: t.lead,
      groups: grantGroups(grants, this.calendar),
      texts: t,
      messages: { entitlements: t.badValue, meters: t.badLimit },
      verb: t.save,
      input: UpdateLicenseDto,
      inputOf: (input) => grantsIn(input, grants, this.calendar),
      submit: async (input) => {
        const { grants: change = {} } = UpdateLicenseDto.toChange(input);
        await this.changes.change(license.uid, { grants: change });
        return SeeOther.done(licensePath(license.uid), t.saved);
      },
    });
  }
}
