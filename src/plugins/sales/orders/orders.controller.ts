import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers, ApiTag, Authorized, Clock, csvFile, mapPages, toPage, UuidPipe } from '../../../core/common';
import { FromReplica } from '../../../core/platform';
import { currentCaller, isPermitted, Permission } from '../../../core/identity';
import { ExportOrdersDto, ListOrdersDto, OrderFilterDto } from './dto/order-filter.dto';
import { CancelOrderDto, PlaceOrderDto, RefundOrderDto, UpdateOrderDto } from './dto/order-input.dto';
import { ORDER_FIELDS, OrderDto, OrderPageDto, OrderSummaryDto, toOrderRow } from './dto/order.dto';
import { OrderLifecycleService } from './order-lifecycle.service';
import { OrdersService, type WholeOrder } from './orders.service';
import { PlaceOrderService } from './place-order.service';

@ApiTag('orders', 'Sales, which give licenses to customers.')
@Controller('api/v1/orders')
export class OrdersController {
  constructor(
    private readonly orders: OrdersService,
    private readonly placing: PlaceOrderService,
    private readonly lifecycle: OrderLifecycleService,
    private readonly clock: Clock,
  ) {}

  /**
   * Place a paid order: finds or creates the customer, and issues the licenses. The response has the keys of the licenses. An
   * order with an `external_id` that exists already is answered with 200 and unchanged.
   */
  @Post()
  @Answers(200, OrderDto)
  @Answers(404, 'Product, policy or customer not found.')
  @Answers(409, 'The order exists already, and the API key cannot see it.')
  @Authorized('orders:write')
  async placeOrder(@Body() input: PlaceOrderDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<OrderDto> {
    const { order, isNew } = await this.placing.place(PlaceOrderDto.toInput(input));
    reply.status(isNew ? 201 : 200);
    return OrderDto.from(order, { now: this.clock.now(), showsKeys: true });
  }

  /**
   * List orders, newest first unless `sort` says otherwise. API keys of some products see the orders all of whose lines are
   * theirs.
   */
  @Get()
  @FromReplica()
  @Authorized('orders:read')
  async listOrders(@Query() { limit, after, sort, ...filter }: ListOrdersDto): Promise<OrderPageDto> {
    const page = await this.orders.list({ limit, after, sort }, OrderFilterDto.toFilter(filter));
    return toPage(page, (order) => OrderSummaryDto.from(order));
  }

  /** Download orders as CSV, newest first. Values that a spreadsheet would run as a formula are prefixed with an apostrophe. */
  @Get('export')
  @FromReplica()
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The file.', schema: { type: 'string', format: 'binary' } })
  @Authorized('orders:read')
  exportOrders(@Query() { columns = [...ORDER_FIELDS], ...filter }: ExportOrdersDto): StreamableFile {
    const pages = this.orders.all(OrderFilterDto.toFilter(filter));
    return csvFile(
      'orders.csv',
      columns,
      mapPages(pages, (order) => toOrderRow(order)),
    );
  }

  /** Get an order with its licenses. Their keys are null for callers who cannot read licenses. */
  @Get(':id')
  @Authorized('orders:read')
  async getOrder(@Param('id', UuidPipe) id: string): Promise<OrderDto> {
    return this.toDto(await this.orders.get(id));
  }

  /** Update the metadata of an order. Omitted fields are unchanged. */
  @Patch(':id')
  @Authorized('orders:write')
  async updateOrder(@Param('id', UuidPipe) id: string, @Body() { metadata = {} }: UpdateOrderDto): Promise<OrderDto> {
    return this.toDto(await this.lifecycle.changeMetadata(id, metadata));
  }

  /** Pay an order back, or some of its lines: their licenses are revoked. */
  @Post(':id/refund')
  @HttpCode(200)
  @Authorized('orders:write')
  async refundOrder(@Param('id', UuidPipe) id: string, @Body() { lines }: RefundOrderDto): Promise<OrderDto> {
    return this.toDto(await this.lifecycle.refund(id, { lines: lines?.map((line) => line.toLowerCase()) }));
  }

  /** Cancel an order. The licenses of the order expire at the end of the paid period, or are suspended immediately. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Authorized('orders:write')
  async cancelOrder(
    @Param('id', UuidPipe) id: string,
    @Body() { when = 'at_period_end' }: CancelOrderDto,
  ): Promise<OrderDto> {
    return this.toDto(await this.lifecycle.cancel(id, when));
  }

  private toDto(order: WholeOrder): OrderDto {
    const showsKeys = isPermitted(currentCaller(), Permission.LicensesRead);
    return OrderDto.from(order, { now: this.clock.now(), showsKeys });
  }
}
