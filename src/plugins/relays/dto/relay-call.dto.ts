import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsName, IsWholeNumber, MayBeMissing } from '../../../core/common';
import type { RelayWithFile } from '../relays.service';

const MAX_CERTIFICATE = 2_048;
const MAX_REPORT = 60_000;
const MAX_PROOF = 86;
const MAX_MESSAGE = 8_192;
const MAX_SECONDS = 253_402_300_799;

export class RenewByRelayDto {
  /** The newest certificate of the relay, or the one before it. */
  @IsName(MAX_CERTIFICATE)
  certificate!: string;

  /** The next report of the relay, which is received before the renewal. Larger ones are sent by themselves. */
  @MayBeMissing()
  @IsName(MAX_REPORT)
  @ApiPropertyOptional({ example: undefined })
  report?: string;

  /** Time of the relay in seconds since 1970. */
  @IsWholeNumber(0, MAX_SECONDS)
  at!: number;

  /** Signature over `keyward relay renew <jti> <at>` by the key of the relay, in base64url. */
  @IsName(MAX_PROOF)
  proof!: string;
}

export class WitnessMessageDto {
  /** A compact JWS. */
  @IsName(MAX_MESSAGE)
  message!: string;
}

@ApiSchema({ name: 'RelayFile' })
export class RelayFileDto {
  @ApiProperty({ description: 'The next relay file, without a private key.' })
  file!: string;

  /** When the pool comes back. */
  expires_at!: Date;

  static of({ relay, file }: RelayWithFile): RelayFileDto {
    return { file, expires_at: relay.expiresAt };
  }
}
