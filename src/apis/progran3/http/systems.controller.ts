import { Body, Controller, Get, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Answers, Authorized, Clock, Dialect, FastPath, Public } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { CustomersService } from '../../../core/customers';
import { LicenseStatusCountsService } from '../app/license-status-counts.service';
import { HeartbeatsService } from '../app/heartbeats.service';
import { SystemsService } from '../app/systems.service';
import { FromReplica } from '../../../core/platform';
import {
  HeartbeatResultDto,
  HeartbeatAnswerDto,
  HeartbeatDto,
  HeartbeatListDto,
  ListedHeartbeatDto,
  ListHeartbeatsDto,
} from './dto/heartbeat.dto';
import { TelemetryAnswerDto } from './dto/plugin.dto';
import { StatsAnswerDto, StatsDto } from './dto/stats.dto';
import {
  DescribeAnswerDto,
  DescribedSystemDto,
  DescribeSystemDto,
  ListSystemsDto,
  SystemDto,
  SystemListDto,
} from './dto/system.dto';
import { PROGRAN3 } from '../progran3.dialect';
import { SignatureGuard } from './signature.guard';

/** The contract has no limit for this list. */
const SYSTEMS_PER_PAGE = 1_000;

@Dialect(PROGRAN3)
@ApiTags('systems')
@Controller('api')
@UseGuards(SignatureGuard)
export class Progran3SystemsController {
  constructor(
    private readonly systems: SystemsService,
    private readonly heartbeats: HeartbeatsService,
    private readonly licenses: LicenseStatusCountsService,
    private readonly customers: CustomersService,
    private readonly clock: Clock,
  ) {}

  /** List systems, the most recently seen first. */
  @Get('systems')
  @FromReplica()
  @Authorized(Permission.LicensesRead, { openable: true })
  async listSystems(@Query() { page }: ListSystemsDto): Promise<SystemListDto> {
    const order = { by: 'lastSeen', direction: 'DESC' as const };
    const { rows } = await this.systems.list({ page, perPage: SYSTEMS_PER_PAGE, order });
    const now = this.clock.now();
    return { success: true, data: rows.map((system) => SystemDto.from(system, now)) };
  }

  /** Create or update a system. */
  @Post('systems')
  @Public()
  @Answers(
    403,
    'FORBIDDEN: the system belongs to another license, or the license has reached its system limit',
    'FORBIDDEN',
  )
  @Answers(404, 'NOT_FOUND: license not found', { NOT_FOUND: 'License not found' })
  async updateSystem(@Body() input: DescribeSystemDto): Promise<DescribeAnswerDto> {
    const { license_id, fingerprint_hash, system_data } = input;
    const system = await this.systems.describe(license_id, fingerprint_hash, system_data ?? undefined);
    return { success: true, data: DescribedSystemDto.of(system), message: 'System information updated' };
  }

  /** Record a heartbeat of an activated system. */
  @Post('heartbeats')
  @HttpCode(200)
  @Public()
  @Answers(403, 'FORBIDDEN: not active, expired, or bound to another system', 'FORBIDDEN')
  @Answers(404, 'NOT_FOUND', 'NOT_FOUND')
  @FastPath()
  async recordHeartbeat(@Body() input: HeartbeatDto): Promise<HeartbeatAnswerDto> {
    const { license_key, system_fingerprint, event_type } = input;
    const details = HeartbeatDto.toDetails(input);
    const result = await this.heartbeats.record(license_key, system_fingerprint, event_type ?? 'heartbeat', details);
    return { success: true, data: HeartbeatResultDto.from(result), message: 'Heartbeat recorded' };
  }

  /** List the latest heartbeats, newest first. */
  @Get('heartbeats')
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async listHeartbeats(@Query() { limit, since }: ListHeartbeatsDto): Promise<HeartbeatListDto> {
    const rows = await this.heartbeats.latest(Math.min(limit, PROGRAN3.paging.max), since);
    const now = this.clock.now();
    return { success: true, data: rows.map((heartbeat) => ListedHeartbeatDto.from(heartbeat, now)) };
  }

  /** Accept telemetry. Nothing is stored. */
  @Post('telemetry')
  @HttpCode(200)
  @Public()
  @ApiBody({ schema: { type: 'object', additionalProperties: true } })
  sendTelemetry(): TelemetryAnswerDto {
    return { success: true, data: { received: true } };
  }

  /** Get statistics of licenses, users and systems. */
  @Get('dashboard/stats')
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async getDashboardStats(): Promise<StatsAnswerDto> {
    const [licenses, users, systems] = [
      await this.licenses.count(),
      await this.customers.count(),
      await this.systems.count(),
    ];
    return { success: true, data: StatsDto.from(licenses, users, systems) };
  }
}
