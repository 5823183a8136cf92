import { Body, Get, Param, Post } from '@nestjs/common';
import { IsString } from 'class-validator';
import { problem } from '../../../core/common';
import { ReplaceKeyService } from '../../../core/licensing';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { formatDate, texts } from '../../../core/i18n';
import { PortalController } from '../frame/portal-controller.decorator';
import { CurrentVisitor, type PortalVisitor } from '../frame/portal-visitor';
import { SignedInOnly } from '../sign-in/signed-in-only';
import { licensePath } from './license-words';
import { type OwnedLicense, PortalLicensesService } from './portal-licenses.service';
import { canReplaceKey, replaceKeyPage } from './replace-key.view';
import { UidPipe } from './uid.pipe';

class ShownKeyDto {
  @IsString()
  key: string = '';
}

/** Asks whether the key of a license is to be replaced, and replaces it. */
@SignedInOnly()
@PortalController('portal/licenses/:id/replace-key')
export class PortalReplaceKeyController {
  constructor(
    private readonly licenses: PortalLicensesService,
    private readonly keys: ReplaceKeyService,
  ) {}

  @Get()
  async showPortalReplaceKey(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('id', UidPipe) id: string,
  ): Promise<Page> {
    const owned = await this.replaceable(visitor, id);
    return replaceKeyPage(owned, await this.keys.leftOf(owned.license));
  }

  @Post()
  async replacePortalKey(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('id', UidPipe) id: string,
    @Body() { key }: ShownKeyDto,
  ): Promise<SeeOther> {
    const { license } = await this.replaceable(visitor, id);
    const t = texts('portalLicense');
    if (await this.keys.replace(license.uid, key)) {
      return SeeOther.done(licensePath(id), t.replaced);
    }
    const { license: current } = await this.replaceable(visitor, id);
    const { nextAt } = await this.keys.leftOf(current);
    const isReplaced = current.key !== key || nextAt === null;
    const text = isReplaced ? t.replacedBefore : t.replaceNone({ date: formatDate(nextAt) });
    return new SeeOther(licensePath(id), { tone: 'bad', text });
  }

  /** Not found where the policy or the state of the license does not allow it, or for a named user. */
  private async replaceable(visitor: PortalVisitor, id: string): Promise<OwnedLicense> {
    const owned = await this.licenses.getManaged(visitor, id);
    if (!canReplaceKey(owned)) {
      throw problem('LICENSE_NOT_FOUND');
    }
    return owned;
  }
}
