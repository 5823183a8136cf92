import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Answers, Authorized, Public, TakesRawBody, toPage, UuidPipe } from '../../../core/common';
import { FromReplica, NotIdempotent } from '../../../core/platform';
import {
  ListShopEventsDto,
  ReplayedShopEventsDto,
  ReplayShopEventDto,
  ShopEventDto,
  ShopEventPageDto,
} from './dto/shop-event.dto';
import { ShopEventsService } from './shop-events.service';

/** Larger than the events of any shop that is known. */
const MAX_EVENT_BYTES = 512 * 1024;

const EVENT = {
  schema: { type: 'object', additionalProperties: true, description: 'The event, as its shop sends it.' },
};
/** The body is read as it is, whatever its type; Gumroad sends forms. */
const EVENT_TYPES = ['application/json', 'application/x-www-form-urlencoded', '*/*'];
const TOO_LARGE = `The body is larger than ${MAX_EVENT_BYTES / 1024} KB.`;

@ApiTags('shops')
@Controller('api/v1/shops/:id/events')
export class ShopEventsController {
  constructor(private readonly events: ShopEventsService) {}

  /** Receive an event of a shop, which signs it. It is stored once, and applied in the background. */
  @Post()
  @HttpCode(200)
  @ApiConsumes(...EVENT_TYPES)
  @ApiBody(EVENT)
  @Answers(413, TOO_LARGE)
  @Answers(400, 'The signature is wrong or too old, or the body is not an event. Nothing is stored.')
  @Public()
  @TakesRawBody(MAX_EVENT_BYTES)
  @NotIdempotent()
  async receiveShopEvent(@Param('id', UuidPipe) id: string, @Req() request: FastifyRequest): Promise<void> {
    await this.events.receive(id, requestOf(request));
  }

  /** Receive an event of a shop that does not sign: the address has the secret. */
  @Post(':token')
  @HttpCode(200)
  @ApiParam({ name: 'token', schema: { type: 'string', maxLength: 255 }, description: 'The secret of the shop.' })
  @ApiConsumes(...EVENT_TYPES)
  @ApiBody(EVENT)
  @Answers(413, TOO_LARGE)
  @Answers(400, 'The secret is wrong, or the body is not an event. Nothing is stored.')
  @Public()
  @TakesRawBody(MAX_EVENT_BYTES)
  @NotIdempotent()
  async receiveUnsignedShopEvent(
    @Param('id', UuidPipe) id: string,
    @Param('token') token: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.events.receive(id, { ...requestOf(request), token });
  }

  /** List the events of a shop, newest first. Those that are `unmapped` or `failed` need attention. */
  @Get()
  @FromReplica()
  @Authorized('shops:read')
  async listShopEvents(
    @Param('id', UuidPipe) id: string,
    @Query() { state, q, ...page }: ListShopEventsDto,
  ): Promise<ShopEventPageDto> {
    return toPage(await this.events.list(id, page, { state, q }), (event) => ShopEventDto.from(event));
  }

  /**
   * Apply an event again, for example after its mapping was added. An event that was applied is never applied twice. For a sale
   * that could continue a license, `license` or `new_license` decides.
   */
  @Post(':event_id/replay')
  @HttpCode(200)
  @Answers(409, 'The sale of the event has an order already.')
  @Authorized('shops:write')
  async replayShopEvent(
    @Param('id', UuidPipe) id: string,
    @Param('event_id', UuidPipe) eventId: string,
    @Body() { license, new_license: isNew = false }: ReplayShopEventDto,
  ): Promise<ShopEventDto> {
    return ShopEventDto.from(await this.events.replay(id, eventId, isNew ? null : license));
  }
}

@ApiTags('shops')
@Controller('api/v1/shops/:id')
export class ShopReplaysController {
  constructor(private readonly events: ShopEventsService) {}

  /** Apply all events of a shop again that are unmapped or have failed. */
  @Post('replay')
  @HttpCode(200)
  @Authorized('shops:write')
  async replayShopEvents(@Param('id', UuidPipe) id: string): Promise<ReplayedShopEventsDto> {
    return { events: await this.events.replayAll(id) };
  }
}

function requestOf({ rawBody = Buffer.alloc(0), headers }: FastifyRequest) {
  return { body: rawBody, headers };
}
