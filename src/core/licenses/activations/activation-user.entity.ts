import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Activation } from './activation.entity';
import { LicenseUser } from '../licenses/license-user.entity';

const KEY = { type: 'bigint', primaryKeyConstraintName: 'activation_users_pkey' } as const;

/** A user of an active device. A trigger deletes the users of a device that is deactivated. */
@Entity('activation_users')
@Index('activation_users_user', ['userId'])
export class ActivationUser {
  @PrimaryColumn({ ...KEY, name: 'activation_id' })
  activationId!: number;

  @ManyToOne(() => Activation, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'activation_id', foreignKeyConstraintName: 'activation_users_activation_fkey' })
  activation?: Relation<Activation>;

  @PrimaryColumn({ ...KEY, name: 'user_id' })
  userId!: number;

  @ManyToOne(() => LicenseUser, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'activation_users_user_fkey' })
  user?: Relation<LicenseUser>;
}
