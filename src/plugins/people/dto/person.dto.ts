import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsEmail } from 'class-validator';
import { MaxLength } from '../../../core/common';
import type { KnownPerson } from '../people.service';
import { ERASURE_STATES, type ErasureState, type PersonErasure } from '../person-erasure.entity';

export class PersonInputDto {
  /** E-mail address of the person. */
  @IsEmail()
  @MaxLength(255)
  @ApiProperty({ format: 'email', example: 'ada@example.com' })
  email!: string;
}

export class PersonRowsDto {
  /** Name of the table. */
  @ApiProperty({ example: 'licenses' })
  table!: string;

  /** Number of rows. */
  @ApiProperty({ type: 'integer' })
  rows!: number;
}

export class KeptRowsDto extends PersonRowsDto {
  /** Why the rows stay. */
  reason!: string;
}

@ApiSchema({ name: 'Erasure' })
export class ErasureDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: ERASURE_STATES, enumName: 'ErasureState' })
  state!: ErasureState;

  /** Keyed hash of the address, the same for each erasure of it. The address itself is not kept. */
  address_hash!: string;

  /** Changed and deleted rows by table. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, example: { customers: 1, mails: 4 } })
  rows!: Readonly<Record<string, number>>;

  /** Rows that are not changed; empty until the erasure is done. */
  @ApiProperty({ type: [KeptRowsDto] })
  kept!: KeptRowsDto[];

  /** Name of the user or API key that asked for it. */
  actor!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why it was asked for.' })
  reason!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Order or ticket behind it.' })
  reference!: string | null;

  /** When it was asked for. */
  created_at!: Date;

  /** Null until it is done. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finished_at!: Date | null;

  static from(erasure: PersonErasure): ErasureDto {
    const { uid, state, addressHash, rows, kept, actor, reason, reference, createdAt, finishedAt } = erasure;
    return {
      id: uid,
      state,
      address_hash: addressHash,
      rows,
      kept: [...kept],
      actor,
      reason,
      reference,
      created_at: createdAt,
      finished_at: finishedAt,
    };
  }
}

@ApiSchema({ name: 'Person' })
export class PersonDto {
  /** Rows that belong to the person, by table. The export also has those that name the address. */
  @ApiProperty({ type: [PersonRowsDto] })
  held!: PersonRowsDto[];

  /** Former erasures of the address, the newest 20. */
  @ApiProperty({ type: [ErasureDto] })
  erasures!: ErasureDto[];

  static from({ held, erasures }: KnownPerson): PersonDto {
    return { held: [...held], erasures: erasures.map((erasure) => ErasureDto.from(erasure)) };
  }
}
