import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDate } from 'class-validator';
import { PageOf } from '../../src/core/common/pagination/page.dto';
import { IsName } from '../../src/core/common/validation/fields';
import type { Reminder } from './reminder.entity';

// Tests are compiled without the plugin that reads comments and types: the decorators say all of it.

export class CreateReminderDto {
  @ApiProperty({ description: 'What to do.', minLength: 1, maxLength: 255, example: 'Call Acme' })
  @IsName()
  text!: string;

  @ApiProperty({ format: 'date-time', description: 'When to do it.', example: '2090-01-01T00:00:00.000Z' })
  @Type(() => Date)
  @IsDate()
  due_at!: Date;
}

export class ReminderDto {
  @ApiProperty({ format: 'uuid', description: 'UUID.' })
  id!: string;

  @ApiProperty({ description: 'What to do.' })
  text!: string;

  @ApiProperty({ format: 'date-time', description: 'When to do it.' })
  due_at!: Date;

  static from({ uid, text, dueAt }: Reminder): ReminderDto {
    return { id: uid, text, due_at: dueAt };
  }
}

@ApiSchema({ name: 'ReminderPage' })
export class ReminderPageDto extends PageOf(ReminderDto) {}
