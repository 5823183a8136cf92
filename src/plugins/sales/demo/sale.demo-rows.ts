import type { EntityManager } from 'typeorm';
import { SAMPLE_IDS } from '../../../core/common';
import type { AddDemoRows, DemoContext } from '../../demo/demo-rows';
import { saved } from '../../demo/saved';
import { License } from '../../../core/licenses';
import { OrderLicense } from '../orders/order-license.entity';
import { OrderLine } from '../orders/order-line.entity';
import { Order } from '../orders/order.entity';
import { missingField } from '../shops/not-understood';
import { ShopEvent } from '../shops/shop-event.entity';
import { ShopMapping } from '../shops/shop-mapping.entity';
import { DEFAULT_SETTINGS, Shop, shopSecret } from '../shops/shop.entity';

/** Verifies nothing of worth: anybody may know it. */
const DEMO_SHOP_SECRET = `whsec_${Buffer.alloc(32, 'demo').toString('base64')}`;

/** An order, and a shop with an event, whose ids the examples of the documents name. */
export const addSales: AddDemoRows = async (manager, context) => {
  const license = await manager.findOneByOrFail(License, { key: 'DEMO-NOT-STARTED-0005' });
  await addOrder(manager, license, context);
  await addShop(manager, license, context);
};

async function addOrder(manager: EntityManager, license: License, { stamp }: DemoContext): Promise<void> {
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
    interval: 'P1Y',
    ...stamp,
  });
  const { id: lineId } = await saved(manager, OrderLine, { orderId, productId, policyId, price: 4900 });
  await manager.insert(OrderLicense, { licenseId, lineId });
  await manager.update(License, licenseId, { orderId: SAMPLE_IDS.order });
}

async function addShop(manager: EntityManager, license: License, context: DemoContext): Promise<void> {
  const { productId, policyId } = license;
  const { now, stamp, cipher } = context;
  const shop = { kind: 'generic', settings: DEFAULT_SETTINGS, ...stamp } as const;
  const { id: shopId } = await saved(manager, Shop, {
    ...shop,
    uid: SAMPLE_IDS.shop,
    name: 'demo-shop',
    apiKey: null,
    secret: cipher.encrypt(shopSecret(SAMPLE_IDS.shop), DEMO_SHOP_SECRET),
  });
  await manager.insert(Shop, {
    ...shop,
    uid: SAMPLE_IDS.spareShop,
    name: 'demo-spare',
    secret: cipher.encrypt(shopSecret(SAMPLE_IDS.spareShop), DEMO_SHOP_SECRET),
  });
  await saved(manager, ShopMapping, {
    uid: SAMPLE_IDS.shopMapping,
    shopId,
    externalId: 'price_demo',
    productId,
    policyId,
    per: 'license',
    entitlements: {},
    ...stamp,
  });
  await saved(manager, ShopEvent, {
    uid: SAMPLE_IDS.shopEvent,
    shopId,
    externalId: 'msg_demo',
    type: 'order.paid',
    at: now,
    payload: {},
    state: 'unmapped',
    reason: missingField('order'),
    dueAt: now,
    receivedAt: now,
    processedAt: now,
  });
}
