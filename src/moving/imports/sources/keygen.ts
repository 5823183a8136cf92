import { isUUID } from 'class-validator';
import { DAY } from '../../../common/calendar';
import { refused, type StagedData, type StagedRow, staged } from '../staged';
import { type ApiResource, apiResources, recordIn, relatedId, textOf } from './api-pages';
import type { ImportSource } from './import-source';
import { UnreadableFile } from './unreadable-file';
import { patternOf, RowValues } from './values';

interface Policy {
  readonly name: string | null;
  /** Days from the first activation or use; null if the license has a date of its own. */
  readonly days: number | null;
}

/** Held in memory. */
const MAX_POLICIES = 20_000;
const MAX_DEVICE = 512;
/** JSON of the metadata of a license. */
const MAX_METADATA = 16_000;
/** Roles of people who manage the account, and own no licenses. */
const STAFF = ['admin', 'developer', 'read-only', 'sales-agent', 'support-agent'];

/**
 * Pages of the API, by keygen.sh/docs/api: products, policies, users, licenses and machines. Policies stand before the licenses
 * that have them.
 */
export const KEYGEN: ImportSource = {
  name: 'keygen',
  title: 'Keygen',
  async *read(file) {
    const account = new Account();
    for await (const resources of apiResources(file)) {
      yield resources.flatMap((resource) => account.rows(resource));
    }
    if (!account.hasLicenses) {
      throw new UnreadableFile('wrong_file', 'The file has no licenses of Keygen');
    }
  },
};

class Account {
  hasLicenses = false;
  private readonly policies = new Map<string, Policy>();

  rows(resource: ApiResource): StagedRow[] {
    switch (resource.type) {
      case 'products':
        return productOf(resource);
      case 'policies':
        this.addPolicy(resource);
        return [];
      case 'users':
        return customerOf(resource);
      case 'licenses':
        this.hasLicenses = true;
        return [licenseOf(resource, this.policies.get(relatedId(resource, 'policy') ?? ''))];
      case 'machines':
        return [machineOf(resource)];
      default:
        return [];
    }
  }

  private addPolicy({ id, attributes }: ApiResource): void {
    const { duration, expirationBasis } = attributes;
    const isLater = typeof expirationBasis === 'string' && expirationBasis.startsWith('FROM_FIRST');
    const days = typeof duration === 'number' && isLater ? Math.ceil((duration * 1_000) / DAY) : null;
    this.policies.set(id, { name: new RowValues('UTC').name(textOf(attributes.name)), days });
    if (this.policies.size > MAX_POLICIES) {
      throw new UnreadableFile('too_many_rows', `The file has more than ${MAX_POLICIES} policies`);
    }
  }
}

/** Programs name products by their ids, so those are the references. */
function productOf({ id, attributes }: ApiResource): StagedRow[] {
  const name = new RowValues('UTC').name(textOf(attributes.name)) ?? id;
  return [staged('product', { sourceId: id, label: name, data: { reference: id, name } })];
}

function customerOf({ id, attributes }: ApiResource): StagedRow[] {
  if (STAFF.includes(textOf(attributes.role) ?? '')) {
    return [refused('customer', textOf(attributes.email) ?? id, 'account_staff')];
  }
  const read = new RowValues('UTC');
  const email = read.email(textOf(attributes.email));
  const fullName =
    textOf(attributes.fullName) ?? `${textOf(attributes.firstName) ?? ''} ${textOf(attributes.lastName) ?? ''}`;
  const name = read.name(fullName) ?? email?.split('@', 1)[0] ?? id;
  const data = { name, email, reference: email === null ? id : null };
  return [staged('customer', { sourceId: id, label: email ?? name, data, notes: [...read.notes] })];
}

function licenseOf(resource: ApiResource, policy: Policy | undefined): StagedRow {
  const { id, attributes } = resource;
  const read = new RowValues('UTC');
  const key = read.key(textOf(attributes.key));
  const parent = relatedId(resource, 'product') ?? '';
  const expires_at = read.date(textOf(attributes.expiry));
  const limits = {
    type_label: policy?.name ?? null,
    max_activations: read.limit(textOf(attributes.maxMachines)),
    uses_limit: null,
    duration_days: expires_at === null ? read.days(textOf(policy?.days)) : null,
  };
  const data = {
    ...(isUUID(id) && { uid: id }),
    ...{ key, ...limits, pattern: patternOf({ product: parent, ...limits }), expires_at },
    customer: relatedId(resource, 'owner') ?? relatedId(resource, 'user'),
    description: read.text(textOf(attributes.name)),
    metadata: metadataOf(read, attributes.metadata),
    created_at: read.date(textOf(attributes.created)),
    state: stateOf(attributes),
  };
  return staged('license', { sourceId: id, parent, label: key, data, problem: read.problem, notes: [...read.notes] });
}

function metadataOf(read: RowValues, value: unknown): Record<string, unknown> {
  const metadata = recordIn(value) ?? {};
  if (JSON.stringify(metadata).length <= MAX_METADATA) {
    return metadata;
  }
  read.notes.add('metadata_dropped');
  return {};
}

/** The owner of a banned license is banned. */
function stateOf({ suspended, status }: ApiResource['attributes']): StagedData['license']['state'] {
  if (status === 'BANNED') {
    return 'blocked';
  }
  return suspended === true || status === 'SUSPENDED' ? 'disabled' : 'active';
}

function machineOf(resource: ApiResource): StagedRow {
  const { id, attributes } = resource;
  const read = new RowValues('UTC');
  const fingerprint = textOf(attributes.fingerprint) ?? '';
  const parent = relatedId(resource, 'license') ?? '';
  if (fingerprint === '' || fingerprint.length > MAX_DEVICE) {
    return refused('activation', fingerprint.slice(0, 200), 'device_invalid', { license: parent, machine: id });
  }
  const data = {
    ...(isUUID(id) && { uid: id }),
    ...{ kind: 'device' as const, fingerprint },
    name: read.name(textOf(attributes.name) ?? textOf(attributes.hostname)),
    ip: read.name(textOf(attributes.ip), 64),
    activated_at: read.date(textOf(attributes.created)),
    last_seen_at: read.date(textOf(attributes.lastHeartbeat)),
  };
  const { problem } = read;
  return staged('activation', { sourceId: `${parent} ${fingerprint}`, parent, label: fingerprint, data, problem });
}
