import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The only row identifies the installation, whose database all nodes share. */
@Entity('installation')
@Index('installation_single', { synchronize: false })
export class Installation {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'installation_pkey' })
  id!: string;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
