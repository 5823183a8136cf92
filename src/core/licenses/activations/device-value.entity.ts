import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Activation } from './activation.entity';

const KEY = { primaryKeyConstraintName: 'device_values_pkey' } as const;

/** Kind of the hash of a component that a device no longer reports, or reports again. */
export const COMPONENT_VALUE = 'component';
/** Returns that are kept of a value, the newest. */
export const MAX_RETURNS = 101;

/** Cuts an array of times to the newest. */
export const newestReturns = (times: string): string =>
  `(${times})[greatest(1, cardinality(${times}) - ${MAX_RETURNS - 1}):]`;

/**
 * A network or a component that a device had lately, kept only for devices that have changed it. Where two computers have one
 * fingerprint, each of them returns to its own again and again.
 */
@Entity('device_values')
@Index('device_values_seen', ['seenAt'])
@Index('device_values_returned', ['activationId'], { where: `"returned_at" <> '{}'` })
export class DeviceValue {
  @PrimaryColumn({ ...KEY, name: 'activation_id', type: 'bigint' })
  activationId!: number;

  @ManyToOne(() => Activation, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'activation_id', foreignKeyConstraintName: 'device_values_activation_fkey' })
  activation?: Relation<Activation>;

  /** `component`; `ipv4` or `ipv6`, of calls with an API key also its id. */
  @PrimaryColumn({ ...KEY, type: 'varchar', length: 32 })
  kind!: string;

  /** Hash of a component with its name; IPv4 address; /64 network of IPv6. */
  @PrimaryColumn({ ...KEY, type: 'varchar', length: 64 })
  value!: string;

  /** Name of a component that was reported again. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  name!: string | null;

  /** Last call from the network; when the component was last replaced. */
  @Column({ name: 'seen_at', type: 'timestamptz', precision: 3 })
  seenAt!: Date;

  /** When the device came back to this value after another one. */
  @Column({ name: 'returned_at', type: 'timestamptz', array: true, default: () => "'{}'" })
  returnedAt!: Date[];
}
