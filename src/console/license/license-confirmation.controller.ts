import { Get, Param, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsString, Max, Min } from 'class-validator';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { Permission } from '../../identity/permissions/permission';
import { DeactivateActivationService } from '../../verification/calls/deactivate-activation.service';
import { IsLicenseKey } from '../../licensing/licenses/dto/license-fields';
import { LicenseLifecycleService } from '../../licensing/licenses/license-lifecycle.service';
import { LicensesService } from '../../licensing/licenses/licenses.service';
import { RotateKeyService } from '../../licensing/licenses/rotate-key.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { OptionalField } from '../kit/optional-field';
import { formatDate } from '../../i18n/format';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { confirmKey, ConfirmKeyDto } from './confirm-key';
import { blockPage, deletePage, freeSeatsPage, revokePage, rotateKeyPage } from './license-confirmation.view';
import { LicenseIdPipe } from './license-id.pipe';
import { LICENSES_PATH, licensePath, verbPath } from './license-paths';
import { FormBody } from '../kit/parameters';

export class RotateKeyFormDto {
  @OptionalField()
  @IsString()
  @IsLicenseKey()
  key?: string;

  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(365)
  overlap_days!: number;
}

/** Actions that ask first. */
@ConsoleController('license/edit/:id')
export class LicenseConfirmationController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly lifecycle: LicenseLifecycleService,
    private readonly deactivation: DeactivateActivationService,
    private readonly rotation: RotateKeyService,
  ) {}

  @Get('block')
  @Authorized(Permission.LicensesWrite)
  async askToBlockLicense(@Param('id', LicenseIdPipe) id: string): Promise<Page> {
    return blockPage(await this.licenses.get(id));
  }

  @Post('block')
  @Authorized(Permission.LicensesWrite)
  async blockLicense(@Param('id', LicenseIdPipe) id: string): Promise<SeeOther> {
    const t = texts('licenseActions');
    await this.lifecycle.block(id);
    const link = { text: t.undo, path: verbPath(id, 'unblock'), isPost: true };
    return SeeOther.done(licensePath(id), t.blocked, link);
  }

  @Get('revoke')
  @Authorized(Permission.LicensesWrite)
  async askToRevokeLicense(@Param('id', LicenseIdPipe) id: string): Promise<Page> {
    return revokePage(await this.licenses.get(id), FormState.empty());
  }

  @Post('revoke')
  @Authorized(Permission.LicensesWrite)
  async revokeLicense(@Param('id', LicenseIdPipe) id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const used = await this.licenses.get(id);
    return submitForm({
      body,
      input: ConfirmKeyDto,
      submit: async ({ key }) => {
        confirmKey(used.license.key, key);
        await this.lifecycle.revoke(id);
        return SeeOther.done(licensePath(id), texts('licenseActions').revoked);
      },
      show: (form) => revokePage(used, form),
    });
  }

  @Get('delete')
  @Authorized(Permission.LicensesWrite)
  async askToDeleteLicense(@Param('id', LicenseIdPipe) id: string): Promise<Page> {
    return deletePage(await this.licenses.get(id), FormState.empty());
  }

  @Post('delete')
  @Authorized(Permission.LicensesWrite)
  async deleteLicense(@Param('id', LicenseIdPipe) id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const used = await this.licenses.get(id);
    const { key } = used.license;
    return submitForm({
      body,
      input: ConfirmKeyDto,
      submit: async (input) => {
        confirmKey(key, input.key);
        await this.licenses.delete(id);
        return SeeOther.done(LICENSES_PATH, texts('licenseActions').deleted({ key }));
      },
      show: (form) => deletePage(used, form),
    });
  }

  @Get('free-seats')
  @Authorized(Permission.ActivationsWrite)
  async askToFreeSeats(@Param('id', LicenseIdPipe) id: string): Promise<Page> {
    return freeSeatsPage(await this.licenses.get(id));
  }

  @Post('free-seats')
  @Authorized(Permission.ActivationsWrite)
  async freeSeats(@Param('id', LicenseIdPipe) id: string): Promise<SeeOther> {
    const { license } = await this.licenses.get(id);
    await this.deactivation.deactivateAll(license);
    return SeeOther.done(licensePath(id), texts('licenseActions').allFreed);
  }

  @Get('rotate-key')
  @Authorized(Permission.LicensesWrite)
  async askToRotateKey(@Param('id', LicenseIdPipe) id: string): Promise<Page> {
    return rotateKeyPage(await this.licenses.get(id), FormState.of({ overlap_days: '7' }));
  }

  @Post('rotate-key')
  @Authorized(Permission.LicensesWrite)
  async rotateKey(@Param('id', LicenseIdPipe) id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const t = texts('licenseActions');
    return submitForm({
      body,
      input: RotateKeyFormDto,
      messages: { overlap_days: t.badOverlap, key: t.badKey },
      submit: async ({ key, overlap_days }) => {
        const { retired } = await this.rotation.rotate(id, overlap_days, key);
        return SeeOther.done(licensePath(id), t.rotated({ until: formatDate(retired.validUntil) }));
      },
      show: async (form) => rotateKeyPage(await this.licenses.get(id), form),
    });
  }
}
