import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { Answers } from '../../common/openapi/answers.decorator';
import { toPage } from '../../common/pagination/to-page';
import { IdOrName } from '../../common/validation/id.pipes';
import { CustomersService } from './customers.service';
import {
  CreateCustomerDto,
  CustomerDto,
  CustomerPageDto,
  ListCustomersDto,
  UpdateCustomerDto,
} from './dto/customer.dto';

const CUSTOMER_ID = 'UUID or reference of the customer.';

@ApiTags('customers')
@Controller('api/v1/customers')
export class CustomersController {
  constructor(private readonly customers: CustomersService) {}

  /** Create a customer. */
  @Post()
  @Answers(409, 'A customer with this reference already exists.')
  @Authorized(Permission.CustomersWrite)
  async createCustomer(@Body() input: CreateCustomerDto): Promise<CustomerDto> {
    return CustomerDto.from(await this.customers.create(input));
  }

  /** List customers, newest first. */
  @Get()
  @Authorized(Permission.CustomersRead)
  async listCustomers(@Query() { limit, after, ...filter }: ListCustomersDto): Promise<CustomerPageDto> {
    return toPage(await this.customers.list({ limit, after }, filter), (customer) => CustomerDto.from(customer));
  }

  /** Get a customer. */
  @Get(':id')
  @Authorized(Permission.CustomersRead)
  async getCustomer(@IdOrName(CUSTOMER_ID) id: string): Promise<CustomerDto> {
    return CustomerDto.from(await this.customers.get(id));
  }

  /** Update a customer. Omitted fields are unchanged. */
  @Patch(':id')
  @Answers(409, 'A customer with this reference already exists.')
  @Authorized(Permission.CustomersWrite)
  async updateCustomer(@IdOrName(CUSTOMER_ID) id: string, @Body() input: UpdateCustomerDto): Promise<CustomerDto> {
    return CustomerDto.from(await this.customers.change(id, input));
  }

  /** Delete a customer. The customer must not have licenses. */
  @Delete(':id')
  @HttpCode(204)
  @Answers(409, 'IN_USE: the customer has licenses.')
  @Authorized(Permission.CustomersWrite)
  async deleteCustomer(@IdOrName(CUSTOMER_ID) id: string): Promise<void> {
    await this.customers.delete(id);
  }
}
