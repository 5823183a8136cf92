import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Access } from '../../common/access/authorized.decorator';
import type { RequestContext } from '../../common/http/request-context';
import { routeConfigOf } from '../../common/http/route-config';
import { LicenseCallLimitsService } from '../../common/limits/license-call-limits.service';
import { limitsOn } from '../../common/limits/route-limits';
import { RateLimitsService } from '../../common/limits/rate-limits.service';
import { AccessGuard, isCredentialInBody } from './access.guard';
import { problem } from '../../common/errors/domain-error';

declare module '../../common/http/request-context' {
  interface RequestContext {
    /** The route or action for which the head of the request was checked. */
    checkedFor?: FastifyContextConfig;
  }
}

/** Refuses requests beyond a rate limit or without access, before their bodies are read where possible. */
@Injectable()
export class RequestGuard implements CanActivate {
  constructor(
    private readonly limits: RateLimitsService,
    private readonly licenseCalls: LicenseCallLimitsService,
    private readonly access: AccessGuard,
  ) {}

  /** Checks a request before its body is read. */
  async checkHead(request: FastifyRequest, reply: FastifyReply, current: RequestContext): Promise<void> {
    const config = routeConfigOf(request);
    if (config?.access?.public === false && isCredentialInBody(request, current)) {
      await this.countAddress(request, current, limitsOn(config), false);
    } else if (config?.access) {
      await this.check(request, reply, current, config, config.access);
    } else if (config?.limitsByQuery) {
      await this.countAddress(request, current, config.limitsByQuery(request.query), false);
    }
  }

  /** Completes the checks by the body: it may name the action. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const config = routeConfigOf(request);
    const current = request.requestContext;
    // Routes without an access rule are closed.
    if (!config?.access || !current) {
      throw problem('ROUTE_FORBIDDEN');
    }
    if (current.checkedFor !== config) {
      await this.check(request, http.getResponse<FastifyReply>(), current, config, config.access);
    }
    if (config.namedLicense) {
      await this.licenseCalls.count(request, current, config.namedLicense);
    }
    const names = limitsOn(config);
    // Routes that are always served wait for nothing.
    if (names.length > 0) {
      await this.limits.countContent(current.dialect, names, request);
    }
    return true;
  }

  private async check(
    request: FastifyRequest,
    reply: FastifyReply,
    current: RequestContext,
    config: FastifyContextConfig,
    access: Access,
  ): Promise<void> {
    const isOpen = this.access.isOpen(access, current);
    const names = limitsOn(config);
    await this.countAddress(request, current, names, isOpen);
    if (config.namedLicense) {
      await this.licenseCalls.checkHead(request, current);
    }
    if (!access.public && !isOpen) {
      await this.access.authorize(request, reply, access);
    }
    await this.limits.countCaller(current.dialect, names, current.credential);
    current.checkedFor = config;
    request.isAllowed = true;
  }

  private async countAddress(
    request: FastifyRequest,
    current: RequestContext,
    names: readonly string[],
    isOpen: boolean,
  ): Promise<void> {
    const counted = current.countedLimits?.map(({ name }) => name) ?? [];
    const uncounted = names.filter((name) => !counted.includes(name));
    await this.limits.countAddress(current.dialect, uncounted, request, isOpen);
  }
}

/** Must follow the hooks that set the headers of refusals. */
export function useHeadChecks(fastify: FastifyInstance, guard: RequestGuard): void {
  fastify.addHook('preParsing', (request, reply, _payload, done) => {
    if (request.requestContext) {
      guard.checkHead(request, reply, request.requestContext).then(() => done(), done);
    } else {
      done();
    }
  });
}
