import { getMetadataStorage, type ValidationError } from 'class-validator';
import type { FieldProblem, Params } from '../errors/problem';
import type { Rule } from './rules';

/** Constraint of a field that the DTO does not have. */
const UNKNOWN_FIELD = 'whitelistValidation';

/** Names of the parameters of class-validator's own validators. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  arrayMaxSize: ['max'],
  arrayMinSize: ['min'],
  isIn: ['values'],
  isLength: ['min', 'max'],
  max: ['max'],
  maxLength: ['max'],
  min: ['min'],
  minLength: ['min'],
  notEquals: ['value'],
};

/** Validators of the type of a value. */
const TYPES = ['isArray', 'isBoolean', 'isInt', 'isNumber', 'isObject', 'isString'];

/** Validators that say of a value which is missing what it is not. */
const OF_VALUES = [...TYPES, 'isLength', 'isIn', 'isEnum'];

/** The constraints of a class by property and name. */
type Constraints = ReadonlyMap<string, Constraint>;

interface Constraint {
  readonly constraints?: readonly unknown[];
  readonly context?: Rule;
}

const constraintsByClass = new WeakMap<object, Constraints>();

/**
 * All violations of constraints, also of nested objects.
 * @param saysMissing whether the message about a field that was not sent says so
 */
export function* fieldProblems(
  errors: readonly ValidationError[],
  saysMissing = false,
  parent = '',
): Generator<FieldProblem> {
  for (const { target, property, value, constraints = {}, children = [] } of errors) {
    const field = parent ? `${parent}.${property}` : property;
    const isMissing = saysMissing && value === undefined;
    for (const [name, message] of typesFirst(Object.entries(constraints))) {
      yield {
        field,
        reason: snakeCase(name),
        message:
          name === UNKNOWN_FIELD
            ? `Unknown field: ${property}`
            : isMissing && OF_VALUES.includes(name)
              ? `${property} is missing`
              : message,
        ...ruleOf(name, constraintOf(target, property, name), value),
      };
    }
    yield* fieldProblems(children, saysMissing, field);
  }
}

/** A value of another type is neither too large nor too small: that it is of another type is said first. */
function typesFirst(violations: readonly [string, string][]): readonly [string, string][] {
  const isOfType = ([name]: [string, string]): boolean => TYPES.includes(name);
  return [...violations.filter(isOfType), ...violations.filter((violation) => !isOfType(violation))];
}

/** The rule of a constraint, with the parameters of its message. */
export function ruleOf(
  name: string,
  { constraints = [], context = {} }: Constraint,
  value: unknown,
): Required<Pick<FieldProblem, 'rule' | 'params'>> & Pick<FieldProblem, 'isTranslated'> {
  const { rule = name, params = namedParameters(name, constraints), isTranslated } = context;
  return { rule, params: typeof params === 'function' ? params(value) : params, ...(isTranslated && { isTranslated }) };
}

function namedParameters(name: string, constraints: readonly unknown[]): Params {
  return Object.fromEntries(
    (PARAMETERS[name] ?? []).map((parameter, index) => [parameter, parameterOf(constraints[index])]),
  );
}

function parameterOf(constraint: unknown): string | number {
  if (typeof constraint === 'number') {
    return constraint;
  }
  return Array.isArray(constraint) ? constraint.join(', ') : String(constraint);
}

function constraintOf(target: object | undefined, property: string, name: string): Constraint {
  return (target && constraintsOf(target).get(`${property} ${name}`)) ?? {};
}

function constraintsOf({ constructor }: object): Constraints {
  const known = constraintsByClass.get(constructor);
  if (known) {
    return known;
  }
  const metadatas = getMetadataStorage().getTargetValidationMetadatas(constructor, '', false, false);
  const constraints = new Map(metadatas.map((one) => [`${one.propertyName} ${one.name ?? one.type}`, one]));
  constraintsByClass.set(constructor, constraints);
  return constraints;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
