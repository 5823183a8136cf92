import { writeFile } from 'node:fs/promises';
import {
  ConflictError,
  type Customer,
  followJob,
  Keyward,
  type License,
  NotFoundError,
  type Product,
} from '@keyward/sdk';

const { KEYWARD_URL: baseUrl = 'http://localhost:8080', KEYWARD_PASSWORD: password = '' } = process.env;
const [, , csvFile = 'licenses.csv', licenses = '500'] = process.argv;

const keyward = new Keyward({ baseUrl });
const COUNT = Number(licenses);
const DAY = 86_400_000;
const AT_ONCE = 10;

/** Of this run: references are unique on a server. */
const now = Date.now();
const run = now.toString(36);
const subscription = (number: number): string => `sub_${run}_${number}`;
const email = (number: number): string => `customer-${number}@${run}.example.com`;

let tasks = 0;
const done = (text: string): void => console.log(`${++tasks}. ${text}`);

/** Runs several calls at once, and keeps the order of their results. */
async function each<Item, Result>(items: readonly Item[], call: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(call))));
  }
  return results;
}

async function productWith(reference: string): Promise<Product> {
  try {
    return await keyward.products.get(reference);
  } catch (error) {
    if (error instanceof NotFoundError) {
      return keyward.products.create({ reference, name: 'My program' });
    }
    throw error;
  }
}

async function licenseOf(subscriptionId: string): Promise<License> {
  const { items } = await keyward.licenses.list({ metadata: { subscription: subscriptionId }, limit: 1 });
  const [license] = items;
  if (license === undefined) {
    throw new Error(`No license of the subscription ${subscriptionId}`);
  }
  return license;
}

// API keys read neither events nor the audit log.
await keyward.logIn('admin', password);

// What happens before this script is not of interest to its last tasks.
const { items: newest } = await keyward.audit.listEvents({ limit: 1 });
const start = String(newest[0]?.sequence ?? 0);

const product = await productWith('my-program');
done(`The product is ${product.reference}`);

await keyward.products.putEntitlement(product.id, 'export', { name: 'Export', type: 'flag' });
const yearly = await keyward.policies.create({ name: `Yearly ${run}`, duration_days: 365, max_activations: 2 });
const studio = await keyward.policies.create({
  name: `Studio ${run}`,
  duration_days: 365,
  max_activations: 5,
  entitlements: { export: true },
});
done(
  `Two policies: ${yearly.max_activations} seats, and ${studio.max_activations} with ${Object.keys(studio.entitlements).join()}`,
);

const rows = Array.from(
  { length: COUNT },
  (_, index) => `Customer ${index + 1},${email(index + 1)},crm-${run}-${index + 1}`,
);
const csv = new Blob([['name,email,reference', ...rows].join('\n')], { type: 'text/csv' });
const trial = await keyward.customers.import({ file: csv });
if (trial.wrong_rows > 0) {
  throw new Error(trial.problems.map(({ row, message }) => `Row ${row}: ${message}`).join('\n'));
}
const { imported } = await keyward.customers.import({ file: csv }, { dry_run: false });
done(`${imported} customers are imported`);

const customers: Customer[] = [];
for await (const customer of keyward.customers.list({ q: `${run}.example.com`, limit: 100 })) {
  customers.push(customer);
}
const numbered = customers.map((customer) => ({ customer, number: Number(customer.reference?.split('-').at(-1)) }));
const issue = ({ customer, number }: { customer: Customer; number: number }): Promise<License> =>
  keyward.licenses.issue(
    {
      product: product.reference,
      policy: yearly.id,
      customer_id: customer.id,
      metadata: { subscription: subscription(number), plan: number % 10 === 0 ? 'studio' : 'basic' },
      expires_at: new Date(now + (number % 5 === 0 ? 20 : 200) * DAY).toISOString(),
    },
    // The same order may be sent again: nobody gets two licenses.
    { idempotencyKey: subscription(number) },
  );
const issued = await each(numbered, issue);
done(
  `${issued.length} licenses are issued, ${new Set(issued.map(({ customer_id }) => customer_id)).size} customers have one`,
);

const [first] = numbered;
const again = first && (await issue(first));
done(`Issued again, it is the same license: ${again?.key === issued[0]?.key}`);

const found = await licenseOf(subscription(42));
done(`The license of subscription 42 is ${found.status}, its plan ${String(found.metadata.plan)}`);

const plan = { product: product.reference, metadata: { plan: 'studio' }, policy: yearly.id };
const preview = await keyward.licenses.bulk({ action: 'extend', filter: plan, params: { days: 30 }, preview: true });
done(`An extension of the plan would change ${'will_change' in preview ? preview.will_change : 'nothing'} licenses`);

const job = followJob(keyward, await keyward.licenses.bulk({ action: 'extend', filter: plan, params: { days: 30 } }));
const { state, changed, failed } = await job.wait();
done(`The extension is ${state}: ${changed} changed, ${failed} failed`);

const soon = {
  product: product.reference,
  policy: yearly.id,
  expires_at: { lt: new Date(now + 30 * DAY).toISOString() },
};
const expiring: string[] = [];
for await (const { key } of keyward.licenses.list({ ...soon, sort: 'expires_at', limit: 100 })) {
  expiring.push(key);
}
done(`${expiring.length} licenses expire within 30 days`);

const renewed = await keyward.licenses.extend(found.id, { days: 365, reason: 'Renewed', reference: `invoice-${run}` });
const [end, formerEnd] = [renewed, found].map(({ expires_at }) => Date.parse(expires_at ?? ''));
done(`Renewed for ${(Number(end) - Number(formerEnd)) / DAY} days`);

const { before, after } = await keyward.licenses.changePolicy(found.id, {
  policy: studio.id,
  limits: ['max_activations'],
});
done(`Upgraded from ${before.max_activations} seats to ${after.max_activations}`);

await keyward.activate({ license_key: found.key, hardware_id: 'laptop', machine_name: 'Lost laptop' });
const { items: devices } = await keyward.activations.list({ license: found.id, active: true });
await each(devices, ({ id }) => keyward.activations.deactivate(id));
done(
  `${devices.map(({ name }) => name).join()} is free again: ${(await keyward.licenses.get(found.id)).seats_used} seats in use`,
);

await keyward.licenses.disable(found.id, { reason: 'The card was declined' });
const { usable, rules } = await keyward.licenses.explainVerdict({ license_key: found.key, hardware_id: 'desk' });
done(`Why the program is refused: usable ${usable}, ${rules.find(({ decides }) => decides)?.code}`);

const { status } = await keyward.licenses.enable(found.id, { reason: 'Paid' });
done(`Paid: ${status}`);

const { previous_key } = await keyward.licenses.rotateKey(found.id, { overlap_days: 7 });
const rotated = await keyward.licenses.get(previous_key);
done(`A leaked key is replaced, the old one still finds the license: ${rotated.id === found.id}`);

const refund = await keyward.licenses.revoke((await licenseOf(subscription(7))).id, { reason: 'Refunded' });
done(`Refunded: ${refund.status}`);

try {
  await keyward.customers.create({ name: 'Customer 1', reference: `crm-${run}-1` });
} catch (error) {
  if (!(error instanceof ConflictError)) {
    throw error;
  }
  done(`A second customer of the same reference is refused: ${error.status} ${error.code}`);
}

await writeFile(csvFile, await keyward.licenses.export({ product: product.reference, policy: yearly.id }));
const table = await (await keyward.licenses.export({ status: 'revoked', policy: yearly.id })).text();
done(`Exported; ${table.trim().split('\n').length - 1} of the licenses is revoked`);

const counts = new Map<string, number>();
let revoked = '';
for await (const event of keyward.audit.listEvents({ order: 'oldest', after: start, limit: 100 })) {
  counts.set(event.type, (counts.get(event.type) ?? 0) + 1);
  if (event.type === 'license.revoked') {
    revoked = event.data.license_key;
  }
}
done(
  `Events: ${counts.get('license.issued')} issued, revoked ${revoked === refund.key ? 'the refunded one' : 'another'}`,
);

const { items: entries } = await keyward.audit.listEntries({ reference: `invoice-${run}`, action: 'license.extended' });
done(`The audit log has the invoice: ${entries.map(({ action, reason }) => `${action}, ${reason}`).join()}`);

await keyward.logOut();
