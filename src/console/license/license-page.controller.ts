import { Get, Param } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { LicensesService } from '../../licensing/licenses/licenses.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import type { Page } from '../kit/page';
import { LicenseIdPipe } from './license-id.pipe';
import { LicensePageService } from './license-page.service';
import { licensePage } from './license-page.view';
import { textPage } from './license-text.view';

/** Answers a support call in one look. */
@ConsoleController('license/edit')
export class LicensePageController {
  constructor(
    private readonly pages: LicensePageService,
    private readonly licenses: LicensesService,
  ) {}

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
  async showText(@Param('id', LicenseIdPipe) id: string): Promise<Page> {
    const { license } = await this.licenses.get(id);
    return textPage(license);
  }
}
