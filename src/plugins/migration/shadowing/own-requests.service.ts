import { Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { Dialects, routeConfigOf, sessionCookieIn } from '../../../core/common';
import { ANY_PATH, hasDotSegment } from '../../../core/common/internal';
import { ApiKeysService } from '../../../core/identity';
import { AccessTokensService } from '../../../core/identity/internal';
import { type SentFields, valuesIn } from './sent-fields';
import type { Shadow } from './shadowing.service';

/** The form of access tokens. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** Longer values are neither tokens nor keys. */
const LONGEST_CREDENTIAL = 4_096;
/** A request with more values, which no program sends, stays here unexamined. */
const MOST_VALUES = 200;

/** Recognizes requests that this server alone answers, whatever settings say: no old server is sent any of them. */
@Injectable()
export class OwnRequestsService {
  constructor(
    private readonly dialects: Dialects,
    private readonly apiKeys: ApiKeysService,
    private readonly tokens: AccessTokensService,
  ) {}

  /** Known without the body. */
  isOwnByHead(request: FastifyRequest): boolean {
    const { method, headers } = request;
    const isPreflight = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
    return isPreflight || routeConfigOf(request)?.isNotShadowed === true;
  }

  /** @param fields of its query and its body */
  async isOwn(
    request: FastifyRequest,
    { body, fields }: { readonly body: string; readonly fields: SentFields },
    { dialect }: Pick<Shadow, 'dialect'>,
  ): Promise<boolean> {
    const { raw, routeOptions } = request;
    const [path = '/'] = (raw.urlWithAccount ?? raw.url ?? '/').split('?', 1);
    const isUnknown =
      routeOptions.url === undefined ||
      (routeOptions.url === ANY_PATH && fields[dialect.discriminator ?? ''] === undefined);
    const isForeign = isUnknown && !this.dialects.has(dialect, raw, path);
    return isForeign || hasDotSegment(path) || (await this.isOfManager(request, body));
  }

  /** Whether it has what authenticates a person or a manager at any API of this server. */
  private async isOfManager(request: FastifyRequest, body: string): Promise<boolean> {
    const cookie = request.dialect.credential.cookie ? sessionCookieIn(request) : undefined;
    const sent = [cookie ?? [], this.credentialsIn(request.headers), valuesIn(request.raw.url ?? '', body)].flat();
    const values = [...new Set(sent)].filter(({ length }) => length > 0 && length <= LONGEST_CREDENTIAL);
    if (values.length > MOST_VALUES) {
      return true;
    }
    for (const token of values.filter((value) => JWT.test(value))) {
      if ((await this.tokens.sessionIdOf(token)) !== null) {
        return true;
      }
    }
    return values.length > 0 && this.apiKeys.isAnyForManagement(values);
  }

  /** The values of all headers in which an API takes a credential, whichever API the request is for. */
  private credentialsIn({ authorization = '', ...headers }: IncomingHttpHeaders): string[] {
    const [, token = ''] = authorization.trim().split(/\s+/, 2);
    const pair = Buffer.from(token, 'base64').toString().split(':');
    const names = this.dialects.all.flatMap(({ credential }) => credential.headers);
    return [authorization, token, ...pair, ...names.flatMap((name) => headers[name] ?? [])];
  }
}
