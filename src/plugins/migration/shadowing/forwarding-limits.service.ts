import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  type DialectDefinition,
  inRequest,
  problem,
  RateLimitsService,
  routeConfigOf,
  UnauthenticatedLimitService,
} from '../../../core/common';
import { contextOf, limitsOn } from '../../../core/common/internal';
import type { OldAnswer } from './pass-on';
import { type SentFields, textIn } from './sent-fields';

const UNAUTHORIZED = 401;
const DEFAULT = ['default'];

/** A request that an old server answers. */
interface Forwarded {
  readonly dialect: DialectDefinition;
  readonly received: FastifyRequest;
  readonly fields: SentFields;
}

/** Applies the limits of an API to requests that its old server answers, which does not see the addresses of connections. */
@Injectable()
export class ForwardingLimitsService {
  constructor(
    private readonly limits: RateLimitsService,
    private readonly failures: UnauthenticatedLimitService,
  ) {}

  /**
   * Sends a request within the limits of its route and that of failed credentials: an answer with status 401 counts as one.
   * @throws RATE_LIMIT_EXCEEDED
   */
  sendWithin(forwarded: Forwarded, send: () => Promise<OldAnswer>): Promise<OldAnswer> {
    const { dialect, received } = forwarded;
    return inRequest({ ...contextOf(received), dialect }, async () => {
      await this.count(forwarded);
      const sent: { answer?: OldAnswer } = {};
      try {
        await this.failures.identify(received, credentialIn(forwarded), async () => {
          sent.answer = await send();
          return sent.answer.statusCode === UNAUTHORIZED ? null : true;
        });
      } catch (error) {
        sent.answer?.body.destroy();
        throw error;
      }
      if (!sent.answer) {
        throw problem('OLD_SERVER_SILENT');
      }
      return sent.answer;
    });
  }

  /** This server does not know the caller: the address stands for it. */
  private async count({ dialect, received, fields }: Forwarded): Promise<void> {
    const { id, ip, headers, url, raw, actionConfig, span, routeOptions } = received;
    const config = routeConfigOf(received) ?? {};
    const names = config.limitsByQuery?.(fields) ?? limitsOn(config);
    const request = { id, ip, headers, url, raw, actionConfig, span, routeOptions, dialect, body: fields };
    const caller = { isOpen: true, credential: undefined };
    await this.limits.countWhole(dialect, names.length > 0 ? names : DEFAULT, request, caller);
  }
}

function credentialIn({ dialect, received: { headers }, fields }: Forwarded): string | undefined {
  const { headers: names, field } = dialect.credential;
  const sent = ['authorization', ...names].map((name) => headers[name]).find((value) => typeof value === 'string');
  return sent ?? (field === undefined ? undefined : textIn(fields, field));
}
