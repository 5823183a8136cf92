import { Body, Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ApiKeyGuard } from './api-key.guard';
import { type Caller, LicensesService } from './licenses.service';
import { VerifyDto } from './verify.dto';

@Controller('api/license')
@UseGuards(ApiKeyGuard)
export class LicensesController {
  constructor(private readonly licenses: LicensesService) {}

  @Post('verify')
  @HttpCode(200)
  async verify(@Body() input: VerifyDto, @Req() request: FastifyRequest): Promise<object> {
    const { outcome, license } = await this.licenses.verify(input, callerOf(request));
    return {
      valid: outcome === 'VALID',
      message: outcome,
      license: license && {
        key: license.key,
        valid_until: license.expiresAt?.toISOString().slice(0, 10) ?? null,
        max_users: license.maxUsers,
      },
      update_available: false,
      latest_version: '1.0.0',
    };
  }

  @Post('activate')
  @HttpCode(200)
  async activate(@Body() input: VerifyDto, @Req() request: FastifyRequest): Promise<object> {
    const { outcome, device } = await this.licenses.activate(input, callerOf(request));
    return {
      message: outcome,
      activation: device && {
        id: device.id,
        license_key: input.license_key,
        hardware_hash: device.fingerprint,
        machine_name: device.name,
        activated_at: device.activatedAt,
        last_heartbeat: device.lastSeenAt,
        is_active: device.deactivatedAt === null,
      },
    };
  }
}

function callerOf({ ip, headers }: FastifyRequest): Caller {
  return { ip, userAgent: headers['user-agent'] ?? null };
}
