import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { IdOrName } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { CUSTOMER_ID, CustomerDto } from '../customers/dto/customer.dto';
import { MergeCustomersDto } from './dto/merge-customers.dto';
import { MergeCustomersService } from './merge-customers.service';

@ApiTags('customers')
@Controller('api/v1/customers')
export class MergeCustomersController {
  constructor(private readonly merging: MergeCustomersService) {}

  /**
   * Merge duplicates into a customer: their licenses move to it, its empty fields are filled from them, and they are deleted.
   */
  @Post(':id/merge')
  @HttpCode(200)
  @Answers(404, 'The customer or a duplicate does not exist.')
  @Answers(409, 'A customer was deleted concurrently, or IN_USE: a duplicate is still in use.', {
    IN_USE: 'A duplicate is still in use',
  })
  @Authorized(Permission.CustomersWrite)
  async mergeCustomers(
    @IdOrName(CUSTOMER_ID) id: string,
    @Body() { customer_ids }: MergeCustomersDto,
  ): Promise<CustomerDto> {
    return CustomerDto.from(await this.merging.merge(id, customer_ids));
  }
}
