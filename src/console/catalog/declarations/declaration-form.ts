import { isDeclarationCode } from '../../../catalog/entitlements/declaration-code';
import type { Entitlement } from '../../../catalog/entitlements/entitlement.entity';
import type { Meter } from '../../../catalog/meters/meter.entity';
import { problem } from '../../../common/errors/domain-error';
import type { FormValues } from '../../../common/http/form-fields';
import { listIn, optionalIn, textIn } from '../form-input';
import { DECLARATION_TEXTS } from './declaration-texts';

export const NEW_ENTITLEMENT: FormValues = { type: 'flag' };
export const NEW_METER: FormValues = { kind: 'consumed' };

export function codeIn(body: FormValues): string {
  const code = textIn(body, 'code').trim();
  if (!isDeclarationCode(code)) {
    throw problem('CODE_INVALID', { field: 'code' });
  }
  return code;
}

export function entitlementFieldsIn(body: FormValues) {
  const choices = listIn(body, 'choices', /\n/);
  const type = textIn(body, 'type');
  return {
    name: textIn(body, 'name').trim(),
    type,
    choices: choices.length === 0 && type !== 'choice' ? undefined : choices,
  };
}

export function meterFieldsIn(body: FormValues) {
  return { name: textIn(body, 'name').trim(), unit: optionalIn(body, 'unit') ?? null, kind: textIn(body, 'kind') };
}

export function entitlementValues({ name, type, choices }: Entitlement): FormValues {
  return { name, type, choices: choices.join('\n') };
}

export function meterValues({ name, unit, kind }: Meter): FormValues {
  return { name, unit: unit ?? '', kind };
}

export function declarationMessages() {
  const t = DECLARATION_TEXTS();
  return { code: t.codeWrong, name: t.nameWrong, choices: t.choicesWrong, IN_USE: t.inUseChange };
}

export function deletionMessages() {
  return { IN_USE: DECLARATION_TEXTS().inUse };
}
