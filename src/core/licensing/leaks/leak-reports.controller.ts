import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '../../common/access/authorized.decorator';
import { problem } from '../../common/errors/domain-error';
import { TakesRawBody } from '../../common/http/body-limits';
import { Answers } from '../../common/openapi/answers.decorator';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { LeakFeedbackDto } from './dto/leak-report.dto';
import { type LeakedToken, LeakReportsService } from './leak-reports.service';
import { ScannerKeysService } from './scanner-keys.service';

const MAX_BYTES = 512 * 1024;
const MAX_TOKENS = 1_000;
const LONGEST_TOKEN = 255;
const LONGEST_TEXT = 500;

/** Reports of secret scanners, signed as those of GitHub's partner programme. */
@ApiTags('monitoring')
@Controller('api/v1/leak-reports')
export class LeakReportsController {
  constructor(
    private readonly keys: ScannerKeysService,
    private readonly reports: LeakReportsService,
  ) {}

  /** Receive a report of license keys that were found in public, signed with ECDSA. Each license gets the anomaly `key_leaked`. */
  @Post()
  @HttpCode(200)
  @ApiConsumes('application/json')
  @ApiHeader({ name: 'Github-Public-Key-Identifier', description: 'Identifies the key of the scanner.' })
  @ApiHeader({ name: 'Github-Public-Key-Signature', description: 'Signature of the body, in DER and base64.' })
  @ApiBody({
    schema: {
      type: 'array',
      maxItems: MAX_TOKENS,
      items: { type: 'object', additionalProperties: true, description: 'token, type, url and source.' },
    },
  })
  @Answers(413, `The body is larger than ${MAX_BYTES / 1024} KB.`)
  @Answers(400, 'The signature is wrong, or the body is no list of tokens. Nothing is stored.')
  @Answers(503, 'The public keys of the scanner cannot be read now.')
  @Public()
  @TakesRawBody(MAX_BYTES)
  @NotIdempotent()
  async receiveLeakReport(@Req() { rawBody = Buffer.alloc(0), headers }: FastifyRequest): Promise<LeakFeedbackDto[]> {
    const identifier = String(headers['github-public-key-identifier'] ?? '');
    const signature = String(headers['github-public-key-signature'] ?? '');
    const isSigned = await this.keys.isSigned(rawBody, identifier, signature);
    const tokens = isSigned ? tokensIn(rawBody) : undefined;
    if (!tokens) {
      throw problem('LEAK_REPORT_REFUSED');
    }
    const known = await this.reports.report(tokens);
    return tokens.map((token) => LeakFeedbackDto.of(token, known.has(token.token)));
  }
}

/** Undefined if the body is no list of tokens. */
function tokensIn(body: Buffer): LeakedToken[] | undefined {
  let sent: unknown;
  try {
    sent = JSON.parse(body.toString());
  } catch {
    return undefined;
  }
  if (!Array.isArray(sent) || sent.length > MAX_TOKENS) {
    return undefined;
  }
  const tokens = sent.map((one: unknown) => {
    const { token, type, url, source } = (one ?? {}) as Partial<Record<keyof LeakedToken, unknown>>;
    return { token: textIn(token), type: textIn(type), url: textIn(url), source: textIn(source) };
  });
  return tokens.every(({ token }) => token !== '' && token.length <= LONGEST_TOKEN) ? tokens : undefined;
}

/** A text that PostgreSQL can store; empty for another value. */
function textIn(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\0', '').slice(0, LONGEST_TEXT) : '';
}
