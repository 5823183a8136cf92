import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { PageOf } from 'keyward/core/common';
import type { Note } from '../note.entity';

export class CreateNoteDto {
  @ApiProperty({ description: 'What is to be remembered.', minLength: 1, maxLength: 1000, example: 'Paid until May' })
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  text!: string;

  @ApiProperty({
    description: 'The license may not be used while it has such a note.',
    required: false,
    default: false,
  })
  @IsOptional()
  @IsBoolean()
  is_hold?: boolean;
}

@ApiSchema({ name: 'Note' })
export class NoteDto {
  @ApiProperty({ format: 'uuid', description: 'UUID.' })
  id!: string;

  @ApiProperty({ description: 'What is to be remembered.' })
  text!: string;

  @ApiProperty({ description: 'The license may not be used while it has such a note.' })
  is_hold!: boolean;

  @ApiProperty({ format: 'date-time', description: 'When it was written.' })
  created_at!: Date;

  static from({ uid, text, isHold, createdAt }: Note): NoteDto {
    return { id: uid, text, is_hold: isHold, created_at: createdAt };
  }
}

@ApiSchema({ name: 'NotePage' })
export class NotePageDto extends PageOf(NoteDto) {}
