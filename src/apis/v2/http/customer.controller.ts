import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Authorized, Clock, Dialect, RateLimited } from '../../../core/common';
import { CustomersService } from '../../../core/customers';
import { CustomerSearchService } from '../../../core/customers/internal';
import { Permission } from '../../../core/identity';
import { CustomerStatsService } from '../app/customer-stats.service';
import { LicensesService } from '../../../core/licensing';
import { CustomerNumberPipe } from '../../kit/number-pipes';
import { V2 } from '../v2.dialect';
import { FromReplica } from '../../../core/platform';
import {
  CustomerLicenseDto,
  CustomerLicensesDto,
  CustomerOptionsDto,
  CustomerSearchDto,
  CustomerStatsDto,
} from './dto/customer.dto';

const MAX_LICENSES = 1_000;

@Dialect(V2)
@ApiTags('customers')
@Controller('api')
@RateLimited('admin')
export class V2CustomerController {
  constructor(
    private readonly customers: CustomersService,
    private readonly searching: CustomerSearchService,
    private readonly licenses: LicensesService,
    private readonly stats: CustomerStatsService,
    private readonly clock: Clock,
  ) {}

  /** Search customers for a Select2 drop-down list. */
  @Get('customers')
  @FromReplica()
  @Authorized(Permission.CustomersRead, { by: 'token' })
  async searchCustomers(@Query() { q, page }: CustomerSearchDto): Promise<CustomerOptionsDto> {
    return CustomerOptionsDto.from(await this.searching.search(q, { page, perPage: V2.paging.size }));
  }

  /** List the licenses of a customer, newest first. */
  @Get('customer/:customer_id/licenses')
  @FromReplica()
  @Answers(404, 'NOT_FOUND', 'NOT_FOUND')
  @Authorized(Permission.LicensesRead, { by: 'token' })
  async listCustomerLicenses(@Param('customer_id', CustomerNumberPipe) number: number): Promise<CustomerLicensesDto> {
    const rows = await this.licenses.listOf(number, MAX_LICENSES);
    return { licenses: rows.map((row) => CustomerLicenseDto.from(row, this.clock.now())) };
  }

  /** Get the number of a customer's licenses, devices and users. */
  @Get('customer/:customer_id/quick-stats')
  @FromReplica()
  @Answers(404, 'NOT_FOUND', 'NOT_FOUND')
  @Authorized(Permission.LicensesRead, { by: 'token' })
  async getCustomerStats(@Param('customer_id', CustomerNumberPipe) number: number): Promise<CustomerStatsDto> {
    const { id } = await this.customers.getByNumber(number);
    return CustomerStatsDto.from(await this.stats.read(id));
  }
}
