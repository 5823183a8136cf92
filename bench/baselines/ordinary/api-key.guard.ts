import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { FastifyRequest } from 'fastify';
import type { Repository } from 'typeorm';
import { hashOf } from '../schema';
import { ApiKey } from './entities';

@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(@InjectRepository(ApiKey) private readonly keys: Repository<ApiKey>) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { 'x-api-key': value } = context.switchToHttp().getRequest<FastifyRequest>().headers;
    const key = typeof value === 'string' ? await this.keys.findOneBy({ hash: hashOf(value) }) : null;
    return key !== null && key.revokedAt === null && (key.expiresAt === null || key.expiresAt > new Date());
  }
}
