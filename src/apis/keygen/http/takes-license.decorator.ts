import { applyDecorators, UseGuards } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { Answers } from '../../../core/common';
import { LicenseGuard } from './license.guard';

/** The request is authenticated by a license key. */
export function TakesLicense(): MethodDecorator {
  return applyDecorators(
    UseGuards(LicenseGuard),
    ApiHeader({
      name: 'Authorization',
      required: false,
      schema: { type: 'string' },
      description: '`License <license key>`, or `Basic` with the user `license` and the license key as the password.',
      example: 'License DEMO-ACTIVE-0001',
    }),
    Answers(401, 'The license key is missing or unknown.'),
    Answers(
      403,
      'The license is suspended, banned or expired.',
      'LICENSE_SUSPENDED',
      'LICENSE_BANNED',
      'LICENSE_EXPIRED',
    ),
  );
}
