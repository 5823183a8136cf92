import { applyDecorators } from '@nestjs/common';
import type { ReceivedRequest } from '../http/received-request';
import { routeFlags } from '../http/route-config';
import { RateLimited } from './route-limits';

/** The license and the device that a call of a program names. */
export interface NamedLicense {
  /** The license key, or another text that stands for the license. */
  readonly credential: string;
  readonly device?: string;
}

/** Reads a request whose body has been parsed, but not validated. Undefined if it names no license. */
export type NamedLicenseReader = (
  request: ReceivedRequest & { readonly query?: unknown; readonly params?: unknown },
) => NamedLicense | undefined;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Calls of the route are limited by the license that they name. */
    namedLicense?: NamedLicenseReader;
  }
}

/** Limits calls of programs by license and device; by address only those that name no license which exists. */
export function CountsByLicense(namedLicense: NamedLicenseReader): ClassDecorator & MethodDecorator {
  return applyDecorators(RateLimited('client'), routeFlags({ namedLicense }));
}
