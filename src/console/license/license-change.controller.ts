import { Get, Post } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { Calendar } from '../../common/calendar';
import { Clock } from '../../common/clock';
import type { FormValues } from '../../common/http/form-fields';
import { GroupsService } from '../../customers/groups/groups.service';
import { Permission } from '../../identity/permissions/permission';
import { ChangeLicenseService } from '../../licensing/licenses/change-license.service';
import { LicenseDto } from '../../licensing/licenses/dto/license.dto';
import { UpdateLicenseDto } from '../../licensing/licenses/dto/license-input.dto';
import type { LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import { texts } from '../../i18n/texts';
import { EditForm } from '../components/form-page';
import { ConsoleController } from '../frame/console-controller.decorator';
import { refusedField } from '../kit/form-state';
import { textIn } from '../kit/form-input';
import { type Page, SeeOther } from '../kit/page';
import { FormBody } from '../kit/parameters';
import { ChangedMeanwhile, changeGroups, isOutdated, patternMessages } from './license-change.view';
import { licensePath, placeOf } from './license-paths';
import { PathLicense } from './path-license';

const SHOWN_GROUPS = 100;

@ConsoleController('license/edit/:id/change')
@Authorized(Permission.LicensesWrite)
export class LicenseChangeController {
  constructor(
    private readonly changes: ChangeLicenseService,
    private readonly groups: GroupsService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  @Get()
  async showLicenseForm(@PathLicense() used: LicenseWithUsage): Promise<Page> {
    return (await this.form(used)).show();
  }

  @Post()
  async saveLicense(@PathLicense() used: LicenseWithUsage, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return (await this.form(used, body)).submit(body);
  }

  private async form(used: LicenseWithUsage, body: FormValues = {}): Promise<EditForm<UpdateLicenseDto>> {
    const t = texts('licenseChange');
    const { uid, groupId, features, updatedAt } = used.license;
    const { rows } = await this.groups.list({ limit: SHOWN_GROUPS });
    const own = groupId === null ? [] : await this.groups.getEach([groupId]);
    const revision = new Date(textIn(body, 'revision'));
    return new EditForm({
      ...placeOf(used.license, 'change'),
      title: t.title,
      texts: t,
      groups: changeGroups(used.license, [...own, ...rows.filter((group) => group.uid !== groupId)], this.calendar),
      values: { ...LicenseDto.from(used, this.clock.now()), features },
      hidden: (form) => ({ revision: (!isOutdated(form) && form.value('revision')) || updatedAt.toISOString() }),
      problems: (form) => (isOutdated(form) ? ChangedMeanwhile({ id: uid }) : undefined),
      messages: patternMessages(body),
      verb: t.save,
      input: UpdateLicenseDto,
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
}
