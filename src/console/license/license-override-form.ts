import { IsString } from 'class-validator';
import type { PolicyBehaviorDto } from '../../catalog/policies/dto/behavior.dto';
import { behaviorFields, behaviorInput, type Behavior } from '../../catalog/policies/behavior';
import type { Policy } from '../../catalog/policies/policy.entity';
import { DomainError } from '../../common/errors/domain-error';
import { InvalidRequest, RequestValidationPipe } from '../../common/http/request-validation.pipe';
import type { FormValues } from '../../common/http/form-fields';
import { MayBeMissing } from '../../common/validation/fields';
import { UpdateLicenseDto } from '../../licensing/licenses/dto/license-input.dto';
import type { License } from '../../licenses/licenses/license.entity';
import type { FormMessages } from '../kit/form-state';
import { texts } from '../../i18n/texts';
import { FIELDS, type NamedField, type PolicyFieldKind } from '../policies/policy-fields';
import { textIn } from './license-change-form';

type BehaviorField = keyof PolicyBehaviorDto;
type OverridableField = NamedField & { readonly name: BehaviorField };

/** For each field, `own_<field>` is checked if the license has a value of its own. */
export class OverrideFormDto {
  @MayBeMissing()
  @IsString()
  own?: string;
}

const PARENT = 'policy_overrides';
const validation = new RequestValidationPipe();

export const ownBox = (name: string): string => `own_${name}`;

/** The behavior of a policy; its limits are copied into licenses, and have a form of their own. */
export function overridableFields(policy: Policy): OverridableField[] {
  const behavior: object = behaviorFields(policy);
  return FIELDS.filter((field): field is OverridableField => Object.hasOwn(behavior, field.name));
}

/** The values that hold: the license's own, and those of its policy. */
export function overrideValues({ policy, policyOverrides, behavior }: License): FormValues {
  const own: object = behaviorFields(policyOverrides);
  const held = behaviorFields(behavior);
  const fields = policy ? overridableFields(policy) : [];
  return Object.fromEntries(
    fields.flatMap(({ name }) => [
      [ownBox(name), Object.hasOwn(own, name) ? '1' : ''],
      [name, textOf(held[name])],
    ]),
  );
}

/** Validates the own values by the DTO of the API. */
export async function overridesIn(body: FormValues, policy: Policy): Promise<Partial<Behavior>> {
  const own = overridableFields(policy).filter(({ name }) => textIn(body, ownBox(name)) === '1');
  const input = Object.fromEntries(own.map(({ name, kind }) => [name, CONVERT[kind](textIn(body, name).trim())]));
  const metadata = { type: 'body', metatype: UpdateLicenseDto } as const;
  const value: unknown = await validation.transform({ [PARENT]: input }, metadata);
  return behaviorInput((value as UpdateLicenseDto).policy_overrides ?? {});
}

/** Problems of `policy_overrides.grace_days`, as the API calls it, are those of the field `grace_days`. */
export async function withFormFields<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const fields = error instanceof DomainError ? error.fields : undefined;
    throw fields ? new InvalidRequest(fields.map(asFormError)) : error;
  }
}

export function overrideMessages(policy: Policy): FormMessages {
  const t = texts('licenseOverrides');
  return {
    ...Object.fromEntries(overridableFields(policy).map(({ name }) => [name, t.badValue])),
    allowed_countries: t.badCountry,
    denied_countries: t.badCountry,
  };
}

function asFormError<P extends { readonly field: string }>(problem: P): P {
  return { ...problem, field: problem.field.replace(`${PARENT}.`, '') };
}

const CONVERT: Readonly<Record<PolicyFieldKind, (text: string) => unknown>> = {
  text: (text) => text,
  'optional-text': (text) => (text === '' ? null : text),
  choice: (text) => text,
  number: numberIn,
  limit: (text) => (text === '' ? null : numberIn(text)),
  flag: (text) => text === '1',
  list: (text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
};

/** A value that is not a number stays a text, which the DTO refuses. */
function numberIn(text: string): number | string {
  return /^\d{1,12}$/.test(text) ? Number(text) : text;
}

export function textOf(value: PolicyBehaviorDto[BehaviorField]): string {
  if (typeof value === 'boolean') {
    return value ? '1' : '0';
  }
  return Array.isArray(value) ? value.join(', ') : String(value ?? '');
}
