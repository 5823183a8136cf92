import type { KeyPool } from '../../../licenses/licenses/key-pool.entity';
import type { FormValues } from '../../../common/http/form-fields';
import { texts } from '../../../i18n/texts';
import { numberIn, optionalIn, textIn } from '../../kit/form-input';

export function keyPoolFieldsIn(body: FormValues) {
  return {
    name: textIn(body, 'name').trim(),
    policy: optionalIn(body, 'policy') ?? null,
    low_water: numberIn(body, 'low_water'),
  };
}

export function keyPoolValues({ name, policy, lowWater }: KeyPool): FormValues {
  return { name, policy: policy?.uid ?? '', low_water: lowWater === null ? '' : String(lowWater) };
}

export function keyPoolMessages() {
  const t = texts('keyPools');
  return { name: t.nameWrong, low_water: t.lowWrong, keys: t.keysWrong };
}
