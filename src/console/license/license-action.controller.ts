import { Param, Post } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { LicenseLifecycleService } from '../../licensing/licenses/license-lifecycle.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { SeeOther } from '../kit/page';
import { texts } from '../../i18n/texts';
import { LicenseIdPipe } from './license-id.pipe';
import { licensePath, verbPath } from './license-paths';

/** Actions that can be undone need no confirmation. */
@ConsoleController('license/edit/:id')
@Authorized(Permission.LicensesWrite)
export class LicenseActionController {
  constructor(private readonly lifecycle: LicenseLifecycleService) {}

  @Post('disable')
  async disableLicense(@Param('id', LicenseIdPipe) id: string): Promise<SeeOther> {
    const t = texts('licenseActions');
    await this.lifecycle.disable(id);
    const link = { text: t.undo, path: verbPath(id, 'enable'), isPost: true };
    return SeeOther.done(licensePath(id), t.disabled, link);
  }

  @Post('enable')
  async enableLicense(@Param('id', LicenseIdPipe) id: string): Promise<SeeOther> {
    const t = texts('licenseActions');
    await this.lifecycle.enable(id);
    const link = { text: t.undo, path: verbPath(id, 'disable'), isPost: true };
    return SeeOther.done(licensePath(id), t.enabled, link);
  }

  @Post('unblock')
  async unblockLicense(@Param('id', LicenseIdPipe) id: string): Promise<SeeOther> {
    const t = texts('licenseActions');
    await this.lifecycle.unblock(id);
    const link = { text: t.undo, path: verbPath(id, 'block'), isPost: true };
    return SeeOther.done(licensePath(id), t.unblocked, link);
  }

  @Post('check-in')
  async checkInLicense(@Param('id', LicenseIdPipe) id: string): Promise<SeeOther> {
    await this.lifecycle.checkIn(id);
    return SeeOther.done(licensePath(id), texts('licenseActions').checkedIn);
  }

  @Post('reset-transfers')
  async resetTransfers(@Param('id', LicenseIdPipe) id: string): Promise<SeeOther> {
    await this.lifecycle.resetTransfers(id);
    return SeeOther.done(licensePath(id), texts('licenseActions').transfersReset);
  }
}
