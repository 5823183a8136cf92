import {
  type ArgumentMetadata,
  Injectable,
  type PipeTransform,
  type ValidationError,
  ValidationPipe,
} from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { DomainError } from '../errors/domain-error';
import type { FieldProblem } from '../errors/problem';
import { fieldProblems } from '../validation/field-problems';
import { withNestedFields } from './bracketed-query';
import { currentRequest } from './request-context';

cacheRules(getMetadataStorage());

/** Problems of several fields, of which the first one gives the message. */
export class InvalidRequest extends DomainError {
  override readonly params: undefined;

  constructor(
    override readonly fields: readonly FieldProblem[],
    override readonly kind: 'invalid' | 'unprocessable' = 'invalid',
  ) {
    super('VALIDATION_ERROR', { fields });
    this.message = fields[0]?.message ?? this.message;
    this.params = undefined;
  }
}

const MAX_PROBLEMS = 20;

/** Validates and converts every DTO. The dialect decides whether unknown fields are rejected or ignored. */
@Injectable()
export class RequestValidationPipe implements PipeTransform {
  private readonly strict = pipe({ forbidNonWhitelisted: true });
  private readonly lenient = pipe({ forbidNonWhitelisted: false });

  transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const isStrict = currentRequest()?.dialect.unknownFields !== 'ignore';
    return (isStrict ? this.strict : this.lenient).transform(sentFields(value, metadata), metadata);
  }
}

function sentFields(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
  const isQuery = type === 'query' && metatype && typeof value === 'object' && value !== null;
  return isQuery ? withNestedFields(value as Record<string, unknown>, metatype) : value;
}

function pipe(unknown: { forbidNonWhitelisted: boolean }): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    transform: true,
    // The class whose rules were violated.
    validationError: { target: true },
    exceptionFactory: (errors) => new InvalidRequest(firstProblems(errors)),
    ...unknown,
  });
}

function firstProblems(errors: readonly ValidationError[]): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const problem of fieldProblems(errors, currentRequest()?.dialect.saysMissing)) {
    problems.push(problem);
    if (problems.length === MAX_PROBLEMS) {
      break;
    }
  }
  return problems;
}

type Storage = ReturnType<typeof getMetadataStorage>;
type Rules = ReturnType<Storage['getTargetValidationMetadatas']>;

/**
 * Makes class-validator look up the rules of a class once, until more rules are declared. For each validation it would ask
 * whether the class inherits from any of the thousand classes that have rules.
 */
export function cacheRules(storage: Storage): void {
  const declare = storage.addValidationMetadata.bind(storage);
  const lookUp = storage.getTargetValidationMetadatas.bind(storage);
  const known = new Map<unknown, Rules>();

  storage.addValidationMetadata = (rule) => {
    known.clear();
    declare(rule);
  };
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    // A request may have a field `constructor`.
    if (typeof target !== 'function' || schema || always || strictGroups || groups) {
      return lookUp(target, schema, always, strictGroups, groups);
    }
    const rules = known.get(target) ?? lookUp(target, schema, always, strictGroups, groups);
    known.set(target, rules);
    return rules;
  };
}
