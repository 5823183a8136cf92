import { Get, Param } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import type { LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import type { Page } from '../kit/page';
import { LicensePageService } from './license-page.service';
import { licensePage } from './license-page.view';
import { textPage } from './license-text.view';
import { PathLicense } from './path-license';

/** Answers a support call in one look. */
@ConsoleController('license/edit')
export class LicensePageController {
  constructor(private readonly pages: LicensePageService) {}

  @Get(':id')
  @Authorized(Permission.LicensesRead)
  async showLicense(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<Page> {
    return licensePage(id, await this.pages.find(id), {
      canWrite: isPermitted(caller, Permission.LicensesWrite),
      canFree: isPermitted(caller, Permission.ActivationsWrite),
    });
  }

  @Get(':id/text')
  @Authorized(Permission.LicensesRead)
  showText(@PathLicense() { license }: LicenseWithUsage): Page {
    return textPage(license);
  }
}
