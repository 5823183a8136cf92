import { Get } from '@nestjs/common';
import type { VNode } from 'preact';
import { ButtonLink } from '../../../pages/components/button';
import { Page } from '../../../pages/kit/page';
import { formatDate, formatMoney, texts } from '../../../core/i18n';
import type { Order } from '../orders/order.entity';
import { PortalController } from '../../portal/frame/portal-controller.decorator';
import { PortalHead, StateLine, type Tone } from '../../portal/frame/portal-parts';
import { CurrentVisitor, type PortalVisitor } from '../../portal/frame/portal-visitor';
import { SignedInOnly } from '../../portal/sign-in/signed-in-only';
import { type BillingLinks, BillingLinksService } from '../../portal/licenses/billing-links.service';
import { PortalOrdersService } from './portal-orders.service';

const TONES: Readonly<Record<Order['state'], Tone>> = {
  paid: 'ok',
  partly_refunded: 'ok',
  refunded: 'neutral',
  disputed: 'bad',
  cancelled: 'neutral',
  past_due: 'warn',
};

@SignedInOnly()
@PortalController('portal/orders')
export class PortalOrderListController {
  constructor(
    private readonly orders: PortalOrdersService,
    private readonly billing: BillingLinksService,
  ) {}

  @Get()
  async showPortalOrders(@CurrentVisitor() visitor: PortalVisitor): Promise<Page> {
    const t = texts('portalOrders');
    const orders = await this.orders.list(visitor);
    const body = (
      <>
        <PortalHead title={t.title} lead={t.counts({ count: orders.length })} />
        {orders.length === 0 && <p class="portal-none">{t.none({ email: visitor.email })}</p>}
        <ul class="portal-cards">
          {orders.map((order) => (
            <OrderCard key={order.uid} order={order} links={this.billing.of(order)} />
          ))}
        </ul>
      </>
    );
    return new Page({ title: t.title, body });
  }
}

function OrderCard({ order, links }: { readonly order: Order; readonly links: BillingLinks }): VNode {
  const t = texts('portalOrders');
  const { state, currency, total, refunded, createdAt, externalId, lines = [] } = order;
  return (
    <li class="portal-card">
      <div class="portal-card-head">
        <div class="portal-card-text">
          <h2>{formatDate(createdAt)}</h2>
          <StateLine tone={TONES[state]}>{t.states[state]}</StateLine>
        </div>
        {total !== null && currency !== null && <b class="portal-sum">{formatMoney(total, currency)}</b>}
      </div>
      <ul class="portal-lines">
        {lines.map(({ uid, product, quantity, price }) => (
          <li key={uid}>
            <span>{t.line({ product: product?.name ?? t.deleted, quantity })}</span>
            {price !== null && currency !== null && <span>{formatMoney(price, currency)}</span>}
          </li>
        ))}
      </ul>
      {(refunded > 0 || externalId !== null || links.receipt !== undefined || links.billing !== undefined) && (
        <div class="portal-card-foot-row">
          <span>
            {externalId !== null && t.number({ number: externalId })}
            {refunded > 0 && currency !== null && ` · ${t.paidBack({ amount: formatMoney(refunded, currency) })}`}
          </span>
          <span class="portal-actions">
            {links.receipt !== undefined && (
              <ButtonLink href={links.receipt} iconAfter="external-link" text={t.receipt} />
            )}
            {links.billing !== undefined && (
              <ButtonLink href={links.billing} iconAfter="external-link" text={t.billing} />
            )}
          </span>
        </div>
      )}
    </li>
  );
}
