import { Get, Param } from '@nestjs/common';
import { ButtonLink } from '../../../pages/components/button';
import { Page, SeeOther } from '../../../pages/kit/page';
import { texts } from '../../../core/i18n';
import { PortalController } from '../frame/portal-controller.decorator';
import { Card, PortalHead, StateLine } from '../frame/portal-parts';
import { CurrentVisitor, type PortalVisitor } from '../frame/portal-visitor';
import { SignedInOnly } from '../sign-in/signed-in-only';
import { licensePath, stateText } from './license-words';
import { PortalLicensesService } from './portal-licenses.service';
import { PortalOffersService } from './portal-offers.service';
import { UidPipe } from './uid.pipe';

/** Leads to the checkout that renews a license. */
@SignedInOnly()
@PortalController('portal/licenses/:id/renew')
export class PortalRenewLicenseController {
  constructor(
    private readonly licenses: PortalLicensesService,
    private readonly offers: PortalOffersService,
  ) {}

  /** A page, because browsers refuse a redirect to another site after the form of the sign-in. */
  @Get()
  async showPortalRenewal(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('id', UidPipe) id: string,
  ): Promise<Page | SeeOther> {
    const t = texts('portalLicense');
    const owned = await this.licenses.getManaged(visitor, id);
    const { renewal, page } = await this.offers.of(owned);
    const url = renewal ?? page;
    if (url === null) {
      return new SeeOther(licensePath(id));
    }
    const { product, state } = owned;
    const title = t.renewTitle({ product: product.name });
    const body = (
      <>
        <PortalHead title={title} back={{ path: licensePath(id), title: product.name }} />
        <Card id="renew" title={t.toCheckout} lead={t.renewLead({ host: new URL(url).host })}>
          <StateLine tone={state.tone}>{stateText(state)}</StateLine>
          <p class="portal-buttons" data-follow-now>
            <ButtonLink look="primary" href={url} iconAfter="external-link" text={texts('portalLicenses').renew} />
          </p>
        </Card>
      </>
    );
    return new Page({ title, body });
  }
}
