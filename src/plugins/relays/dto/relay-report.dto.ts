import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { BY_CREATION, IsSearchFilter, PageOf, problem, SortedPage } from '../../../core/common';
import type { ReceivedReport } from '../received-report.entity';
import type { Gap, ReceivedUsage } from '../relay-reports.service';
import type { ReportedUsage } from '../reported-usage';

/** The report in a body: its text, or the member `report` of a JSON object. */
export function reportIn(body: Buffer, type = ''): string {
  const text = body.toString();
  if (!type.startsWith('application/json')) {
    return text;
  }
  const report = memberIn(text);
  if (typeof report !== 'string') {
    throw problem('REPORT_INVALID');
  }
  return report;
}

function memberIn(text: string): unknown {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && 'report' in body ? body.report : undefined;
  } catch {
    return undefined;
  }
}

export class SendReportDto {
  /** The report, or the code `KWU1.` of its numbers. */
  report!: string;
}

export class ListRelayReportsDto extends SortedPage({ received_at: BY_CREATION.created_at }, 'RelayReportSort') {
  @IsSearchFilter('name of the relay')
  q?: string;
}

@ApiSchema({ name: 'RelayReportGap' })
export class RelayReportGapDto implements Gap {
  @ApiProperty({ type: 'integer', description: 'First missing report.', example: 3 })
  from_seq!: number;

  @ApiProperty({ type: 'integer', description: 'Last missing report.', example: 4 })
  to_seq!: number;
}

const USAGE = {
  type: 'object',
  additionalProperties: true,
  description:
    'Use in the time of the report: sessions, activations, meters, features, versions, devices and days; users and hosts with their hours, if the operator lets the report name or hash them.',
  example: { sessions: { peak: 5, started: 40, refused: 2, minutes_full: 12 }, meters: { exports: { used: '120' } } },
} as const;

/** A report that was received, now or before. */
@ApiSchema({ name: 'ReceivedUsage' })
export class ReceivedUsageDto {
  @ApiProperty({ format: 'uuid', description: 'ID of the relay.' })
  relay_id!: string;

  /** Start of the time of the report. */
  from!: Date;

  /** End of the time of the report. */
  to!: Date;

  @ApiProperty({ type: [RelayReportGapDto], description: 'Reports of the relay that are missing.' })
  gaps!: RelayReportGapDto[];

  @ApiProperty(USAGE)
  usage!: ReportedUsage;

  static from({ report, gaps }: ReceivedUsage): ReceivedUsageDto {
    const { relay, from, to, usage } = report;
    return { relay_id: relay.uid, from, to, gaps: [...gaps], usage };
  }
}

@ApiSchema({ name: 'RelayReport' })
export class RelayReportDto {
  @ApiProperty({ format: 'uuid', description: 'ID of the report.' })
  id!: string;

  @ApiProperty({ format: 'uuid', description: 'ID of the relay.' })
  relay_id!: string;

  @ApiProperty({ type: 'integer', description: 'Number of the report, from 1.' })
  seq!: number;

  /** Whether only the numbers of its code are known. */
  is_code!: boolean;

  /** Start of the time of the report. */
  from!: Date;

  /** End of the time of the report. */
  to!: Date;

  @ApiProperty(USAGE)
  usage!: ReportedUsage;

  /** When the report was received. */
  received_at!: Date;

  static from({ uid, relay, seq, textHash, fromAt, toAt, usage, receivedAt }: ReceivedReport): RelayReportDto {
    return {
      id: uid,
      relay_id: relay?.uid ?? '',
      seq,
      is_code: textHash === null,
      from: fromAt,
      to: toAt,
      usage,
      received_at: receivedAt,
    };
  }
}

@ApiSchema({ name: 'RelayReportPage' })
export class RelayReportPageDto extends PageOf(RelayReportDto) {}
