import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import type { Activation, License } from '../../../../core/licenses';
import type { Account } from '../account';
import { PageLinksDto, RelatedListDto, RelationshipDto, SelfLinkDto } from './json-api.dto';
import type { MachineAttributesDto as MachineInputDto } from './input.dto';

const HEARTBEAT_STATUSES = ['NOT_STARTED', 'ALIVE', 'DEAD'] as const;
type HeartbeatStatus = (typeof HEARTBEAT_STATUSES)[number];

const text = { type: String, nullable: true } as const;
const number = { type: 'integer', nullable: true } as const;
const time = { type: String, format: 'date-time', nullable: true, example: '2027-01-31T12:00:00.000Z' } as const;

/** The part of a machine that stands in the data of its device. */
export type MachineData = Pick<MachineInputDto, 'hostname' | 'platform' | 'memory' | 'disk' | 'metadata'>;

@ApiSchema({ name: 'MachineAttributes' })
export class MachineAttributesDto {
  /**
   * Fingerprint of the machine.
   * @example "4d:Eq:UV:D3:XZ:tL:WN:Bz:mA:Eg:E6:Mk:YX:dK:NC"
   */
  fingerprint!: string;

  /** Processor cores. */
  @ApiProperty({ ...number, example: 8 })
  cores!: number | null;

  /** Memory in bytes. */
  @ApiProperty({ ...number, example: null })
  memory!: number | null;

  /** Disk space in bytes. */
  @ApiProperty({ ...number, example: null })
  disk!: number | null;

  /** Address from which it was activated. */
  @ApiProperty({ ...text, example: '203.0.113.7' })
  ip!: string | null;

  /** Host name. */
  @ApiProperty({ ...text, example: null })
  hostname!: string | null;

  /** Platform. */
  @ApiProperty({ ...text, example: 'macOS' })
  platform!: string | null;

  /** Name. */
  @ApiProperty({ ...text, example: 'Office MacBook Pro' })
  name!: string | null;

  /** Whether it must send heartbeats. */
  requireHeartbeat!: boolean;

  /** Whether it was seen in time. A validation counts as a heartbeat. */
  @ApiProperty({ enum: HEARTBEAT_STATUSES, example: 'ALIVE' })
  heartbeatStatus!: HeartbeatStatus;

  /** Seconds within which the next heartbeat is due. */
  @ApiProperty({ type: 'integer', example: 600 })
  heartbeatDuration!: number;

  /** Always null. */
  @ApiProperty({ ...number, example: null })
  maxProcesses!: number | null;

  /** Always null. */
  @ApiProperty({ ...text, example: null })
  lastCheckOut!: string | null;

  /** Last heartbeat or validation; null if there was none and none is required. */
  @ApiProperty(time)
  lastHeartbeat!: string | null;

  /** When the next heartbeat is due. */
  @ApiProperty(time)
  nextHeartbeat!: string | null;

  /** Data of the program, as sent. */
  @ApiProperty({ type: 'object', additionalProperties: true, example: {} })
  metadata!: object;

  /** When it was last activated. */
  @ApiProperty({ ...time, nullable: false })
  created!: string;

  /** When it was last seen. */
  @ApiProperty({ ...time, nullable: false })
  updated!: string;

  static from(activation: Activation, { behavior }: License, now: Date): MachineAttributesDto {
    const { fingerprint, name, cores, ip, activatedAt, lastSeenAt } = activation;
    const data: Partial<Record<keyof MachineData, unknown>> = activation.deviceData ?? {};
    const { heartbeatTimeout } = behavior;
    const duration = heartbeatTimeout ?? behavior.heartbeatInterval;
    const last = heartbeatTimeout !== null || lastSeenAt > activatedAt ? lastSeenAt : null;
    const next = last && new Date(last.getTime() + duration * 1000);
    return {
      fingerprint,
      cores,
      memory: numberIn(data.memory),
      disk: numberIn(data.disk),
      ip,
      hostname: textIn(data.hostname),
      platform: textIn(data.platform),
      name,
      requireHeartbeat: heartbeatTimeout !== null,
      heartbeatStatus: next === null ? 'NOT_STARTED' : next >= now ? 'ALIVE' : 'DEAD',
      heartbeatDuration: duration,
      maxProcesses: null,
      lastCheckOut: null,
      lastHeartbeat: last?.toISOString() ?? null,
      nextHeartbeat: next?.toISOString() ?? null,
      metadata: objectIn(data.metadata),
      created: activatedAt.toISOString(),
      updated: lastSeenAt.toISOString(),
    };
  }
}

@ApiSchema({ name: 'MachineRelationships' })
export class MachineRelationshipsDto {
  /** The account of the request. */
  account!: RelationshipDto;

  /** Product of its license. */
  product!: RelationshipDto;

  /** Always null. */
  group!: RelationshipDto;

  /** Its license. */
  license!: RelationshipDto;

  /** Always null. */
  owner!: RelationshipDto;

  /** Its components. */
  components!: RelatedListDto;

  /** Its processes. */
  processes!: RelatedListDto;

  static from({ uid }: Activation, license: License, account: Account): MachineRelationshipsDto {
    const path = (name: string) => ['machines', uid, name] as const;
    return {
      account: account.relationship(),
      product: account.one({ type: 'products', id: license.product?.uid ?? '' }, ...path('product')),
      group: account.one(null, ...path('group')),
      license: account.one({ type: 'licenses', id: license.uid }, ...path('license')),
      owner: account.one(null, ...path('owner')),
      components: account.many(...path('components')),
      processes: account.many(...path('processes')),
    };
  }
}

@ApiSchema({ name: 'Machine' })
export class MachineResourceDto {
  /**
   * ID of the machine.
   * @example "d1f0a3b6-2c48-4e95-8a17-3b6c9d0e5f21"
   */
  id!: string;

  /** Always `machines`. */
  @ApiProperty({ enum: ['machines'] })
  type!: 'machines';

  /** Description of the machine. */
  attributes!: MachineAttributesDto;

  /** Related objects. */
  relationships!: MachineRelationshipsDto;

  /** Address of the object. */
  links!: SelfLinkDto;

  static from(activation: Activation, license: License, account: Account, now: Date): MachineResourceDto {
    return {
      id: activation.uid,
      type: 'machines',
      attributes: MachineAttributesDto.from(activation, license, now),
      relationships: MachineRelationshipsDto.from(activation, license, account),
      links: { self: account.path('machines', activation.uid) },
    };
  }
}

@ApiSchema({ name: 'MachineAnswer' })
export class MachineAnswerDto {
  /** The machine. */
  data!: MachineResourceDto;
}

@ApiSchema({ name: 'MachinesAnswer' })
export class MachinesAnswerDto {
  /** The machines, the newest first. */
  @ApiProperty({ type: [MachineResourceDto] })
  data!: MachineResourceDto[];

  /** The other pages, if the request asks for a page by its number. */
  @ApiPropertyOptional({ type: PageLinksDto })
  links?: PageLinksDto;
}

function numberIn(value: unknown): number | null {
  return Number.isSafeInteger(value) ? Number(value) : null;
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function objectIn(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
