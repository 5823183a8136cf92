import { SAMPLE_SHOPS } from '../../../../../test/support/sample-shops';
import { meaningOf } from '../../../../../test/support/sample-shops/meaning';
import { type Step, STEPS } from '../../../../../test/testkit/sample-shop';
import { adapterOf } from '../shop-adapters';

/** Facts by step. Ids of Polar are shortened. */
const FACTS: Readonly<Record<string, Readonly<Record<Step, readonly string[]>>>> = {
  stripe: {
    bought: [
      '01-10T10:00:00 linked subscription:sub_1 other:cs_1 other:in_1',
      '01-10T10:00:00 paid subscription:sub_1 other:in_1 other:pi_1 ada@example.com 2×price_basic|prod_1 (1190 EUR) until 02-10T10:00:00',
    ],
    renewed: ['02-10T10:00:05 renewed subscription:sub_1 other:in_2 other:pi_2 until 03-10T10:00:00'],
    upgraded: ['02-20T12:00:00 changed subscription:sub_1 2×price_pro|prod_1 (1000 EUR)'],
    past_due: [
      '03-10T10:00:10 past_due subscription:sub_1 other:in_3 other:pi_3',
      '03-10T10:00:10 past_due subscription:sub_1',
    ],
    recovered: [
      '03-12T08:00:00 renewed subscription:sub_1 other:in_3 other:pi_3 until 04-10T10:00:00',
      '03-12T08:00:00 recovered subscription:sub_1',
    ],
    refunded: ['03-13T09:00:00 refunded other:ch_3 other:pi_3 all'],
  },
  generic: {
    bought: [
      '01-10T10:00:00 paid order:web-1 subscription:web-sub-1 ada@example.com 2×basic (1190 EUR) until 02-10T10:00:00',
    ],
    renewed: ['02-10T10:00:05 renewed order:web-1 subscription:web-sub-1 until 03-10T10:00:00'],
    upgraded: ['02-20T12:00:00 changed order:web-1 subscription:web-sub-1 2×pro (1190 EUR) at the end'],
    past_due: ['03-10T10:00:10 past_due order:web-1 subscription:web-sub-1'],
    recovered: [
      '03-12T08:00:00 recovered order:web-1 subscription:web-sub-1',
      '03-12T08:00:00 renewed order:web-1 subscription:web-sub-1 until 04-10T10:00:00',
    ],
    refunded: ['03-13T09:00:00 refunded order:web-1 subscription:web-sub-1 all'],
  },
  paddle: {
    bought: [
      '01-10T10:00:00 paid order:txn_01 subscription:sub_01 ctm_01 2×pri_basic|pro_editor (1190 EUR) until 02-10T10:00:00',
      'customer ctm_01 ada@example.com Ada Lovelace',
      '01-10T10:00:00 changed order:txn_01 subscription:sub_01 2×pri_basic|pro_editor',
      '01-10T10:00:00 resumed order:txn_01 subscription:sub_01',
      '01-10T10:00:00 recovered order:txn_01 subscription:sub_01',
    ],
    renewed: ['02-10T10:00:05 renewed subscription:sub_01 other:txn_02 until 03-10T10:00:00'],
    upgraded: [
      '02-20T12:00:00 changed subscription:sub_01 2×pri_pro|pro_editor',
      '02-20T12:00:00 resumed subscription:sub_01',
      '02-20T12:00:00 recovered subscription:sub_01',
    ],
    past_due: [
      '03-10T10:00:10 past_due subscription:sub_01 other:txn_03',
      '03-10T10:00:10 changed subscription:sub_01 2×pri_pro|pro_editor',
      '03-10T10:00:10 past_due subscription:sub_01',
    ],
    recovered: ['03-12T08:00:00 renewed subscription:sub_01 other:txn_03 until 04-10T10:00:00'],
    refunded: ['ignored', '03-13T09:00:00 refunded subscription:sub_01 other:txn_03 all'],
  },
  lemon_squeezy: {
    bought: [
      '01-10T10:00:00 paid order:91 ada@example.com 2×71101|711 (1190 EUR)',
      '01-10T10:00:00 changed order:91 subscription:81 2×71101|711',
      '01-10T10:00:00.001 renewed order:91 subscription:81 until 02-10T10:00:00',
      '01-10T10:00:00.001 recovered subscription:81 other:invoice 61',
    ],
    renewed: [
      '02-10T10:00:05 changed order:91 subscription:81 2×71101|711',
      '02-10T10:00:05.001 renewed order:91 subscription:81 until 03-10T10:00:00',
      '02-10T10:00:05.001 recovered subscription:81 other:invoice 62',
    ],
    upgraded: [
      '02-20T12:00:00 changed order:91 subscription:81 2×71102|711',
      '02-20T12:00:00.001 renewed order:91 subscription:81 until 03-10T10:00:00',
    ],
    past_due: [
      '03-10T10:00:10 past_due subscription:81 other:invoice 63',
      '03-10T10:00:10 changed order:91 subscription:81 2×71102|711',
      '03-10T10:00:10 past_due order:91 subscription:81',
    ],
    recovered: [
      '03-12T08:00:00.001 recovered subscription:81 other:invoice 63',
      '03-12T08:00:00 changed order:91 subscription:81 2×71102|711',
      '03-12T08:00:00.001 renewed order:91 subscription:81 until 04-10T10:00:00',
    ],
    refunded: ['03-13T09:00:00 refunded subscription:81 other:invoice 63 all'],
  },
  gumroad: {
    bought: [
      '01-10T10:00:00 paid order:sub1== subscription:sub1== other:sale1== ada@example.com 2×prod==:Basic|abcde:Basic|editor:Basic|prod==|abcde|editor (1190 USD) until 02-10T10:00:00',
      '01-10T10:00:00 changed order:sub1== subscription:sub1== other:sale1== 2×prod==:Basic|abcde:Basic|editor:Basic|prod==|abcde|editor (1190 USD)',
      '01-10T10:00:00 renewed order:sub1== subscription:sub1== other:sale1== until 02-10T10:00:00',
    ],
    renewed: [
      '02-10T10:00:05 changed order:sub1== subscription:sub1== other:sale2== 2×prod==:Basic|abcde:Basic|editor:Basic|prod==|abcde|editor (1190 USD)',
      '02-10T10:00:05 renewed order:sub1== subscription:sub1== other:sale2== until 03-10T10:00:05',
    ],
    upgraded: ['02-20T12:00:00 changed subscription:sub1== 2×prod==:Pro|prod=='],
    past_due: ['03-10T10:00:10 cancelled subscription:sub1== now'],
    recovered: [
      '03-12T08:00:00 resumed subscription:sub1==',
      '03-12T08:00:00 recovered subscription:sub1==',
      '03-12T08:00:00 changed order:sub1== subscription:sub1== other:sale3== 2×prod==:Pro|abcde:Pro|editor:Pro|prod==|abcde|editor (1190 USD)',
      '03-12T08:00:00 renewed order:sub1== subscription:sub1== other:sale3== until 04-12T08:00:00',
    ],
    refunded: ['03-12T08:00:00 refunded order:sub1== subscription:sub1== other:sale3== all'],
  },
  woocommerce: {
    bought: [
      '01-10T10:00:00 paid order:727 ada@example.com 2×93|92 (1190 EUR)',
      '01-10T10:00:00 changed order:727 subscription:732 2×93|92 (1190 EUR)',
      '01-10T10:00:00.001 renewed order:727 subscription:732 until 02-10T10:00:00',
    ],
    renewed: [
      '02-10T10:00:05.001 recovered subscription:732 other:741',
      '02-10T10:00:05 changed order:727 subscription:732 2×93|92 (1190 EUR)',
      '02-10T10:00:05.001 renewed order:727 subscription:732 until 03-10T10:00:00',
    ],
    upgraded: [
      '02-20T12:00:00 changed order:727 subscription:732 2×94|92 (1190 EUR)',
      '02-20T12:00:00.001 renewed order:727 subscription:732 until 03-10T10:00:00',
    ],
    past_due: [
      '03-10T10:00:10 past_due subscription:732 other:752',
      '03-10T10:00:10 changed order:727 subscription:732 2×94|92 (1190 EUR)',
      '03-10T10:00:10 past_due order:727 subscription:732',
    ],
    recovered: [
      '03-12T08:00:00.001 recovered subscription:732 other:752',
      '03-12T08:00:00 changed order:727 subscription:732 2×94|92 (1190 EUR)',
      '03-12T08:00:00.001 renewed order:727 subscription:732 until 04-10T10:00:00',
    ],
    refunded: ['03-13T09:00:00 refunded subscription:732 other:752 all'],
  },
  polar: {
    bought: [
      '01-10T10:00:00 paid order:#0001 subscription:#0002 ada@example.com 2×#0020|#0010 (1190 EUR) until 02-10T10:00:00',
      '01-10T10:00:00 changed subscription:#0002 2×#0020|#0010',
      '01-10T10:00:00 resumed subscription:#0002',
      '01-10T10:00:00 recovered subscription:#0002',
    ],
    renewed: ['02-10T10:00:05 renewed subscription:#0002 other:#0004 until 03-10T10:00:00'],
    upgraded: [
      '02-20T12:00:00 changed subscription:#0002 2×#0021|#0011',
      '02-20T12:00:00 resumed subscription:#0002',
      '02-20T12:00:00 recovered subscription:#0002',
    ],
    past_due: ['03-10T10:00:10 changed subscription:#0002 2×#0021|#0011', '03-10T10:00:10 past_due subscription:#0002'],
    recovered: ['03-12T08:00:00 renewed subscription:#0002 other:#0005 until 04-10T10:00:00'],
    refunded: [
      '03-13T09:00:00 refunded subscription:#0002 other:#0005 all',
      '03-13T09:00:00 refunded subscription:#0002 other:#0005 1190',
    ],
  },
  creem: {
    bought: [
      '01-10T10:00:00 paid order:ord_1 subscription:sub_1 ada@example.com 2×prod_basic (1190 EUR)',
      '01-10T10:00:00 changed subscription:sub_1 2×pprice_basic|prod_basic',
      '01-10T10:00:00 resumed subscription:sub_1',
      '01-10T10:00:00 recovered subscription:sub_1',
      '01-10T10:00:00 changed subscription:sub_1 2×pprice_basic|prod_basic',
      '01-10T10:00:00 renewed subscription:sub_1 other:tran_1 until 02-10T10:00:00',
    ],
    renewed: [
      '02-10T10:00:05 changed subscription:sub_1 2×pprice_basic|prod_basic',
      '02-10T10:00:05 renewed subscription:sub_1 other:tran_2 until 03-10T10:00:00',
    ],
    upgraded: [
      '02-20T12:00:00 changed subscription:sub_1 2×pprice_pro|prod_pro',
      '02-20T12:00:00 resumed subscription:sub_1',
      '02-20T12:00:00 recovered subscription:sub_1',
    ],
    past_due: [
      '03-10T10:00:10 changed subscription:sub_1 2×pprice_pro|prod_pro',
      '03-10T10:00:10 past_due subscription:sub_1',
    ],
    recovered: [
      '03-12T08:00:00 changed subscription:sub_1 2×pprice_pro|prod_pro',
      '03-12T08:00:00 renewed subscription:sub_1 other:tran_3 until 04-10T10:00:00',
    ],
    refunded: ['03-13T09:00:00 refunded subscription:sub_1 other:tran_3 all'],
  },
  dodo: {
    bought: [
      '01-10T10:00:00 recovered subscription:sub_1 other:pay_1',
      '01-10T10:00:00 paid subscription:sub_1 ada@example.com 2×pdt_basic (1190 EUR) until 02-10T10:00:00',
      '01-10T10:00:00 changed subscription:sub_1 2×pdt_basic (1190 EUR)',
      '01-10T10:00:00 resumed subscription:sub_1',
      '01-10T10:00:00 recovered subscription:sub_1',
      '01-10T10:00:00 changed subscription:sub_1 2×pdt_basic (1190 EUR)',
      '01-10T10:00:00 resumed subscription:sub_1',
      '01-10T10:00:00 recovered subscription:sub_1',
      '01-10T10:00:00 renewed subscription:sub_1 until 02-10T10:00:00',
    ],
    renewed: [
      '02-10T10:00:05 recovered subscription:sub_1 other:pay_2',
      '02-10T10:00:05 changed subscription:sub_1 2×pdt_basic (1190 EUR)',
      '02-10T10:00:05 resumed subscription:sub_1',
      '02-10T10:00:05 recovered subscription:sub_1',
      '02-10T10:00:05 renewed subscription:sub_1 until 03-10T10:00:00',
    ],
    upgraded: [
      '02-20T12:00:00 changed subscription:sub_1 2×pdt_pro (1190 EUR)',
      '02-20T12:00:00 resumed subscription:sub_1',
      '02-20T12:00:00 recovered subscription:sub_1',
    ],
    past_due: [
      '03-10T10:00:10 changed subscription:sub_1 2×pdt_pro (1190 EUR)',
      '03-10T10:00:10 past_due subscription:sub_1',
    ],
    recovered: [
      '03-12T08:00:00 recovered subscription:sub_1 other:pay_3',
      '03-12T08:00:00 renewed subscription:sub_1 until 04-10T10:00:00',
      '03-12T08:00:00 changed subscription:sub_1 2×pdt_pro (1190 EUR)',
      '03-12T08:00:00 resumed subscription:sub_1',
      '03-12T08:00:00 recovered subscription:sub_1',
    ],
    refunded: ['03-13T09:00:00 refunded other:pay_3 all'],
  },
  fastspring: {
    bought: [
      '01-10T10:00:00 paid order:order1 subscription:subscription1 other:order1 ada@example.com 2×editor-basic (1190 EUR) until 02-10T10:00:00',
      '01-10T10:00:00 changed subscription:subscription1 2×editor-basic',
      '01-10T10:00:00 renewed subscription:subscription1 until 02-10T10:00:00',
    ],
    renewed: ['02-10T10:00:05 renewed subscription:subscription1 other:order2 until 03-10T10:00:00'],
    upgraded: [
      '02-20T12:00:00 changed subscription:subscription1 2×editor-pro',
      '02-20T12:00:00 renewed subscription:subscription1 until 03-10T10:00:00',
    ],
    past_due: [
      '03-10T10:00:10 past_due subscription:subscription1',
      '03-10T10:00:10 changed subscription:subscription1 2×editor-pro',
      '03-10T10:00:10 past_due subscription:subscription1',
    ],
    recovered: ['03-12T08:00:00 renewed subscription:subscription1 other:order3 until 04-10T10:00:00'],
    refunded: ['03-13T09:00:00 refunded other:order3 all'],
  },
};

it.each(SAMPLE_SHOPS)('reads the facts of a subscription from the events of $kind', async (shop) => {
  for (const step of STEPS) {
    const facts = await Promise.all(shop.events[step].map((body) => meaningOf(adapterOf(shop.kind), shop, body)));
    expect([step, facts.flat()]).toEqual([step, FACTS[shop.kind]?.[step]]);
  }
});
