import { Post } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { RotateKeyDto } from '../../licensing/licenses/dto/rotate-key.dto';
import { LicenseLifecycleService } from '../../licensing/licenses/license-lifecycle.service';
import { LicensesService, type LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import { RotateKeyService } from '../../licensing/licenses/rotate-key.service';
import { DeactivateActivationService } from '../../verification/calls/deactivate-activation.service';
import { formatDate } from '../../i18n/format';
import { texts } from '../../i18n/texts';
import { ConfirmForm } from '../components/confirmation';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormRoute } from '../kit/form-route';
import { SeeOther } from '../kit/page';
import { ConfirmKeyDto, confirmKey, keyGroups } from './confirm-key';
import { LICENSES_PATH, licensePath, type LicenseVerb, verbPath } from './license-paths';
import {
  blockQuestion,
  deleteQuestion,
  freeSeatsQuestion,
  revokeQuestion,
  rotateKeyQuestion,
} from './license-verbs.view';
import { PathLicense } from './path-license';

type Done = 'disabled' | 'enabled' | 'blocked' | 'unblocked' | 'checkedIn' | 'transfersReset' | 'revoked' | 'allFreed';

/** Actions on a license: those that can be undone are done at once, the others ask first. */
@ConsoleController('license/edit/:id')
@Authorized(Permission.LicensesWrite)
export class LicenseVerbsController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly lifecycle: LicenseLifecycleService,
    private readonly deactivation: DeactivateActivationService,
    private readonly rotation: RotateKeyService,
  ) {}

  @Post('disable')
  disableLicense(@PathLicense() used: LicenseWithUsage): Promise<SeeOther> {
    return done(used, (id) => this.lifecycle.disable(id), 'disabled', 'enable');
  }

  @Post('enable')
  enableLicense(@PathLicense() used: LicenseWithUsage): Promise<SeeOther> {
    return done(used, (id) => this.lifecycle.enable(id), 'enabled', 'disable');
  }

  @Post('unblock')
  unblockLicense(@PathLicense() used: LicenseWithUsage): Promise<SeeOther> {
    return done(used, (id) => this.lifecycle.unblock(id), 'unblocked', 'block');
  }

  @Post('check-in')
  checkInLicense(@PathLicense() used: LicenseWithUsage): Promise<SeeOther> {
    return done(used, (id) => this.lifecycle.checkIn(id), 'checkedIn');
  }

  @Post('reset-transfers')
  resetTransfers(@PathLicense() used: LicenseWithUsage): Promise<SeeOther> {
    return done(used, (id) => this.lifecycle.resetTransfers(id), 'transfersReset');
  }

  @FormRoute('block')
  blockLicense(@PathLicense() used: LicenseWithUsage): ConfirmForm {
    return new ConfirmForm({
      ...blockQuestion(used),
      submit: () => done(used, (id) => this.lifecycle.block(id), 'blocked', 'unblock'),
    });
  }

  @FormRoute('revoke')
  revokeLicense(@PathLicense() used: LicenseWithUsage): ConfirmForm<ConfirmKeyDto> {
    return new ConfirmForm({
      ...revokeQuestion(used),
      ...keyGroups(used.license),
      submit: ({ key }) => {
        confirmKey(used.license.key, key);
        return done(used, (id) => this.lifecycle.revoke(id), 'revoked');
      },
    });
  }

  @FormRoute('delete')
  deleteLicense(@PathLicense() used: LicenseWithUsage): ConfirmForm<ConfirmKeyDto> {
    const { uid, key } = used.license;
    return new ConfirmForm({
      ...deleteQuestion(used),
      ...keyGroups(used.license),
      submit: async (input) => {
        confirmKey(key, input.key);
        await this.licenses.delete(uid);
        return SeeOther.done(LICENSES_PATH, texts('licenseActions').deleted({ key }));
      },
    });
  }

  @FormRoute('free-seats')
  @Authorized(Permission.ActivationsWrite)
  freeSeats(@PathLicense() used: LicenseWithUsage): ConfirmForm {
    return new ConfirmForm({
      ...freeSeatsQuestion(used),
      submit: () => done(used, () => this.deactivation.deactivateAll(used.license), 'allFreed'),
    });
  }

  @FormRoute('rotate-key')
  rotateKey(@PathLicense() used: LicenseWithUsage): ConfirmForm<RotateKeyDto> {
    const { uid } = used.license;
    return new ConfirmForm({
      ...rotateKeyQuestion(used),
      input: RotateKeyDto,
      submit: async ({ key, overlap_days }) => {
        const { retired } = await this.rotation.rotate(uid, overlap_days, key);
        const text = texts('licenseActions').rotated({ until: formatDate(retired.validUntil) });
        return SeeOther.done(licensePath(uid), text);
      },
    });
  }
}

/** Makes a change, and leads to the license with a button that undoes it. */
async function done(
  { license: { uid } }: LicenseWithUsage,
  change: (id: string) => Promise<unknown>,
  text: Done,
  undo?: LicenseVerb,
): Promise<SeeOther> {
  const t = texts('licenseActions');
  await change(uid);
  return SeeOther.done(licensePath(uid), t[text], undo && { text: t.undo, path: verbPath(uid, undo), isPost: true });
}
