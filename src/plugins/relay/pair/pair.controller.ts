import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import { Dialect, MaxLength, Public, RateLimited } from '../../../core/common';
import { RELAY_PAGES } from '../relay.dialect';
import { MAX_MESSAGE } from '../cli/pair-jws';
import { PairService } from './pair.service';

class PairMessageDto {
  /** A compact JWS. */
  @IsString()
  @MaxLength(MAX_MESSAGE)
  message!: string;
}

/** Receives the messages of the other relay of a pair. The signature by its key is the credential. */
@Controller('relay')
@Dialect(RELAY_PAGES)
@Public()
@ApiExcludeController()
export class PairController {
  constructor(private readonly pair: PairService) {}

  @Post('partner')
  @HttpCode(200)
  @RateLimited('partner')
  async answerPartner(@Body() { message }: PairMessageDto): Promise<PairMessageDto> {
    return { message: await this.pair.answer(message) };
  }
}
