import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers, Authorized, Clock, Dialect, problem, Public } from '../../../core/common';
import { Permission } from '../../../core/identity';
import type { Activation, License } from '../../../core/licenses';
import type { LicenseWithUsage } from '../../../core/licensing';
import { LicenseMachinesService } from '../app/license-machines.service';
import { KEYGEN } from '../keygen.dialect';
import { AcceptSignatureGuard } from './accept-signature.guard';
import { type Account, CurrentAccount } from './account';
import { ActivateMachineDto } from './dto/input.dto';
import { MachineAnswerDto, MachineResourceDto, MachinesAnswerDto } from './dto/machine.dto';
import { MachineQueryDto } from './dto/query.dto';
import { machineIn } from './machine-in';
import { machinesAnswer } from './machine-list';
import { AnyBearerLicense, BearerLicense } from './license.guard';
import { TakesLicense } from './takes-license.decorator';

const UNKNOWN = 'The license of the request has no machine with this ID or fingerprint.';

@Dialect(KEYGEN)
@ApiTags('machines')
@Controller('v1/machines')
@UseGuards(AcceptSignatureGuard)
export class KeygenMachinesController {
  constructor(
    private readonly machines: LicenseMachinesService,
    private readonly clock: Clock,
  ) {}

  /** Activate a machine on the license of the request. */
  @Post()
  @Public()
  @TakesLicense()
  @Answers(201, MachineAnswerDto)
  @Answers(
    422,
    'The machine is active already, or the license is at its limit.',
    'FINGERPRINT_TAKEN',
    'MACHINE_LIMIT_EXCEEDED',
  )
  async activateMachine(
    @Body() { data: { attributes, relationships } }: ActivateMachineDto,
    @BearerLicense() { license }: LicenseWithUsage,
    @CurrentAccount() account: Account,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MachineAnswerDto> {
    if (relationships.license.data.id.toLowerCase() !== license.uid) {
      throw problem('ROUTE_FORBIDDEN');
    }
    const { device, platform } = machineIn(attributes);
    const answer = this.answer(await this.machines.activate(license, device, { platform }), license, account);
    void reply.header('location', answer.data.links.self);
    return answer;
  }

  /** List the machines of the license of the request, such as the one with a fingerprint. */
  @Get()
  @Public()
  @TakesLicense()
  listOwnMachines(
    @Query() query: MachineQueryDto,
    @BearerLicense() { license }: LicenseWithUsage,
    @CurrentAccount() account: Account,
  ): Promise<MachinesAnswerDto> {
    const now = this.clock.now();
    return machinesAnswer(this.machines, { license, query, account, path: account.path('machines'), now });
  }

  /** Get a machine of the license of the request. */
  @Get(':id')
  @Public()
  @TakesLicense()
  @Answers(404, UNKNOWN, 'NOT_FOUND')
  async getMachine(
    @Param('id') id: string,
    @BearerLicense() { license }: LicenseWithUsage,
    @CurrentAccount() account: Account,
  ): Promise<MachineAnswerDto> {
    return this.answer(await this.machines.get(license, id), license, account);
  }

  /** Deactivate a machine of the license of the request, also of one that has expired or is suspended. */
  @Delete(':id')
  @HttpCode(204)
  @Public()
  @TakesLicense()
  @Answers(404, UNKNOWN, 'NOT_FOUND')
  async deactivateMachine(@Param('id') id: string, @AnyBearerLicense() { license }: LicenseWithUsage): Promise<void> {
    await this.machines.deactivate(license, id);
  }

  /** Send a heartbeat of a machine of the license of the request. */
  @Post(':id/actions/ping')
  @HttpCode(200)
  @Public()
  @TakesLicense()
  @Answers(404, UNKNOWN, 'NOT_FOUND')
  @Answers(422, 'The machine was silent for so long that it must be activated again.', 'MACHINE_HEARTBEAT_DEAD')
  async pingMachine(
    @Param('id') id: string,
    @BearerLicense() { license }: LicenseWithUsage,
    @CurrentAccount() account: Account,
  ): Promise<MachineAnswerDto> {
    return this.answer(await this.machines.ping(license, id), license, account);
  }

  /** Send a heartbeat: an older name of `ping`. */
  @Post(':id/actions/ping-heartbeat')
  @HttpCode(200)
  @Public()
  @TakesLicense()
  @Answers(404, UNKNOWN, 'NOT_FOUND')
  @Answers(422, 'The machine was silent for so long that it must be activated again.', 'MACHINE_HEARTBEAT_DEAD')
  pingMachineHeartbeat(
    @Param('id') id: string,
    @BearerLicense() found: LicenseWithUsage,
    @CurrentAccount() account: Account,
  ): Promise<MachineAnswerDto> {
    return this.pingMachine(id, found, account);
  }

  /** Reset the heartbeat of a machine: it counts as seen now. */
  @Post(':id/actions/reset')
  @HttpCode(200)
  @Authorized(Permission.ReactivationsWrite)
  @Answers(404, 'No active machine has this ID.', 'NOT_FOUND')
  async resetMachine(@Param('id') id: string, @CurrentAccount() account: Account): Promise<MachineAnswerDto> {
    const { activation, license } = await this.machines.reset(id);
    return this.answer(activation, license, account);
  }

  /** Reset the heartbeat of a machine: an older name of `reset`. */
  @Post(':id/actions/reset-heartbeat')
  @HttpCode(200)
  @Authorized(Permission.ReactivationsWrite)
  @Answers(404, 'No active machine has this ID.', 'NOT_FOUND')
  resetMachineHeartbeat(@Param('id') id: string, @CurrentAccount() account: Account): Promise<MachineAnswerDto> {
    return this.resetMachine(id, account);
  }

  private answer(activation: Activation, license: License, account: Account): MachineAnswerDto {
    return { data: MachineResourceDto.from(activation, license, account, this.clock.now()) };
  }
}
