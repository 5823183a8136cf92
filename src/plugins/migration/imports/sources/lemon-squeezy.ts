import { isUUID } from 'class-validator';
import { type StagedData, type StagedRow, staged } from '../staged';
import { type ApiResource, apiResources, textOf } from './api-pages';
import type { ImportSource } from './import-source';
import { endOf, type Subscription, subscriptionsIn } from './lemon-squeezy-subscriptions';
import { UnreadableFile } from './unreadable-file';
import { patternOf, RowValues } from './values';

/** Programs may compare them with ids that are built into them. */
const IDS = ['store_id', 'product_id', 'order_id', 'order_item_id', 'customer_id'] as const;

/** Time of the reading, and the subscriptions by the items of orders that they belong to. */
interface Reading {
  readonly now: Date;
  readonly subscriptions: ReadonlyMap<string, Subscription>;
}

const READERS: Readonly<Record<string, (resource: ApiResource, reading: Reading) => StagedRow[]>> = {
  products: productOf,
  'license-keys': licenseOf,
  'license-key-instances': instanceOf,
};

/** Pages of the API, by docs.lemonsqueezy.com/api: products, subscriptions, license keys and their instances, in any order. */
export const LEMON_SQUEEZY: ImportSource = {
  name: 'lemon-squeezy',
  title: 'Lemon Squeezy',
  async *read(file, { now }) {
    let hasLicenses = false;
    const reading = { now, subscriptions: await subscriptionsIn(file) };
    for await (const resources of apiResources(file)) {
      hasLicenses ||= resources.some(({ type }) => type === 'license-keys');
      yield resources.flatMap((resource) => READERS[resource.type]?.(resource, reading) ?? []);
    }
    if (!hasLicenses) {
      throw new UnreadableFile('wrong_file', 'The file has no license keys of Lemon Squeezy');
    }
  },
};

function productOf({ id, attributes }: ApiResource): StagedRow[] {
  const name = new RowValues('UTC').name(textOf(attributes.name)) ?? id;
  return [staged('product', { sourceId: id, label: name, data: { reference: id, name } })];
}

function licenseOf({ id, attributes }: ApiResource, { now, subscriptions }: Reading): StagedRow[] {
  const read = new RowValues('UTC');
  const key = read.key(textOf(attributes.key));
  const parent = textOf(attributes.product_id) ?? '';
  const email = read.email(textOf(attributes.user_email));
  const limits = {
    type_label: null,
    max_activations: read.limit(textOf(attributes.activation_limit)),
    uses_limit: null,
    duration_days: null,
  };
  const subscription = subscriptions.get(textOf(attributes.order_item_id) ?? '');
  const isExpired = attributes.status === 'expired';
  const expires_at = read.date(textOf(attributes.expires_at)) ?? endOf(read, subscription, { now, isExpired });
  const ids = Object.fromEntries(IDS.flatMap((name) => (attributes[name] ? [[name, attributes[name]]] : [])));
  const data = {
    key,
    ...limits,
    pattern: patternOf({ product: parent, ...limits }),
    customer: email,
    expires_at,
    created_at: read.date(textOf(attributes.created_at)),
    state: stateOf(read, attributes, expires_at !== null && expires_at <= now.toISOString()),
    metadata: { lemon_squeezy: subscription ? { ...ids, subscription } : ids },
  };
  const { problem } = read;
  const license = staged('license', { sourceId: id, parent, label: key, data, problem, notes: [...read.notes] });
  return email === null || problem !== undefined ? [license] : [customerOf(read, email, attributes.user_name), license];
}

function customerOf(read: RowValues, email: string, userName: unknown): StagedRow {
  const name = read.name(textOf(userName)) ?? email.split('@', 1)[0] ?? email;
  return staged('customer', { sourceId: email, label: email, data: { name, email }, isDerived: true });
}

/** A key of a subscription that has ended is `expired` without a date. */
function stateOf(
  read: RowValues,
  { disabled, status }: ApiResource['attributes'],
  isOver: boolean,
): StagedData['license']['state'] {
  if (status === 'expired' && !isOver) {
    read.notes.add('expired_without_date');
    return 'disabled';
  }
  return disabled === 1 || disabled === true || status === 'disabled' ? 'disabled' : 'active';
}

/** Programs name an instance by its identifier. Several may have one name, so that is not the fingerprint. */
function instanceOf({ id, attributes }: ApiResource): StagedRow[] {
  const read = new RowValues('UTC');
  const identifier = textOf(attributes.identifier) ?? id;
  const parent = textOf(attributes.license_key_id) ?? '';
  const data = {
    ...(isUUID(identifier) && { uid: identifier }),
    kind: 'device' as const,
    fingerprint: identifier,
    name: read.name(textOf(attributes.name)),
    activated_at: read.date(textOf(attributes.created_at)),
  };
  const { problem } = read;
  return [
    staged('activation', {
      sourceId: `${parent} ${identifier}`,
      parent,
      label: data.name ?? identifier,
      data,
      problem,
    }),
  ];
}
