import { IssuerService } from '../../../core/platform';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SignatureRefused } from '../app/refusals';
import { accountIn } from './account';
import { signatureFault } from './accepted-signature';

/** Refuses requests for signatures that this server does not make, and sets the account of the request. */
@Injectable()
export class AcceptSignatureGuard implements CanActivate {
  constructor(private readonly issuer: IssuerService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const account = accountIn(request) ?? (await this.issuer.installationId());
    request.keygenAccount = account;
    const fault = signatureFault(request.headers, account);
    if (fault !== undefined) {
      throw new SignatureRefused(fault);
    }
    return true;
  }
}
