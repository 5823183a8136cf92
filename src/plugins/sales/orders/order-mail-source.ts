import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { MailSubjectSource } from '../../../core/mail';
import { type LicenseFacts, type MailSubjectFacts } from '../../../core/mail/internal';
import { type Event, type Mail, UnitOfWork } from '../../../core/platform';
import { Unrenderable } from '../../../core/platform/internal';
import { OrderLicense } from './order-license.entity';
import { Order } from './order.entity';

/** The orders that e-mails are about. */
@Injectable()
export class OrderMailSource extends MailSubjectSource {
  readonly about = 'order';

  // PostgreSQL may read other events of the range first, whose target has another id: hence CASE.
  override readonly toCustomers = `
    JOIN orders AS sale
      ON sale.uid = CASE WHEN event.target_type = 'orders' THEN event.target_id::uuid END AND sale.sends_mail
    JOIN customers AS customer ON customer.id = sale.customer_id AND customer.email IS NOT NULL`;

  constructor(private readonly work: UnitOfWork) {
    super();
  }

  async read({ targetId: uid, data }: Event, { kind }: Pick<Mail, 'kind'>): Promise<MailSubjectFacts> {
    const order = await this.work.manager.findOne(Order, {
      where: { uid },
      relations: { customer: true, lines: { product: true } },
    });
    if (!order) {
      throw new Unrenderable('The order was deleted');
    }
    const products = new Map(order.lines?.flatMap(({ product }) => (product ? [[product.id, product]] : [])));
    const [only, ...others] = products.values();
    const productName = [...products.values()].map(({ name }) => name).join(', ');
    const template = others.length === 0 ? (only ?? null) : null;
    const licenses = kind === 'order_licenses' ? await this.licensesOf(order, uidsIn(data)) : [];
    return { order, licenses, template, productName, customer: order.customer ?? null, path: `/orders/${uid}` };
  }

  /** Those that its payment gave, and not what it gave later. */
  private async licensesOf({ id: orderId }: Order, uids: readonly string[]): Promise<LicenseFacts[]> {
    const given = await this.work.manager.find(OrderLicense, {
      where: { line: { orderId }, license: { uid: In([...uids]) } },
      relations: { license: { product: true } },
      order: { lineId: 'ASC', licenseId: 'ASC' },
    });
    if (given.length === 0) {
      throw new Unrenderable('The licenses were deleted');
    }
    return given.flatMap(({ license }) => (license ? [{ ...license, product: license.product?.name ?? '' }] : []));
  }
}

function uidsIn(data: Event['data']): string[] {
  const { licenses = [] } = data as { readonly licenses?: string[] };
  return licenses;
}
