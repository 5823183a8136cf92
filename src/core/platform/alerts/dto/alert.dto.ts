import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { PageOf } from '../../../common/pagination/page.dto';
import { MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { type Alert, ALERT_SEVERITIES, type AlertSeverity } from '../alert.entity';

export class AlertQueryDto extends SortedPage({ raised_at: BY_CREATION.created_at }, 'AlertSort') {
  /** Whether the alert is open, that is, its condition still holds. */
  @MayBeMissing()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  open?: boolean;

  @IsSearchFilter('type, the message or the node')
  q?: string;
}

@ApiSchema({ name: 'Alert' })
export class AlertDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /**
   * Rule that raised the alert.
   * @example "error_rate"
   */
  type!: string;

  /** Severity of the alert. */
  @ApiProperty({ enum: ALERT_SEVERITIES, enumName: 'AlertSeverity' })
  severity!: AlertSeverity;

  /**
   * The problem, in one sentence.
   * @example "31 of 240 requests failed; the limit is 5 %"
   */
  message!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Host name and process ID of the node; null if the alert concerns all nodes.',
  })
  node!: string | null;

  /** When the condition was first observed. */
  raised_at!: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null while the alert is open.' })
  cleared_at!: Date | null;

  static from({ uid, type, severity, message, node, raisedAt, clearedAt }: Alert): AlertDto {
    return {
      id: uid,
      type,
      severity,
      message,
      node: node === '' ? null : node,
      raised_at: raisedAt,
      cleared_at: clearedAt,
    };
  }
}

@ApiSchema({ name: 'AlertPage' })
export class AlertPageDto extends PageOf(AlertDto) {}
