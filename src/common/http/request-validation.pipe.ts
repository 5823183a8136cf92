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

/** Of a request with thousands of wrong fields, nested or not, so many are told. */
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
    exceptionFactory: (errors) => new InvalidRequest(firstProblems(errors)),
    ...unknown,
  });
}

function firstProblems(errors: readonly ValidationError[]): FieldProblem[] {
  const told: FieldProblem[] = [];
  for (const problem of fieldProblems(errors)) {
    told.push(problem);
    if (told.length === MOST_TOLD) {
      break;
    }
  }
  return told;
}

function* fieldProblems(errors: readonly ValidationError[], parent = ''): Generator<FieldProblem> {
  for (const { property, constraints = {}, children = [] } of errors) {
    const field = parent ? `${parent}.${property}` : property;
    for (const [reason, message] of Object.entries(constraints)) {
      yield { field, reason: snakeCase(reason), message };
    }
    yield* fieldProblems(children, field);
  }
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
