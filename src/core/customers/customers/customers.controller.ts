import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query, Req, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { camelCased } from '../../common/fields/camel-case';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { csvFile } from '../../common/csv/csv-file';
import { receiveCsv } from '../../common/csv/csv-rows';
import { ImportQueryDto, ImportReportDto, TakesCsv } from '../../common/csv/import.dto';
import { Answers } from '../../common/openapi/answers.decorator';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { mapPages } from '../../common/pagination/map-pages';
import { toPage } from '../../common/pagination/to-page';
import { DeleteQueryDto } from '../../platform/archives/dto/archived.dto';
import { IdOrName } from '../../common/validation/id.pipes';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { CustomersService } from './customers.service';
import { DeleteCustomersService } from './delete-customers.service';
import {
  CreateCustomerDto,
  CUSTOMER_FIELDS,
  CustomerDto,
  ExportCustomersDto,
  CustomerPageDto,
  CUSTOMER_ID,
  CustomerFilterDto,
  ListCustomersDto,
  UpdateCustomerDto,
} from './dto/customer.dto';
import { ImportCustomersService } from './import-customers.service';

const CSV_COLUMNS =
  '`name`, and optionally `reference`, `email`, `company`, `phone`, `notes`; other columns of an export have no effect.';

const TAKEN =
  'Another customer has this reference, or has this e-mail address and `allow_duplicate_email` is not true; `details` has its ID.';

@ApiTag('customers', 'Customers who own licenses.')
@Controller('api/v1/customers')
export class CustomersController {
  constructor(
    private readonly customers: CustomersService,
    private readonly deletion: DeleteCustomersService,
    private readonly imports: ImportCustomersService,
  ) {}

  /** Create a customer. */
  @Post()
  @Answers(404, 'The group does not exist.')
  @Answers(409, TAKEN)
  @Authorized(Permission.CustomersWrite)
  async createCustomer(@Body() input: CreateCustomerDto): Promise<CustomerDto> {
    return CustomerDto.from(await this.customers.create(camelCased(input)));
  }

  /** List customers, newest first unless `sort` says otherwise. */
  @Get()
  @FromReplica()
  @Authorized(Permission.CustomersRead)
  async listCustomers(
    @Query() { limit, after, sort, archived, ...filter }: ListCustomersDto,
  ): Promise<CustomerPageDto> {
    const selected = { ...CustomerFilterDto.toFilter(filter), isArchived: archived };
    const page = await this.customers.list({ limit, after, sort }, selected);
    return toPage(page, (customer) => CustomerDto.from(customer));
  }

  /** Download customers as CSV, newest first. Values that a spreadsheet would run as a formula are prefixed with an apostrophe. */
  @Get('export')
  @FromReplica()
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The file.', schema: { type: 'string', format: 'binary' } })
  @Authorized(Permission.CustomersRead)
  exportCustomers(@Query() { columns = [...CUSTOMER_FIELDS], ...filter }: ExportCustomersDto): StreamableFile {
    const pages = this.customers.all(ExportCustomersDto.toFilter(filter));
    return csvFile(
      'customers.csv',
      columns,
      mapPages(pages, (customer) => CustomerDto.from(customer)),
    );
  }

  /** Import customers from a CSV file, all or none. By default a dry run: it reports what is wrong with the file and imports nothing. */
  @Post('import')
  @HttpCode(200)
  @TakesCsv(CSV_COLUMNS)
  @NotIdempotent()
  @Answers(409, 'A customer with one of the references was created concurrently.')
  @Authorized(Permission.CustomersWrite)
  async importCustomers(@Query() query: ImportQueryDto, @Req() request: FastifyRequest): Promise<ImportReportDto> {
    const csv = await receiveCsv(request);
    return ImportReportDto.from(await this.imports.import(csv, query.dry_run, ImportQueryDto.toReading(query)));
  }

  /** Get a customer. */
  @Get(':id')
  @Authorized(Permission.CustomersRead)
  async getCustomer(@IdOrName(CUSTOMER_ID) id: string): Promise<CustomerDto> {
    return CustomerDto.from(await this.customers.get(id));
  }

  /** Update a customer. Omitted fields are unchanged. */
  @Patch(':id')
  @Answers(409, TAKEN)
  @Authorized(Permission.CustomersWrite)
  async updateCustomer(@IdOrName(CUSTOMER_ID) id: string, @Body() input: UpdateCustomerDto): Promise<CustomerDto> {
    return CustomerDto.from(await this.customers.change(id, camelCased(input)));
  }

  /** Delete a customer, who must not have licenses, and who can be restored for 7 days. */
  @Delete(':id')
  @HttpCode(204)
  @Answers(409, 'IN_USE: the customer has licenses.', { IN_USE: 'The customer has licenses' })
  @Authorized(Permission.CustomersWrite)
  async deleteCustomer(@IdOrName(CUSTOMER_ID) id: string, @Query() { final }: DeleteQueryDto): Promise<void> {
    await this.deletion.delete(id, final);
  }

  /** Restore a deleted customer. */
  @Post(':id/restore')
  @HttpCode(200)
  @Answers(404, 'Customer not found, not deleted, or deleted for good.')
  @Answers(409, 'Another customer has this reference by now, or the group of the customer was deleted since.')
  @Authorized(Permission.CustomersWrite)
  async restoreCustomer(@IdOrName(CUSTOMER_ID) id: string): Promise<CustomerDto> {
    return CustomerDto.from(await this.deletion.restore(id));
  }
}
