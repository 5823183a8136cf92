import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { ArrayMinSize, IsIn } from 'class-validator';
import { PageOf, PageQueryDto } from '../../../common/pagination/page.dto';
import { IsNameList, IsText, IsWholeNumber, MAX_INTEGER, MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { MAX_MEMBERS, RESERVED_FOR, type ReservedFor } from '../../../licenses/sessions/session-reservation.entity';
import type { ReservationInput, UsedReservation } from '../seat-reservations.service';

const HOLDERS = { enum: RESERVED_FOR, enumName: 'ReservedFor' } as const;

/** Floating seats that only sessions of the members may take. */
@ApiSchema({ name: 'ReserveSeats' })
export class ReserveSeatsDto {
  @MayBeMissing()
  @IsText(255)
  @ApiPropertyOptional({ example: 'Design team', description: 'Display name, such as that of a group of users.' })
  name?: string;

  @IsIn(RESERVED_FOR)
  @ApiProperty({ ...HOLDERS, description: 'Kind of the members.' })
  reserved_for!: ReservedFor;

  @IsNameList(MAX_MEMBERS)
  @ArrayMinSize(1)
  @ApiProperty({
    example: ['ada@example.com', 'grace@example.com'],
    description: 'Users as apps name them; hardware IDs or machine IDs of hosts; or IP addresses and networks (CIDR).',
  })
  members!: string[];

  @IsWholeNumber(1, MAX_INTEGER)
  @ApiProperty({ example: 2, description: 'Seats; all reservations together have at most `max_sessions`.' })
  seats!: number;

  static toInput({ name, reserved_for, members, seats }: ReserveSeatsDto): ReservationInput {
    return { name, reservedFor: reserved_for, members, seats };
  }
}

export class ListSeatReservationsDto extends PageQueryDto {
  @IsSearchFilter('name and members')
  q?: string;
}

@ApiSchema({ name: 'SeatReservation' })
export class SeatReservationDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Display name; null without one.' })
  name!: string | null;

  @ApiProperty({ ...HOLDERS, description: 'Kind of the members.' })
  reserved_for!: ReservedFor;

  /** Users, hosts or networks whose sessions may take the seats. */
  members!: string[];

  @ApiProperty({ type: 'integer', description: 'Seats that are kept for them.' })
  seats!: number;

  @ApiProperty({ type: 'integer', description: 'Running sessions on these seats.' })
  sessions!: number;

  /** When the seats were reserved. */
  created_at!: Date;

  /** When the reservation was changed last. */
  updated_at!: Date;

  static from({ reservation, sessions }: UsedReservation): SeatReservationDto {
    const { uid, name, reservedFor, members, seats, createdAt, updatedAt } = reservation;
    const times = { created_at: createdAt, updated_at: updatedAt };
    return { id: uid, name, reserved_for: reservedFor, members, seats, sessions, ...times };
  }
}

@ApiSchema({ name: 'SeatReservationPage' })
export class SeatReservationPageDto extends PageOf(SeatReservationDto) {}
