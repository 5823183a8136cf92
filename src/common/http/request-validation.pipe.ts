import {
  type ArgumentMetadata,
  Injectable,
  type PipeTransform,
  ValidationPipe,
  type ValidationError,
} from '@nestjs/common';
import { DomainError } from '../errors/domain-error';
import type { FieldProblem } from '../errors/problem';
import { currentRequest } from './request-context';

export class InvalidRequest extends DomainError {
  readonly code = 'VALIDATION_ERROR';
  readonly kind = 'invalid';

  constructor(override readonly fields: readonly FieldProblem[]) {
    super(fields[0]?.message ?? 'The request is not valid');
  }
}

/** Of a request with thousands of wrong fields, so many are told. */
const MOST_TOLD = 20;

/** Validates and converts every DTO. Unknown fields are refused or left out as the dialect says. */
@Injectable()
export class RequestValidationPipe implements PipeTransform {
  private readonly refusing = pipe({ forbidNonWhitelisted: true });
  private readonly ignoring = pipe({ forbidNonWhitelisted: false });

  transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const refuse = currentRequest()?.dialect.unknownFields !== 'ignore';
    return (refuse ? this.refusing : this.ignoring).transform(value, metadata);
  }
}

function pipe(unknown: { forbidNonWhitelisted: boolean }): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    transform: true,
    exceptionFactory: (errors) =>
      new InvalidRequest(errors.slice(0, MOST_TOLD).flatMap((error) => fieldProblems(error))),
    ...unknown,
  });
}

function fieldProblems({ property, constraints = {}, children = [] }: ValidationError, parent = ''): FieldProblem[] {
  const field = parent ? `${parent}.${property}` : property;
  const own = Object.entries(constraints).map(([reason, message]) => ({ field, reason: snakeCase(reason), message }));
  return [...own, ...children.flatMap((child) => fieldProblems(child, field))];
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
