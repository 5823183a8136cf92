import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Action, Calendar, Public, SharedPathDialect } from '../../../core/common';
import { EddLicensesService } from '../app/edd-licenses.service';
import { EDD } from '../edd.dialect';
import { EddActivationDto, EddCallDto, EddCheckDto, EddDeactivationDto } from './dto/license.dto';

/** Calls of programs, which learn from the body what became of them: the status is 200. */
@SharedPathDialect(EDD)
@ApiTags('license')
@Controller()
@Public()
export class EddLicensesController {
  constructor(
    private readonly licenses: EddLicensesService,
    private readonly calendar: Calendar,
  ) {}

  /** Activate a license at a site. A site that is already active does not change. */
  @Post()
  @Action('activate_license')
  @HttpCode(200)
  async activateLicense(@Body() input: EddCallDto): Promise<EddActivationDto> {
    const call = EddCallDto.toCall(input);
    return EddActivationDto.from(call, await this.licenses.activate(call), this.calendar);
  }

  /** Deactivate a license at a site and release its activation. */
  @Post()
  @Action('deactivate_license')
  @HttpCode(200)
  async deactivateLicense(@Body() input: EddCallDto): Promise<EddDeactivationDto> {
    const call = EddCallDto.toCall(input);
    return EddDeactivationDto.from(call, await this.licenses.deactivate(call));
  }

  /** Check a license at a site. */
  @Get()
  @Action('check_license')
  async checkLicense(@Query() input: EddCallDto): Promise<EddCheckDto> {
    const call = EddCallDto.toCall(input);
    return EddCheckDto.from(call, await this.licenses.check(call), this.calendar);
  }
}
