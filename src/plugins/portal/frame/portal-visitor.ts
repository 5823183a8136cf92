import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Customer, CustomerUser } from '../../../core/customers';
import type { PortalBrand } from './portal-brand.service';

/** A person of a company, with the company. */
export type CompanyUser = CustomerUser & { readonly customer: Customer };

/** The signed-in owner of an e-mail address. At least one of both lists has an entry. */
export interface PortalVisitor {
  readonly email: string;
  /** Customers that have the address, the oldest first. */
  readonly own: readonly Customer[];
  /** The companies that have a user with the address. */
  readonly memberships: readonly CompanyUser[];
  /** The address at the vendor's site from which the visitor came; none for who signed in by e-mail. */
  readonly returnUrl?: string | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard of pages for signed-in customers. */
    portalVisitor?: PortalVisitor;
    /** Undefined while the portal is off. */
    readonly portalBrand?: PortalBrand;
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

/** Customers all of whose licenses and orders the visitor sees: the visitor's own, and the companies whose admin the visitor is. */
export function managedBy({ own, memberships }: PortalVisitor): Customer[] {
  const administered = memberships.filter(({ role }) => role === 'admin').map(({ customer }) => customer);
  const known = new Set(own.map(({ id }) => id));
  return [...own, ...administered.filter(({ id }) => !known.has(id))];
}

export function managedIds(visitor: PortalVisitor): number[] {
  return managedBy(visitor).map(({ id }) => id);
}

/** Companies whose users the visitor names. */
export function companiesOf(visitor: PortalVisitor): Customer[] {
  return managedBy(visitor).filter(({ company }) => company !== null);
}

/** The visitor as e-mails and pages address the person. */
export interface PortalPerson {
  readonly name: string;
  readonly company: string | null;
  readonly customerId: number;
}

export function personOf({ email, own: [first], memberships: [membership] }: PortalVisitor): PortalPerson {
  const { id: customerId, name, company } = first ?? membership?.customer ?? {};
  if (customerId === undefined) {
    throw new Error('The visitor is no customer');
  }
  return { name: (first ? name : membership?.name) ?? email, company: company ?? null, customerId };
}
