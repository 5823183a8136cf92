import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { toPage } from '../../common/pagination/to-page';
import { IdOrName, UuidPipe } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { CUSTOMER_ID } from '../customers/dto/customer.dto';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { CustomerUsersService } from './customer-users.service';
import {
  AddCustomerUserDto,
  CustomerUserDto,
  CustomerUserPageDto,
  ListCustomerUsersDto,
  UpdateCustomerUserDto,
} from './dto/customer-user.dto';

@ApiTag('customer users', 'People of a customer that is a company, who sign in to the customer portal.')
@Controller('api/v1/customers/:id/users')
export class CustomerUsersController {
  constructor(private readonly users: CustomerUsersService) {}

  /** Add a person to a company. A known address is returned unchanged, with 200 instead of 201. */
  @Post()
  @Answers(200, CustomerUserDto)
  @Answers(409, 'The customer has no company, or as many users as it may have.')
  @Authorized(Permission.CustomersWrite)
  async addCustomerUser(
    @IdOrName(CUSTOMER_ID) id: string,
    @Body() input: AddCustomerUserDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CustomerUserDto> {
    const { user, isNew } = await this.users.add(id, AddCustomerUserDto.toUser(input));
    reply.status(isNew ? HttpStatus.CREATED : HttpStatus.OK);
    return CustomerUserDto.from(user);
  }

  /** List the people of a company, newest first. */
  @Get()
  @FromReplica()
  @Authorized(Permission.CustomersRead)
  async listCustomerUsers(
    @IdOrName(CUSTOMER_ID) id: string,
    @Query() { limit, after, sort, q }: ListCustomerUsersDto,
  ): Promise<CustomerUserPageDto> {
    return toPage(await this.users.list(id, { limit, after, sort }, q), (user) => CustomerUserDto.from(user));
  }

  /** Get a person of a company. */
  @Get(':user_id')
  @Authorized(Permission.CustomersRead)
  async getCustomerUser(
    @IdOrName(CUSTOMER_ID) id: string,
    @Param('user_id', UuidPipe) userId: string,
  ): Promise<CustomerUserDto> {
    return CustomerUserDto.from(await this.users.get(id, userId));
  }

  /** Change the name or the role of a person of a company. Omitted fields are unchanged. */
  @Patch(':user_id')
  @Authorized(Permission.CustomersWrite)
  async updateCustomerUser(
    @IdOrName(CUSTOMER_ID) id: string,
    @Param('user_id', UuidPipe) userId: string,
    @Body() input: UpdateCustomerUserDto,
  ): Promise<CustomerUserDto> {
    return CustomerUserDto.from(await this.users.change(id, userId, input));
  }

  /** Remove a person from a company, who no longer sees it in the portal. Licenses that name the person are unchanged. */
  @Delete(':user_id')
  @HttpCode(204)
  @Authorized(Permission.CustomersWrite)
  async removeCustomerUser(
    @IdOrName(CUSTOMER_ID) id: string,
    @Param('user_id', UuidPipe) userId: string,
  ): Promise<void> {
    await this.users.remove(id, userId);
  }
}
