import { isUUID } from 'class-validator';
import { isDefinitionCode } from '../../../../core/catalog';
import { defined } from '../../../../core/common';
import { refused, type StagedData, type StagedRow, staged } from '../staged';
import { type ApiResource, apiResources, relatedId, textOf } from './api-pages';
import { recordIn } from './record-in';
import type { ImportSource } from './import-source';
import { KeygenPolicy } from './keygen-policies';
import { UnreadableFile } from './unreadable-file';
import { RowValues } from './values';

/** Held in memory. */
const MAX_POLICIES = 20_000;
const MAX_DEVICE = 512;
/** JSON of the metadata of a license. */
const MAX_METADATA = 15_000;
const MAX_INTEGER = 2 ** 31 - 1;
const BYTES = 1024 ** 2;
/** Roles of people who manage the account, and own no licenses. */
const STAFF = ['admin', 'developer', 'read-only', 'sales-agent', 'support-agent'];
/** A page of the entitlements of a policy or a license. */
const OWNED_PAGE = /\/(?:policies|licenses)\/([^/?]+)\/entitlements/;

/**
 * Pages of the API, by keygen.sh/docs/api and the serializers of github.com/keygen-sh/keygen-api: products, entitlements,
 * policies, users, licenses, machines and releases. Policies stand before the licenses that have them, and the entitlements of
 * a policy or a license, in pages of their own, before it.
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
    yield account.definitions();
  },
};

class Account {
  hasLicenses = false;
  private readonly products = new Map<string, string>();
  private readonly policies = new Map<string, KeygenPolicy>();
  private readonly entitlements = new Map<string, ApiResource>();
  /** Codes by the id of a policy or license whose page comes next. */
  private readonly owned = new Map<string, Set<string>>();
  /** Codes that are granted, by product. */
  private readonly granted = new Map<string, Set<string>>();

  rows(resource: ApiResource): StagedRow[] {
    switch (resource.type) {
      case 'products':
        return [this.product(resource)];
      case 'entitlements':
        this.addEntitlement(resource);
        return [];
      case 'policies':
        this.addPolicy(resource);
        return [];
      case 'users':
        return customerOf(resource);
      case 'licenses':
        this.hasLicenses = true;
        return [this.license(resource)];
      case 'machines':
        return [machineOf(resource)];
      case 'releases':
        return [releaseOf(resource)];
      default:
        return [];
    }
  }

  /** Policies with the number of their licenses, and the entitlements of each product. */
  definitions(): StagedRow[] {
    const kept = new Set<string>();
    const entitlements = [...this.granted].flatMap(([product, codes]) =>
      [...codes].map((code) => {
        const found = this.entitlements.get(code);
        const name = new RowValues('UTC').name(textOf(found?.attributes.name)) ?? code;
        // An entitlement belongs to the account there, and to a product here: the first product has its id.
        const uid = isUUID(found?.id) && !kept.has(code) ? found?.id : undefined;
        kept.add(code);
        const problem = isDefinitionCode(code) ? undefined : 'code_invalid';
        const data = { code, name, ...defined({ uid }) };
        return staged('entitlement', { sourceId: `${product} ${code}`, parent: product, label: code, data, problem });
      }),
    );
    const policies = [...this.policies.values()].map((policy) => policy.row(this.products.get(policy.product)));
    return [...entitlements, ...policies];
  }

  /** Programs name products by their ids, so those are the references. */
  private product({ id, attributes }: ApiResource): StagedRow {
    const name = new RowValues('UTC').name(textOf(attributes.name)) ?? id;
    this.products.set(id, name);
    const data = { ...(isUUID(id) && { uid: id }), reference: id, name };
    return staged('product', { sourceId: id, label: name, data });
  }

  private addEntitlement(resource: ApiResource): void {
    const code = textOf(resource.attributes.code) ?? '';
    this.entitlements.set(code, this.entitlements.get(code) ?? resource);
    const [, owner] = OWNED_PAGE.exec(resource.page ?? '') ?? [];
    if (owner !== undefined) {
      this.owned.set(owner, (this.owned.get(owner) ?? new Set()).add(code));
    }
  }

  private addPolicy(resource: ApiResource): void {
    const policy = new KeygenPolicy(resource, this.takeOwned(resource.id));
    this.policies.set(resource.id, policy);
    this.grant(policy.product, policy.entitlements);
    if (this.policies.size > MAX_POLICIES) {
      throw new UnreadableFile('too_many_rows', `The file has more than ${MAX_POLICIES} policies`);
    }
  }

  private takeOwned(id: string): ReadonlySet<string> {
    const codes = this.owned.get(id) ?? new Set<string>();
    this.owned.delete(id);
    return codes;
  }

  private grant(product: string, codes: Iterable<string>): void {
    const all = this.granted.get(product) ?? new Set();
    this.granted.set(product, all);
    for (const code of codes) {
      all.add(code);
    }
  }

  private license(resource: ApiResource): StagedRow {
    const policyId = relatedId(resource, 'policy') ?? '';
    const policy = this.policies.get(policyId);
    const parent = relatedId(resource, 'product') ?? '';
    // The list has those of the policy, too.
    const own = [...this.takeOwned(resource.id)].filter((code) => !policy?.entitlements.has(code));
    this.grant(parent, own);
    const { id, attributes } = resource;
    const read = new RowValues('UTC');
    const key = read.key(textOf(attributes.key));
    const name = read.name(textOf(attributes.name));
    const expires_at = read.date(textOf(attributes.expiry));
    const data = {
      ...(isUUID(id) && { uid: id }),
      key,
      policy: policyId,
      type_label: policy?.name ?? null,
      expires_at,
      max_activations: read.limit(textOf(attributes.maxMachines)),
      uses_limit: null,
      max_users: read.limit(textOf(attributes.maxUsers)),
      duration_days: expires_at === null ? read.days(textOf(policy?.laterDays)) : null,
      customer: relatedId(resource, 'owner') ?? relatedId(resource, 'user'),
      description: name ?? '',
      metadata: defined({
        public: metadataOf(read, attributes.metadata),
        keygen: name === null ? undefined : { name },
      }),
      created_at: read.date(textOf(attributes.created)),
      state: stateOf(attributes),
      ...(own.length > 0 && { entitlements: own }),
    };
    const { problem } = read;
    policy?.count(problem);
    return staged('license', { sourceId: id, parent, label: key, data, problem, notes: [...read.notes] });
  }
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
  const data = { ...(isUUID(id) && { uid: id }), name, email, reference: email === null ? id : null };
  return [staged('customer', { sourceId: id, label: email ?? name, data, notes: [...read.notes] })];
}

/** Programs may read it. Undefined if it is empty. */
function metadataOf(read: RowValues, value: unknown): Record<string, unknown> | undefined {
  const metadata = recordIn(value) ?? {};
  if (JSON.stringify(metadata).length > MAX_METADATA) {
    read.notes.add('metadata_dropped');
    return undefined;
  }
  return Object.keys(metadata).length > 0 ? metadata : undefined;
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
  const { hostname, platform, memory, disk } = attributes;
  const cores = wholeNumberIn(attributes.cores, MAX_INTEGER);
  const bytes = wholeNumberIn(memory, Number.MAX_SAFE_INTEGER);
  const data = {
    ...(isUUID(id) && { uid: id }),
    kind: 'device' as const,
    fingerprint,
    name: read.name(textOf(attributes.name)),
    ip: read.name(textOf(attributes.ip), 64),
    activated_at: read.date(textOf(attributes.created)),
    last_seen_at: read.date(textOf(attributes.lastHeartbeat)),
    cores: cores === 0 ? null : cores,
    memory_mb: bytes === null ? null : Math.min(Math.max(1, Math.floor(bytes / BYTES)), MAX_INTEGER),
    device_data: defined({
      hostname: read.name(textOf(hostname)) ?? undefined,
      platform: read.name(textOf(platform)) ?? undefined,
      memory: bytes ?? undefined,
      disk: wholeNumberIn(disk, Number.MAX_SAFE_INTEGER) ?? undefined,
      metadata: metadataOf(read, attributes.metadata),
    }),
  };
  const { problem } = read;
  const notes = [...read.notes];
  return staged('activation', {
    sourceId: `${parent} ${fingerprint}`,
    parent,
    label: fingerprint,
    data,
    problem,
    notes,
  });
}

function wholeNumberIn(value: unknown, max: number): number | null {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= max ? Number(value) : null;
}

/** Its files stay where they are. */
function releaseOf(resource: ApiResource): StagedRow {
  const { id, attributes } = resource;
  const read = new RowValues('UTC');
  const version = read.name(textOf(attributes.version));
  if (version === null) {
    return refused('version', id, 'reference_missing');
  }
  const parent = relatedId(resource, 'product') ?? '';
  const reference = read.name(textOf(attributes.tag)) ?? version;
  const data = {
    reference,
    version,
    summary: read.text(textOf(attributes.name)),
    changelog: read.text(textOf(attributes.description), 65_535),
    released_at: read.day(textOf(attributes.created)) ?? undefined,
    is_active: attributes.status === 'PUBLISHED',
    ...defined({ channel: textOf(attributes.channel)?.toLowerCase() }),
  };
  const notes = [...read.notes, 'file_missing'];
  return staged('version', { sourceId: id, parent, label: reference, data, notes, problem: read.problem });
}
