import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import type { IdentifierDto, RelationshipDto, RelatedListDto } from './dto/json-api.dto';

const OF_PATH = /\/v1\/accounts\/([^/?]+)/;

/** The account in the path as sent, if it is a UUID, and not a slug. */
export function accountIn({ originalUrl }: Pick<FastifyRequest, 'originalUrl'>): string | undefined {
  const id = OF_PATH.exec(originalUrl)?.[1]?.toLowerCase();
  return isUUID(id) ? id : undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** UUID of the account in answers and signatures. */
    keygenAccount?: string;
  }
}

/** Links and identifiers of the account in whose name a request is answered. */
export class Account {
  constructor(readonly id: string) {}

  path(...parts: readonly string[]): string {
    return ['/v1/accounts', this.id, ...parts].join('/');
  }

  relationship(): RelationshipDto {
    return { links: { related: this.path() }, data: { type: 'accounts', id: this.id } };
  }

  /** @param path of the owner of the relationship, and its name */
  one(data: IdentifierDto | null, ...path: readonly string[]): RelationshipDto {
    return { links: { related: this.path(...path) }, data };
  }

  many(...path: readonly string[]): RelatedListDto {
    return { links: { related: this.path(...path) } };
  }
}

/** The account that the guard has set. */
export const CurrentAccount = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  const { keygenAccount } = context.switchToHttp().getRequest<FastifyRequest>();
  if (keygenAccount === undefined) {
    throw new Error('No guard has set the account');
  }
  return new Account(keygenAccount);
});
