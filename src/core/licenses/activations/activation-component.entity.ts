import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Activation } from './activation.entity';

const KEY = { primaryKeyConstraintName: 'activation_components_pkey' } as const;

/** A part of an active device. A trigger deletes it when the device is deactivated. */
@Entity('activation_components')
@Index('activation_components_license', ['licenseId', 'hash', 'activationId'])
export class ActivationComponent {
  @PrimaryColumn({ ...KEY, name: 'activation_id', type: 'bigint' })
  activationId!: number;

  @ManyToOne(() => Activation, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'activation_id', foreignKeyConstraintName: 'activation_components_activation_fkey' })
  activation?: Relation<Activation>;

  /** SHA-256 of its name and value. */
  @PrimaryColumn({ ...KEY, type: 'varchar', length: 43 })
  hash!: string;

  /** License of the activation, by which devices are looked up. */
  @Column({ name: 'license_id', type: 'bigint' })
  licenseId!: number;
}
