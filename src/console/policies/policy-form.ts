import { Transform } from 'class-transformer';
import { CreatePolicyDto, PolicyDto } from '../../catalog/policies/dto/policy.dto';
import type { Policy } from '../../catalog/policies/policy.entity';
import type { FormValues } from '../../common/http/form-fields';
import { FormState } from '../kit/form-state';
import { entitlementLines, entitlementsIn, meterLines, metersIn } from './grant-lines';
import { FIELDS, type PolicyField, type PolicyFieldKind } from './policy-fields';

type Convert = (text: string) => unknown;

const CONVERT: Readonly<Record<PolicyFieldKind, Convert>> = {
  text: (text) => (text === '' ? undefined : text),
  'optional-text': (text) => (text === '' ? null : text),
  choice: (text) => (text === '' ? undefined : text),
  number: (text) => (text === '' ? undefined : numberIn(text)),
  limit: (text) => (text === '' ? null : numberIn(text)),
  flag: (text) => text === '1',
  list: (text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
};

/** The form of a policy: the fields of the API, as texts. */
export class PolicyFormDto extends CreatePolicyDto {}

for (const { name, kind } of FIELDS) {
  converted(name, CONVERT[kind]);
}
converted('entitlements', entitlementsIn);
converted('meters', metersIn);

function converted(name: string, convert: Convert): void {
  Transform(({ value }: { value: unknown }): unknown => (typeof value === 'string' ? convert(value.trim()) : value))(
    PolicyFormDto.prototype,
    name,
  );
}

/** Browsers do not send boxes that are not checked, and send line breaks as CR LF. */
export function wholeForm(body: FormValues = {}): FormValues {
  const whole: Record<string, string | readonly string[]> = { ...body };
  for (const { name } of FIELDS.filter(({ kind }) => kind === 'flag')) {
    whole[name] ??= '';
  }
  for (const name of ['entitlements', 'meters']) {
    whole[name] = String(body[name] ?? '').replaceAll('\r\n', '\n');
  }
  return whole;
}

/** The form with what the policy says. */
export function formOf(policy: Policy): FormState {
  const fields = PolicyDto.from(policy);
  return FormState.of({
    name: policy.name,
    ...Object.fromEntries(FIELDS.map(({ name }) => [name, textOf(fields[name])])),
    entitlements: entitlementLines(policy.grants ?? {}),
    meters: meterLines(policy.grants ?? {}),
  });
}

function textOf(value: PolicyDto[PolicyField]): string {
  if (typeof value === 'object') {
    return value?.join(', ') ?? '';
  }
  if (typeof value === 'boolean') {
    return value ? '1' : '';
  }
  return String(value);
}

function numberIn(text: string): unknown {
  return /^-?\d+$/.test(text) ? Number(text) : text;
}
