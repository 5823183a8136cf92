/** @type {import('../patches.cjs').Patch[]} */
module.exports = [
  {
    file: 'src/sales/orders/orders.service.ts',
    find: "await manager.query('SELECT id FROM orders WHERE uid = $1 FOR NO KEY UPDATE', [uid]);",
    replace: '',
    fault: 'changes of an order do not lock it',
  },
  {
    file: 'src/sales/orders/orders.service.ts',
    find: "await manager.query('SELECT id FROM licenses WHERE order_id = $1 ORDER BY id FOR NO KEY UPDATE', [uid]);",
    replace: '',
    fault: 'changes of an order do not lock its licenses',
  },
  {
    file: 'src/sales/orders/orders.service.ts',
    find: "'sale.shop = :shop AND sale.externalId = :externalId'",
    replace: "'sale.externalId = :externalId'",
    fault: 'an order of another shop with the same id is taken for this one',
  },
  {
    file: 'src/sales/orders/orders.service.ts',
    find: '(other.product_id IS NULL OR other.product_id <> ALL (:scope))',
    replace: '(other.product_id <> ALL (:scope))',
    fault: 'a caller of some products sees orders with lines of deleted products',
  },
  {
    file: 'src/sales/orders/orders.service.ts',
    find: 'other.product_id <> ALL (:scope)',
    replace: 'false',
    fault: 'a caller of some products sees orders that are also for others',
  },
  {
    file: 'src/sales/orders/place-order.service.ts',
    find: '.values(order).orIgnore();',
    replace: '.values(order);',
    fault: 'an order that two calls place at once is an error',
  },
  {
    file: 'src/sales/orders/overdue-orders.service.ts',
    find: 'WHERE suspend_at <= $1 ORDER BY',
    replace: 'WHERE suspend_at < $1 ORDER BY',
    fault: 'an order is suspended after its time and not at it',
  },
  {
    file: 'src/sales/orders/order-holds.service.ts',
    find: 'await this.apply(given, { ...given.holds, [reason]: effect });',
    replace: 'void this.apply(given, { ...given.holds, [reason]: effect });',
    fault: 'the change of an order does not wait for the suspension of its licenses',
  },
  {
    file: 'src/sales/orders/order-holds.service.ts',
    find: 'const { [reason]: _released, ...holds } = given.holds;',
    replace: 'const holds = {};',
    fault: 'the end of one reason lifts a suspension that has others',
  },
  {
    file: 'src/sales/orders/order-lifecycle.service.ts',
    find: 'return this.work.runSerialized(`order ${uid}`, async () => {',
    replace: 'return this.work.run(async () => {',
    fault: 'changes of one order that wait for it hold all connections',
  },
  {
    file: 'src/sales/orders/order-lifecycle.service.ts',
    find: '({ uid: line, refundedAt }) => refundedAt === null && (named?.includes(line) ?? true),',
    replace: '({ uid: line }) => named?.includes(line) ?? true,',
    fault: 'a line that was paid back is paid back again',
  },
  {
    file: 'src/sales/shops/shop-events.service.ts',
    find: '.values(columns).orIgnore();',
    replace: '.values(columns);',
    fault: 'an event that a shop sends twice is an error',
  },
  {
    file: 'src/sales/shops/process-shop-events.service.ts',
    find: `to be about the same sale.
      const shop = await manager.findOne(Shop, { where: { id: shopId }, lock: { mode: 'for_no_key_update' } });`,
    replace: 'to be about the same sale.\n      const shop = await manager.findOne(Shop, { where: { id: shopId } });',
    fault: 'two events of a shop are applied at once',
  },
  {
    file: 'src/sales/shops/process-shop-events.service.ts',
    find: "{ id, state: 'pending' });\n      if (shop && event)",
    replace: '{ id });\n      if (shop && event)',
    fault: 'an event that another node applied meanwhile is applied again',
  },
  {
    file: 'src/sales/shops/process-shop-events.service.ts',
    find: "{ saleId, state: 'waiting' }",
    replace: "{ state: 'waiting' }",
    fault: 'an event wakes those of other sales',
  },
];
