import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { License } from '../../licenses/licenses/license.entity';
import { SecretCipher } from '../../platform/config/secret-cipher';
import { OrderLicense } from '../../sales/orders/order-license.entity';
import { OrderLine } from '../../sales/orders/order-line.entity';
import { Order } from '../../sales/orders/order.entity';
import { ShopEvent } from '../../sales/shops/shop-event.entity';
import { ShopMapping } from '../../sales/shops/shop-mapping.entity';
import { DEFAULT_SETTINGS, Shop, shopSecret } from '../../sales/shops/shop.entity';
import { SAMPLE_IDS } from '../../common/openapi/sample-ids';
import { saved } from './saved';

/** Verifies nothing of worth: anybody may know it. */
const DEMO_SHOP_SECRET = `whsec_${Buffer.alloc(32, 'demo').toString('base64')}`;

/** An order, and a shop with an event, whose ids the examples of the documents name. */
@Injectable()
export class DemoSalesService {
  constructor(
    private readonly clock: Clock,
    private readonly cipher: SecretCipher,
  ) {}

  async add(manager: EntityManager): Promise<void> {
    await this.addOrder(manager);
    await this.addShop(manager);
  }

  private get stamp(): { createdAt: Date; updatedAt: Date } {
    return { createdAt: this.clock.now(), updatedAt: this.clock.now() };
  }

  private async addOrder(manager: EntityManager): Promise<void> {
    const license = await manager.findOneByOrFail(License, { key: 'DEMO-NOT-STARTED-0005' });
    const { id: licenseId, productId, policyId, customerId, expiresAt: periodEnd } = license;
    const { id: orderId } = await saved(manager, Order, {
      uid: SAMPLE_IDS.order,
      externalId: 'demo-1001',
      subscriptionId: 'demo-sub-1',
      customerId,
      state: 'paid',
      currency: 'EUR',
      total: 4900,
      periodEnd,
      ...this.stamp,
    });
    const { id: lineId } = await saved(manager, OrderLine, { orderId, productId, policyId, price: 4900 });
    await manager.insert(OrderLicense, { licenseId, lineId });
    await manager.update(License, licenseId, { orderId: SAMPLE_IDS.order });
  }

  private async addShop(manager: EntityManager): Promise<void> {
    const { productId, policyId } = await manager.findOneByOrFail(License, { key: 'DEMO-NOT-STARTED-0005' });
    const now = this.clock.now();
    const { id: shopId } = await saved(manager, Shop, {
      uid: SAMPLE_IDS.shop,
      kind: 'generic',
      name: 'demo-shop',
      apiKey: null,
      settings: DEFAULT_SETTINGS,
      secret: this.cipher.encrypt(shopSecret(SAMPLE_IDS.shop), DEMO_SHOP_SECRET),
      ...this.stamp,
    });
    await manager.insert(Shop, {
      uid: SAMPLE_IDS.spareShop,
      kind: 'generic',
      name: 'demo-spare',
      settings: DEFAULT_SETTINGS,
      secret: this.cipher.encrypt(shopSecret(SAMPLE_IDS.spareShop), DEMO_SHOP_SECRET),
      ...this.stamp,
    });
    await saved(manager, ShopMapping, {
      uid: SAMPLE_IDS.shopMapping,
      shopId,
      externalId: 'price_demo',
      productId,
      policyId,
      per: 'license',
      entitlements: {},
      ...this.stamp,
    });
    await saved(manager, ShopEvent, {
      uid: SAMPLE_IDS.shopEvent,
      shopId,
      externalId: 'msg_demo',
      type: 'order.paid',
      at: now,
      payload: {},
      state: 'unmapped',
      reason: 'The event lacks order.',
      dueAt: now,
      receivedAt: now,
      processedAt: now,
    });
  }
}
