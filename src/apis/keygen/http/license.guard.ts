import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { hasAtMost, isStorable, UnauthenticatedLimitService } from '../../../core/common';
import type { LicenseWithUsage } from '../../../core/licensing';
import type { LicenseRefused } from '../../../core/verification';
import { BearerLicensesService } from '../app/bearer-licenses.service';
import { CredentialRefused } from '../app/refusals';
import { presentedKey } from './presented-key';

const MAX_KEY = 255;

interface Bearer {
  readonly found: LicenseWithUsage;
  /** Undefined if the license may be used. */
  readonly refusal: LicenseRefused | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The license that authenticates the request. */
    keygenBearer?: Bearer;
  }
}

/** Authenticates requests by the license key in `Authorization: License <key>` or `Basic license:<key>`. */
@Injectable()
export class LicenseGuard implements CanActivate {
  constructor(
    private readonly bearers: BearerLicensesService,
    private readonly failures: UnauthenticatedLimitService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = possibleKey(request);
    const found = await this.failures.identify(request, key, async () =>
      key === undefined ? null : this.bearers.find(key),
    );
    if (!found) {
      throw new CredentialRefused(faultOf(request, key));
    }
    request.keygenBearer = { found, refusal: this.bearers.refusalOf(found) };
    return true;
  }
}

/** The license that authenticates the request. Throws if it is suspended, banned or has lost access. */
export const BearerLicense = createParamDecorator((_data: unknown, context: ExecutionContext): LicenseWithUsage => {
  const { found, refusal } = bearerOf(context);
  if (refusal) {
    throw refusal;
  }
  return found;
});

/** Like `BearerLicense`, whatever its state: an expired or suspended license can be deactivated. */
export const AnyBearerLicense = createParamDecorator(
  (_data: unknown, context: ExecutionContext): LicenseWithUsage => bearerOf(context).found,
);

function bearerOf(context: ExecutionContext): Bearer {
  const { keygenBearer } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!keygenBearer) {
    throw new Error('No guard has authenticated the license');
  }
  return keygenBearer;
}

/** Undefined without a key that could exist. */
function possibleKey({ headers }: FastifyRequest): string | undefined {
  const key = presentedKey(headers);
  return key !== undefined && hasAtMost(key, MAX_KEY) && isStorable(key) ? key : undefined;
}

function faultOf(
  { headers: { authorization } }: FastifyRequest,
  key: string | undefined,
): CredentialRefused['credential'] {
  if (key !== undefined) {
    return 'LICENSE_INVALID';
  }
  return authorization === undefined ? 'TOKEN_MISSING' : 'TOKEN_INVALID';
}
