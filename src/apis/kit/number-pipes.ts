import type { PipeTransform } from '@nestjs/common';
import { type DomainError, problem } from '../../core/common';
/** Parses a number in a path; anything else is not found. */
abstract class NumberPipe implements PipeTransform<string, number> {
  transform(text: string): number {
    if (!/^[1-9]\d{0,14}$/.test(text)) {
      throw this.notFound();
    }
    return Number(text);
  }

  protected abstract notFound(): DomainError;
}

export class LicenseNumberPipe extends NumberPipe {
  protected override notFound(): DomainError {
    return problem('LICENSE_NOT_FOUND');
  }
}

export class ActivationNumberPipe extends NumberPipe {
  protected override notFound(): DomainError {
    return problem('ACTIVATION_NOT_FOUND');
  }
}

export class CustomerNumberPipe extends NumberPipe {
  protected override notFound(): DomainError {
    return problem('CUSTOMER_NOT_FOUND');
  }
}
