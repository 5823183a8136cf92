import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../../core/common';
import { FromReplica } from '../../../core/platform';
import { RenewalsDto, RenewalsFilterDto } from './dto/renewals.dto';
import { RenewalsService } from './renewals.service';

@ApiTags('orders')
@Controller('api/v1/renewals')
export class RenewalsController {
  constructor(private readonly renewals: RenewalsService) {}

  /** Count the licenses of a batch that a payment has continued, and those that end without one. */
  @Get()
  @FromReplica()
  @Authorized('orders:read')
  async getRenewals(@Query() { batch, days }: RenewalsFilterDto): Promise<RenewalsDto> {
    return RenewalsDto.from(await this.renewals.of(batch, days));
  }
}
