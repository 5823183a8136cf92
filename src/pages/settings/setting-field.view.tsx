import type { VNode } from 'preact';
import { type SettingWithValue } from '../../core/platform';
import { texts } from '../../core/i18n';
import type { FormState } from '../kit/form-state';
import { choiceText } from '../kit/setting-texts';
import { isTooLong, shownField, textOf, unitOf } from './setting-values';

const MAX_LINES = 12;

interface FieldProps {
  readonly row: SettingWithValue;
  readonly form: FormState;
  readonly id: string;
}

/** The field of a setting, by its kind. */
export function SettingField({ row: { setting, value }, form, id }: FieldProps): VNode {
  const t = texts('settings');
  const { name, kind, choices = [] } = setting;
  if (isTooLong(value)) {
    return <p class="hint">{t.tooLong({ count: Array.isArray(value) ? value.length : 0 })}</p>;
  }
  const problem = form.problemOf(name);
  const described = problem === undefined ? `${id}-hint` : `${id}-hint ${id}-error`;
  const common = {
    id,
    name,
    'aria-describedby': described,
    'aria-invalid': problem === undefined ? undefined : ('true' as const),
  };
  const shown = <input type="hidden" name={shownField(name)} value={form.value(shownField(name))} />;
  switch (kind) {
    case 'whole_number':
      return (
        <>
          {shown}
          <input class="input" type="number" {...common} value={form.value(name)} autoComplete="off" />
          <span class="setting-unit">{unitOf(setting)}</span>
        </>
      );
    case 'text':
    case 'secret':
      return (
        <>
          {shown}
          <input
            class="input"
            type={kind === 'secret' ? 'password' : 'text'}
            {...common}
            value={form.value(name)}
            autoComplete={kind === 'secret' ? 'new-password' : 'off'}
          />
        </>
      );
    case 'list': {
      const rows = Math.min(Math.max(textOf(value).split('\n').length + 1, 2), MAX_LINES);
      return (
        <>
          {shown}
          <textarea class="input mono" {...common} rows={rows} value={form.value(name)} />
        </>
      );
    }
    case 'flag':
      return (
        <>
          {shown}
          <input
            class="switch"
            type="checkbox"
            role="switch"
            {...common}
            value="true"
            checked={form.value(name) === 'true'}
          />
        </>
      );
    case 'choice':
      return (
        <>
          {shown}
          <div
            id={id}
            class="setting-choices"
            role="radiogroup"
            aria-labelledby={`${id}-title`}
            aria-describedby={described}
          >
            {choices.map((choice) => (
              <label key={choice}>
                <input type="radio" name={name} value={choice} checked={form.value(name) === choice} />
                <span>{choiceText(choice)}</span>
              </label>
            ))}
          </div>
        </>
      );
  }
}
