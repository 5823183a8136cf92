import type { DomainActivation } from '../app/slm-licenses.service';
import type { SlmAnswerDto } from './dto/answer.dto';
import { ERROR_CODES } from './error-codes';

/** A domain that was active before is an error, of two kinds. */
export function activationAnswer({ domain, wasActive, isFull }: DomainActivation): SlmAnswerDto {
  if (!wasActive) {
    return { result: 'success', message: 'License key activated' };
  }
  const inUse = `License key already in use on ${domain}`;
  return isFull
    ? {
        result: 'error',
        message: `Reached maximum activation. ${inUse}`,
        error_code: ERROR_CODES.licenseInUseAndMaxReached,
      }
    : { result: 'error', message: inUse, error_code: ERROR_CODES.licenseInUse };
}
