import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CheckLicenseService } from '../../../core/verification';
import { LicenseSessionsService } from '../../../core/verification/internal';
import { Answers, Authorized, Dialect, FastPath } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { licenseKeyIn } from './license-key-in';
import { UpdatesService } from '../../../core/catalog';
import {
  HeartbeatAnswerDto,
  HeartbeatDto,
  SessionHeartbeatAnswerDto,
  SessionDto,
  SessionEndedDto,
  SessionStartedDto,
  StartSessionDto,
} from './dto/session.dto';
import { V2, V2_PRODUCT } from '../v2.dialect';

/** Heartbeats of devices, and sessions on floating seats. */
@Dialect(V2)
@ApiTags('session')
@Controller('api/license')
@Authorized(Permission.ClientCalls)
export class V2SessionController {
  constructor(
    private readonly checking: CheckLicenseService,
    private readonly sessions: LicenseSessionsService,
    private readonly updates: UpdatesService,
  ) {}

  /** Send a device heartbeat, at most one per minute. */
  @Post('heartbeat')
  @HttpCode(200)
  @Answers(403, 'LICENSE_INACTIVE or LICENSE_EXPIRED', 'LICENSE_INACTIVE', 'LICENSE_EXPIRED')
  @Answers(404, 'LICENSE_NOT_FOUND', 'LICENSE_NOT_FOUND')
  @FastPath()
  async sendDeviceHeartbeat(@Body() input: HeartbeatDto): Promise<HeartbeatAnswerDto> {
    const key = licenseKeyIn('license_key', input.license_key);
    const { lastHeartbeat } = await this.checking.heartbeat(key, { fingerprint: input.hardware_hash });
    return { success: true, last_heartbeat: V2.dates(lastHeartbeat) };
  }

  /** Start a session on an activated device. The license limits the number of concurrent sessions. */
  @Post('session/start')
  @HttpCode(200)
  @Answers(403, 'LICENSE_INACTIVE or LICENSE_EXPIRED', 'LICENSE_INACTIVE', 'LICENSE_EXPIRED')
  @Answers(404, 'LICENSE_NOT_FOUND', 'LICENSE_NOT_FOUND')
  @Answers(409, "CONFLICT: the license's concurrent-session limit is reached", {
    CONFLICT: "The license's concurrent-session limit is reached",
  })
  async startSession(@Body() input: StartSessionDto): Promise<SessionStartedDto> {
    const key = licenseKeyIn('license_key', input.license_key);
    const device = { fingerprint: input.hardware_hash, appVersion: input.version };
    const { session, token, license } = await this.sessions.startSession(key, device, { machineId: input.machine_id });
    const subject = { device: input.hardware_hash, license: license.uid };
    const update = await this.updates.forProgram(license.productId, V2_PRODUCT, input.version, subject);
    return SessionStartedDto.from(session, token, update);
  }

  /** Send a session heartbeat, every 30 seconds. A session expires 60 seconds after its last heartbeat. */
  @Post('session/heartbeat')
  @HttpCode(200)
  @Answers(404, 'NOT_FOUND: the session does not exist or has ended', {
    NOT_FOUND: 'The session does not exist or has ended',
  })
  async sendSessionHeartbeat(@Body() input: SessionDto): Promise<SessionHeartbeatAnswerDto> {
    return SessionHeartbeatAnswerDto.from(await this.sessions.sendHeartbeat(input.session_token, keyIn(input)));
  }

  /** End a session. */
  @Post('session/end')
  @HttpCode(200)
  @Answers(404, 'NOT_FOUND: the session does not exist or has ended', {
    NOT_FOUND: 'The session does not exist or has ended',
  })
  async endSession(@Body() input: SessionDto): Promise<SessionEndedDto> {
    return SessionEndedDto.from(await this.sessions.endSession(input.session_token, keyIn(input)));
  }
}

function keyIn({ license_key }: SessionDto): string | undefined {
  return license_key === undefined ? undefined : licenseKeyIn('license_key', license_key);
}
