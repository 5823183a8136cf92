import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Customer } from '../../customers/customers/customer.entity';
import type { PortalBrand } from './portal-brand.service';

/** Who is signed in: the owner of an e-mail address, with all customers that have it. */
export interface PortalVisitor {
  readonly email: string;
  /** At least one, the oldest first. */
  readonly customers: readonly [Customer, ...Customer[]];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard of pages for signed-in customers. */
    portalVisitor?: PortalVisitor;
    /** Set for all requests for the portal. */
    portalBrand?: PortalBrand;
  }
}

/** The signed-in customer, in a controller with `SignedInOnly`. */
export const CurrentVisitor = createParamDecorator((_data: unknown, context: ExecutionContext): PortalVisitor => {
  const { portalVisitor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!portalVisitor) {
    throw new Error('The route does not require a signed-in customer');
  }
  return portalVisitor;
});

export function idsOf({ customers }: PortalVisitor): number[] {
  return customers.map(({ id }) => id);
}
