import { Get, Param } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import type { LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import { formatDate, formatNumber } from '../../i18n/format';
import { texts } from '../../i18n/texts';
import { detailPage } from '../components/detail-page';
import { Code } from '../components/text';
import { ConsoleController } from '../frame/console-controller.decorator';
import type { Page } from '../kit/page';
import { LicensePageService } from './license-page.service';
import { licensePage } from './license-page.view';
import { crumbsOf } from './license-paths';
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

  /** A text for a mail: the console sends none. */
  @Get(':id/text')
  @Authorized(Permission.LicensesRead)
  showText(@PathLicense() { license }: LicenseWithUsage): Page {
    const t = texts('licenseActions');
    const { key, product, maxActivations, expiresAt } = license;
    const seats = maxActivations === null ? t.anyNumber : formatNumber(maxActivations);
    const text = t.customerText({
      key,
      product: product?.name ?? '',
      seats,
      ends: expiresAt ? formatDate(expiresAt) : t.forever,
    });
    return detailPage({
      title: t.textTitle,
      width: 'confirmation',
      crumbs: crumbsOf(license),
      lead: t.textLead,
      main: <Code label={t.textTitle} text={text} />,
    });
  }
}
