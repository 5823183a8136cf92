import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { LeadStats } from '../../lead-stats.service';

@ApiSchema({ name: 'LeadStats' })
export class LeadStatsDto {
  /** Number of leads. */
  @ApiProperty({ type: 'integer', example: 150 })
  total_institutions!: number;

  /** Number of contacts of all leads. */
  @ApiProperty({ type: 'integer', example: 450 })
  total_contacts!: number;

  /** Activities of the last 30 days. */
  @ApiProperty({ type: 'integer', example: 25 })
  recent_activities!: number;

  /**
   * Converted institutions in percent, with one decimal.
   * @example 12.5
   */
  conversion_rate!: number;

  /** Institutions by type: the 99 most frequent types, all others as `other`. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { university: 50, company: 75, government: 25 },
  })
  by_type!: Readonly<Record<string, number>>;

  static from({ institutions, contacts, recentActivities, conversionRate, byType }: LeadStats): LeadStatsDto {
    return {
      total_institutions: institutions,
      total_contacts: contacts,
      recent_activities: recentActivities,
      conversion_rate: conversionRate,
      by_type: byType,
    };
  }
}
