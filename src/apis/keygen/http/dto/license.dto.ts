import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { DAY, shownMetadata } from '../../../../core/common';
import type { License } from '../../../../core/licenses';
import type { DescribedLicense } from '../../app/described-licenses.service';
import { importedFacts, textFact } from '../../../kit/imported-facts';
import { isFloating } from '../../app/validation-codes';
import type { Account } from '../account';
import { CountedListDto, RelatedListDto, RelationshipDto, SelfLinkDto } from './json-api.dto';

const STATUSES = ['ACTIVE', 'EXPIRING', 'EXPIRED', 'SUSPENDED'] as const;
type Status = (typeof STATUSES)[number];

/** A license is expiring for this long before its end. */
const EXPIRING = 3 * DAY;
const BYTES = 1024 * 1024;

const time = { type: String, format: 'date-time', nullable: true, example: '2027-01-31T12:00:00.000Z' } as const;
const limit = { type: 'integer', nullable: true, example: 5 } as const;
const none = { type: String, nullable: true, example: null } as const;
const noNumber = { type: 'integer', nullable: true, example: null } as const;

@ApiSchema({ name: 'LicenseAttributes' })
export class LicenseAttributesDto {
  @ApiProperty({ ...none, description: 'Name that Keygen gave; null without one.' })
  name!: string | null;

  /**
   * License key.
   * @example "C1B6DE-39A6E3-DE1529-8559A0-4AF593-V3"
   */
  key!: string;

  /** When it expires; null if it never does. */
  @ApiProperty(time)
  expiry!: string | null;

  /** `SUSPENDED`: disabled, blocked, revoked or not started yet. `EXPIRING`: it ends in three days. */
  @ApiProperty({ enum: STATUSES, example: 'ACTIVE' })
  status!: Status;

  /** Always 0. */
  @ApiProperty({ type: 'integer', example: 0 })
  uses!: number;

  /** Whether its status is `SUSPENDED`. */
  suspended!: boolean;

  @ApiProperty({ ...none, description: 'Always null: keys are not signed as by Keygen.' })
  scheme!: string | null;

  /** Always false. */
  encrypted!: boolean;

  /** Always false: a validation without a fingerprint needs no machine. */
  strict!: boolean;

  /** Whether it may have several machines. */
  floating!: boolean;

  /** Always false. */
  protected!: boolean;

  @ApiProperty({ ...none, description: 'Always null.' })
  version!: string | null;

  /** Maximum number of machines; null if there is none. */
  @ApiProperty(limit)
  maxMachines!: number | null;

  @ApiProperty({ ...noNumber, description: 'Always null.' })
  maxProcesses!: number | null;

  /** Maximum number of users; null if there is none. */
  @ApiProperty(limit)
  maxUsers!: number | null;

  @ApiProperty({ ...noNumber, description: 'Always null.' })
  maxCores!: number | null;

  @ApiProperty({ ...noNumber, description: 'Always null.' })
  maxMemory!: number | null;

  @ApiProperty({ ...noNumber, description: 'Always null.' })
  maxDisk!: number | null;

  @ApiProperty({ ...noNumber, description: 'Always null.' })
  maxUses!: number | null;

  /** Whether machines must send heartbeats. */
  requireHeartbeat!: boolean;

  /** Whether machines must be validated regularly. */
  requireCheckIn!: boolean;

  /** When a machine was last seen; null if none was. */
  @ApiProperty(time)
  lastValidated!: string | null;

  /** The same as `lastValidated`, if check-ins are required. */
  @ApiProperty(time)
  lastCheckIn!: string | null;

  /** When the next check-in is due. */
  @ApiProperty(time)
  nextCheckIn!: string | null;

  @ApiProperty({ ...none, description: 'Always null.' })
  lastCheckOut!: string | null;

  /** The object `public` of the metadata of product and license; empty if it is suspended or has expired. */
  @ApiProperty({ type: 'object', additionalProperties: true, example: {} })
  metadata!: object;

  /** When it was created. */
  @ApiProperty({ ...time, nullable: false })
  created!: string;

  /** When it was last changed. */
  @ApiProperty({ ...time, nullable: false })
  updated!: string;

  static from({ license, use }: DescribedLicense, now: Date): LicenseAttributesDto {
    const { behavior } = license;
    const seenAt = use.device?.lastSeenAt ?? null;
    const status = statusOf(license, now);
    const interval = behavior.checkInInterval;
    const checkedIn = interval === null ? null : seenAt;
    return {
      name: textFact(importedFacts(license.metadata, 'keygen').name) ?? null,
      key: license.key,
      expiry: iso(license.expiresAt),
      status,
      uses: 0,
      suspended: status === 'SUSPENDED',
      scheme: null,
      encrypted: false,
      strict: false,
      floating: isFloating(license),
      protected: false,
      version: null,
      maxMachines: license.maxActivations,
      maxProcesses: null,
      maxUsers: license.maxUsers,
      maxCores: null,
      maxMemory: null,
      maxDisk: null,
      maxUses: null,
      requireHeartbeat: behavior.heartbeatTimeout !== null,
      requireCheckIn: interval !== null,
      lastValidated: iso(seenAt),
      lastCheckIn: iso(checkedIn),
      nextCheckIn: iso(checkedIn && new Date(checkedIn.getTime() + (interval ?? 0) * 1000)),
      lastCheckOut: null,
      metadata: isUsable(status) ? metadataOf(license) : {},
      created: license.createdAt.toISOString(),
      updated: license.updatedAt.toISOString(),
    };
  }
}

@ApiSchema({ name: 'MachinesMeta' })
export class MachinesMetaDto {
  /** Processor cores of all machines. */
  @ApiProperty({ type: 'integer', example: 8 })
  cores!: number;

  /** Memory of all machines in bytes. */
  @ApiProperty({ type: 'integer', example: 0 })
  memory!: number;

  /** Always 0. */
  @ApiProperty({ type: 'integer', example: 0 })
  disk!: number;

  /** Number of machines. */
  @ApiProperty({ type: 'integer', example: 1 })
  count!: number;
}

@ApiSchema({ name: 'MachineList' })
export class MachineListDto extends RelatedListDto {
  /** Its size. */
  meta!: MachinesMetaDto;
}

@ApiSchema({ name: 'LicenseRelationships' })
export class LicenseRelationshipsDto {
  /** The account of the request. */
  account!: RelationshipDto;

  /** Its product. */
  product!: RelationshipDto;

  /** Its policy. */
  policy!: RelationshipDto;

  /** Its group, if it has one. */
  group!: RelationshipDto;

  /** Its customer, if it has one. */
  owner!: RelationshipDto;

  /** Its users. */
  users!: CountedListDto;

  /** Its machines. */
  machines!: MachineListDto;

  /** Its tokens. */
  tokens!: RelatedListDto;

  /** Its entitlements. */
  entitlements!: RelatedListDto;

  static from({ license, use, users, cores, memoryMb }: DescribedLicense, account: Account): LicenseRelationshipsDto {
    const path = (name: string) => ['licenses', license.uid, name] as const;
    const one = (type: string, id: string | null | undefined) => (id ? { type, id } : null);
    return {
      account: account.relationship(),
      product: account.one(one('products', license.product?.uid), ...path('product')),
      policy: account.one(one('policies', license.policy?.uid), ...path('policy')),
      group: account.one(one('groups', license.groupId), ...path('group')),
      owner: account.one(one('users', license.customer?.uid), ...path('owner')),
      users: { ...account.many(...path('users')), meta: { count: users } },
      machines: {
        ...account.many(...path('machines')),
        meta: { cores, memory: memoryMb * BYTES, disk: 0, count: use.seats },
      },
      tokens: account.many(...path('tokens')),
      entitlements: account.many(...path('entitlements')),
    };
  }
}

@ApiSchema({ name: 'License' })
export class LicenseDto {
  /**
   * ID of the license.
   * @example "8e7d3c52-41a9-4f6b-b2d0-6f1c9a5e3b84"
   */
  id!: string;

  /** Always `licenses`. */
  @ApiProperty({ enum: ['licenses'] })
  type!: 'licenses';

  /** Description of the license. */
  attributes!: LicenseAttributesDto;

  /** Related objects. */
  relationships!: LicenseRelationshipsDto;

  /** Address of the object. */
  links!: SelfLinkDto;

  static from(described: DescribedLicense, account: Account, now: Date): LicenseDto {
    const { uid } = described.license;
    return {
      id: uid,
      type: 'licenses',
      attributes: LicenseAttributesDto.from(described, now),
      relationships: LicenseRelationshipsDto.from(described, account),
      links: { self: account.path('licenses', uid) },
    };
  }
}

function statusOf(license: License, now: Date): Status {
  const status = license.statusAt(now);
  if (status === 'expired') {
    return 'EXPIRED';
  }
  if (status !== 'active' && status !== 'unused') {
    return 'SUSPENDED';
  }
  return license.hasExpiredBy(new Date(now.getTime() + EXPIRING)) ? 'EXPIRING' : 'ACTIVE';
}

function isUsable(status: Status): boolean {
  return status === 'ACTIVE' || status === 'EXPIRING';
}

function metadataOf({ product, metadata }: License): object {
  return { ...shownMetadata(product?.metadata, 'programs'), ...shownMetadata(metadata, 'programs') };
}

function iso(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}
