import { Param } from '@nestjs/common';
import { Authorized, problem, UuidPipe } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { formatDateTime, texts } from '../../../core/i18n';
import { type LicenseWithUsage, ScheduleChangesService } from '../../../core/licensing';
import { ConfirmForm } from '../../../pages/components/confirmation';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../pages/kit/form-route';
import { SeeOther } from '../../../pages/kit/page';
import { licensePath } from '../../../pages/kit/record-paths';
import { crumbsOf, schedulePath } from './license-paths';
import { describedChange } from './license-schedule.view';
import { PathLicense } from './path-license';

/** Takes scheduled changes of a license back. */
@ConsoleController('license/edit/:id/scheduled')
@Authorized(Permission.LicensesWrite)
export class LicenseScheduleController {
  constructor(private readonly changes: ScheduleChangesService) {}

  @FormRoute(':change/cancel')
  cancelChange(@PathLicense() { license }: LicenseWithUsage, @Param('change', UuidPipe) changeId: string): ConfirmForm {
    const t = texts('licenseSchedule');
    const { uid, scheduledChanges = [] } = license;
    const change = scheduledChanges.find((one) => one.uid === changeId);
    if (!change) {
      throw problem('SCHEDULED_CHANGE_ENDED');
    }
    const date = formatDateTime(change.effectiveAt);
    return new ConfirmForm({
      about: [
        { term: t.on, value: date },
        { term: t.change, value: describedChange(change) },
      ],
      crumbs: crumbsOf(license),
      action: schedulePath(uid, changeId),
      keep: { title: t.keep, href: licensePath(uid) },
      title: t.cancelTitle,
      undo: { isPossible: true, text: t.cancelUndo },
      consequences: [
        { icon: 'calendar-plus', text: t.staysOn({ date }) },
        { icon: 'zap', text: texts('licenseActions').webhooksTold },
      ],
      verb: t.cancelChange,
      submit: async () => {
        await this.changes.cancel(uid, changeId);
        return SeeOther.done(licensePath(uid), t.cancelled);
      },
    });
  }
}
