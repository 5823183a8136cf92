import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { problem } from '../../common/errors/domain-error';
import { headerText } from '../../common/http/header-text';
import { hasAtMost } from '../../common/validation/fields';
import { HARDWARE_ID, licenseKeyIn } from '../calls/named-license';
import { MAX_FINGERPRINT } from '../calls/dto/client-call.dto';
import type { ProgramLicense } from './update-access.service';

const MAX_KEY = 255;

/** The license in the headers of a request without a body; undefined without one. */
export const LicenseHeader = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  licenseIn(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** The device in the headers of a request; undefined without one. */
export const DeviceHeader = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  fingerprintIn(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** Documents the headers that `LicenseHeader` reads. */
export function TakesLicenseHeader(): MethodDecorator {
  const options = { required: false, schema: { type: 'string' } } as const;
  return applyDecorators(
    ApiHeader({
      ...options,
      name: 'Authorization',
      description: '`License <license key>`. Without it, the program is unlicensed.',
      example: 'License Q7RD-K2LM-9XWE-4TUB',
    }),
    ApiHeader({
      ...options,
      name: HARDWARE_ID,
      description:
        'Identifier of the device, 1 to 512 characters in UTF-8; of an object, its SHA-256. Without it, any device of the license must be active.',
      example: 'b1946ac92492d2347c6235b4d2611184',
    }),
  );
}

function licenseIn(request: FastifyRequest): ProgramLicense | undefined {
  const sent = licenseKeyIn(request.headers);
  if (sent === undefined) {
    return undefined;
  }
  const fingerprint = fingerprintIn(request);
  return {
    key: bounded('Authorization', sent, MAX_KEY),
    ...(fingerprint !== undefined && { device: { fingerprint } }),
  };
}

function fingerprintIn({ headers }: FastifyRequest): string | undefined {
  const sent = headerText(headers[HARDWARE_ID.toLowerCase()]?.toString() ?? '');
  return sent === '' ? undefined : bounded(HARDWARE_ID, sent, MAX_FINGERPRINT);
}

function bounded(header: string, text: string, max: number): string {
  if (!hasAtMost(text, max)) {
    throw problem('HEADER_TOO_LONG', { field: header, max });
  }
  return text;
}
