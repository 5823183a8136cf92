import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '../../common/access/authorized.decorator';
import { CountsByLicense } from '../../common/limits/license-calls.decorator';
import { RateLimited } from '../../common/limits/route-limits';
import { UnauthenticatedLimitService } from '../../common/limits/unauthenticated-limit.service';
import { Answers } from '../../common/openapi/answers.decorator';
import { RedactOnReplay } from '../../platform/idempotency/idempotency.decorators';
import { deviceIn, scopeIn, userIn } from '../calls/dto/device-and-scope';
import { namedLicenseIn } from '../calls/named-license';
import { signedCallIn, signedRequestIn } from '../signed-answers/dto/signed-answer.dto';
import { SignedCallsService } from '../signed-answers/signed-calls.service';
import {
  EndedLicenseSessionDto,
  LicenseSessionHeartbeatDto,
  SendLicenseSessionHeartbeatDto,
  StartedLicenseSessionDto,
  StartLicenseSessionDto,
} from './dto/session-call.dto';
import { ChangeSessionFeaturesDto, SessionFeatureDto, SessionFeaturesDto } from './dto/session-feature.dto';
import { LicenseSessionTokenDto } from './dto/session-token.dto';
import type { SessionTimes } from '../../licenses/sessions/license-session.entity';
import { LicenseSessionsService } from './license-sessions.service';
import { type AskedFeature, SessionFeaturesService } from './session-features.service';
import { SignedSessionsService, subjectOf } from './signed-sessions.service';

/** Sessions of client apps on floating seats. The license key or the session's token is the credential. */
@ApiTags('client')
@Controller('api/v1/license-sessions')
@Public()
@RateLimited('session')
export class SessionCallsController {
  constructor(
    private readonly sessions: LicenseSessionsService,
    private readonly answers: SignedSessionsService,
    private readonly signing: SignedCallsService,
    private readonly features: SessionFeaturesService,
    private readonly failures: UnauthenticatedLimitService,
  ) {}

  /**
   * Start a session on an activated device. The license limits the number of concurrent sessions. A session expires
   * the policy's `session_lease` after its last heartbeat, 60 seconds by default, unless it is borrowed. Without
   * `borrow_days`, a session that this device has borrowed goes on, with a new token, unless its program is sending heartbeats.
   * With `wait`, SESSIONS_EXHAUSTED has `waiting` with the position in the waiting line and a token that keeps it: it ends after
   * `session_lease` seconds without asking again. A free seat goes to the first in line.
   */
  @Post()
  @CountsByLicense(namedLicenseIn)
  @RedactOnReplay('session_token')
  @Answers(
    403,
    'BORROWING_NOT_ALLOWED, or the reason why the license cannot be used on this device.',
    'BORROWING_NOT_ALLOWED',
  )
  @Answers(404, 'License not found.', { NOT_FOUND: 'License not found' })
  @Answers(
    409,
    'SESSIONS_EXHAUSTED: as many sessions run as may. BORROWS_EXHAUSTED: as many are borrowed as may. Others: the user or the machine has as many as may.',
    'SESSIONS_EXHAUSTED',
    'USER_SESSIONS_EXHAUSTED',
    'MACHINE_SESSIONS_EXHAUSTED',
    'USER_MACHINES_EXHAUSTED',
    'BORROWS_EXHAUSTED',
  )
  async startLicenseSession(
    @Body() input: StartLicenseSessionDto,
    @Req() received: FastifyRequest,
  ): Promise<StartedLicenseSessionDto> {
    const { machine_id: machineId, borrow_days: borrowDays, wait: waits, wait_token: waitToken, features } = input;
    const request = signedRequestIn('session', input);
    const subject = subjectOf(request, input.product);
    const resumesBorrowed = borrowDays === undefined;
    const options = {
      machineId,
      borrowDays,
      scope: scopeIn(input),
      subject,
      resumesBorrowed,
      waits,
      waitToken,
      features,
    };
    const started = await this.signing.refusing(signedCallIn('session', input), () =>
      this.sessions.startSession(input.license_key, deviceIn(input), options),
    );
    this.failures.noteVerified(received, started.token);
    return StartedLicenseSessionDto.of(started, await this.answers.signStart(request, started));
  }

  /** Send a session heartbeat, every `heartbeat_interval` seconds. With `borrow_days`, the session is borrowed, or with 0 returned. */
  @Post('heartbeat')
  @HttpCode(200)
  @Answers(
    403,
    'BORROWING_NOT_ALLOWED, or the reason why the license cannot be used on this device.',
    'BORROWING_NOT_ALLOWED',
  )
  @Answers(
    404,
    'The session does not exist or has ended. SESSION_TAKEN_BACK: an admin ended it and said why.',
    'SESSION_TAKEN_BACK',
  )
  @Answers(
    409,
    'BORROWS_EXHAUSTED: as many sessions are borrowed as may; the session goes on. SESSION_IDLE: it has ended.',
    'BORROWS_EXHAUSTED',
    'SESSION_IDLE',
  )
  async sendLicenseSessionHeartbeat(
    @Body()
    {
      session_token,
      borrow_days: borrowDays,
      user: name,
      idle_seconds: idleSeconds,
      nonce,
    }: SendLicenseSessionHeartbeatDto,
    @Req() received: FastifyRequest,
  ): Promise<LicenseSessionHeartbeatDto> {
    const user = userIn(name);
    const renew = (): Promise<SessionTimes> =>
      this.failures.prove(received, { token: session_token, limit: 'client' }, () =>
        this.sessions.renew(session_token, { borrowDays, user, idleSeconds }),
      );
    const times = await this.signing.refusing(signedCallIn('session', { nonce }, session_token), renew);
    const signed = await this.answers.signHeartbeat(nonce, { token: session_token, times, user });
    return LicenseSessionHeartbeatDto.from(times, signed);
  }

  /**
   * Take features with a running session, and give others back. An entitlement that is a number is the number of sessions that may hold
   * it at once. A feature that is exhausted is named so in the answer; the others are taken, and the session goes on.
   */
  @Post('features')
  @HttpCode(200)
  @Answers(403, 'The reason why the license cannot be used on this device.')
  @Answers(404, 'The session does not exist or has ended.')
  async changeLicenseSessionFeatures(
    @Body() { session_token, take, release, nonce }: ChangeSessionFeaturesDto,
    @Req() received: FastifyRequest,
  ): Promise<SessionFeaturesDto> {
    const call = signedCallIn('session', { nonce }, session_token);
    const change = (): Promise<AskedFeature[]> =>
      this.failures.prove(received, { token: session_token, limit: 'client' }, () =>
        this.features.change(session_token, { take, release }),
      );
    const changed = await this.signing.refusing(call, change);
    const features = changed.map((feature) => SessionFeatureDto.from(feature));
    return this.signing.answered(call, { features }, { features });
  }

  /** End a session, also a borrowed one. With the token of a place in the waiting line, the place is given up. */
  @Post('end')
  @HttpCode(200)
  @Answers(404, 'The session does not exist or has ended.')
  async endLicenseSession(
    @Body() { session_token }: LicenseSessionTokenDto,
    @Req() received: FastifyRequest,
  ): Promise<EndedLicenseSessionDto> {
    const ended = await this.failures.prove(received, { token: session_token, limit: 'client' }, () =>
      this.sessions.endSession(session_token),
    );
    return EndedLicenseSessionDto.from(ended);
  }
}
