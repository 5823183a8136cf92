import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized, toPage } from '../../../core/common';
import { FromReplica } from '../../../core/platform';
import { LicensePaymentDto, LicensePaymentPageDto, ListLicensePaymentsDto } from './dto/license-payment.dto';
import { LicensePaymentsService } from './license-payments.service';

@ApiTags('licenses')
@Controller('api/v1/licenses/:id/payments')
export class LicensePaymentsController {
  constructor(private readonly payments: LicensePaymentsService) {}

  /** List the payments of a license, newest first: of the order that gave it, and of all that continue it. */
  @Get()
  @FromReplica()
  @Authorized('orders:read')
  async listLicensePayments(
    @Param('id') id: string,
    @Query() { q, ...page }: ListLicensePaymentsDto,
  ): Promise<LicensePaymentPageDto> {
    return toPage(await this.payments.list(id, page, q), (payment) => LicensePaymentDto.from(payment));
  }
}
