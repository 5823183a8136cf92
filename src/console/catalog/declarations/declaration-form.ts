import { ValidateBy } from 'class-validator';
import { CODE_RULE, isDefinitionCode } from '../../../catalog/grants/definition-code';
import { PutEntitlementDto } from '../../../catalog/definitions/dto/entitlement.dto';
import type { Entitlement } from '../../../catalog/definitions/entitlement.entity';
import { PutMeterDto } from '../../../catalog/definitions/dto/meter.dto';
import type { Meter } from '../../../catalog/definitions/meter.entity';
import type { FormValues } from '../../../common/http/form-fields';
import { asRule } from '../../../common/validation/rules';
import { texts } from '../../../i18n/texts';
import { listIn, optionalIn, textIn } from '../../kit/form-input';

export const NEW_ENTITLEMENT: FormValues = { type: 'flag' };
export const NEW_METER: FormValues = { kind: 'consumed' };

function IsCode(): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isCode',
      validator: {
        validate: (code) => typeof code === 'string' && isDefinitionCode(code),
        defaultMessage: () => `$property ${CODE_RULE}`,
      },
    },
    asRule({ params: { min: 1, max: 64 } }),
  );
}

export class NewEntitlementDto extends PutEntitlementDto {
  @IsCode()
  code!: string;
}

export class NewMeterDto extends PutMeterDto {
  @IsCode()
  code!: string;
}

export function newEntitlementFieldsIn(body: FormValues) {
  return { code: textIn(body, 'code').trim(), ...entitlementFieldsIn(body) };
}

export function newMeterFieldsIn(body: FormValues) {
  return { code: textIn(body, 'code').trim(), ...meterFieldsIn(body) };
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
  const t = texts('definitions');
  return { code: t.codeWrong, name: t.nameWrong, choices: t.choicesWrong, IN_USE: t.inUseChange };
}

export function deletionMessages() {
  return { IN_USE: texts('definitions').inUse };
}
