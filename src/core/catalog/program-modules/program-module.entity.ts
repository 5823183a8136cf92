import {
  Column,
  Entity,
  Generated,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { Product } from '../products/product.entity';

/** Code that a program loads from the server while it runs. */
@Entity('program_modules')
@Index('program_modules_name_unique', ['productId', 'name'], { unique: true })
export class ProgramModule {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'program_modules_pkey' })
  id!: number;

  @Index('program_modules_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'product_id', type: 'bigint' })
  productId!: number;

  @ManyToOne(() => Product, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'product_id', foreignKeyConstraintName: 'program_modules_product_fkey' })
  product?: Relation<Product>;

  /** Part of the path at which programs load it. */
  @Column({ type: 'varchar', length: 64 })
  name!: string;

  @Column({ type: 'varchar', length: 64 })
  version!: string;

  /** Oldest version of the program that can run it; null for any. */
  @Column({ name: 'minimum_version', type: 'varchar', length: 64, nullable: true })
  minimumVersion!: string | null;

  /** Only loaded for those who run it, because it may be large. */
  @Column({ type: 'varchar', length: 524_288, select: false })
  code?: string;

  /** Bytes of the code in UTF-8. */
  @Column({ type: 'integer' })
  size!: number;

  /** SHA-256 of the UTF-8 code, in lower-case hex. */
  @Column({ type: 'varchar', length: 64 })
  sha256!: string;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
