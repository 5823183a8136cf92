import { type HTMLElement, parse } from 'node-html-parser';
import type { Browser, Visit } from '../testkit/browser';

/** Fields as a browser sends them: a name may repeat. */
export type Fields = [name: string, value: string][];

/** A value that a control of a form does not have yet. */
export interface Change {
  readonly name: string;
  readonly value: string;
  /** Of a checkbox: it is ticked, or not any more. */
  readonly isTick: boolean;
}

/** Fields of every form, and those that say why something changes. */
const NOT_KEPT = new Set(['form_id', 'reason', 'change_reference']);

/** Pages that ask again before they save. */
const MOST_QUESTIONS = 2;

const OTHER_VALUES: Record<string, (old: string) => string> = {
  number: (old) => String(Number(old || 2) + 1),
  date: (old) => (old === '2031-05-06' ? '2031-05-07' : '2031-05-06'),
  email: (old) => (old === 'other@example.com' ? 'another@example.com' : 'other@example.com'),
  url: (old) => (old === 'https://other.example/' ? 'https://another.example/' : 'https://other.example/'),
  text: (old) => `${old.trimEnd()}z`,
};

/** The form of a page with the most fields. */
export function mainForm(html: string): HTMLElement | undefined {
  const forms = postForms(html).map((form) => ({ form, count: changesOf(form).length }));
  const [largest] = forms.sort((one, other) => other.count - one.count);
  return largest !== undefined && largest.count > 0 ? largest.form : undefined;
}

export const actionOf = (form: HTMLElement): string => (form.getAttribute('action') ?? '').replace(/#.*/, '');

/** The forms of a page that send something. */
export const postForms = (html: string): HTMLElement[] => {
  const [main = ''] = /<main\b[^]*<\/main>/.exec(html) ?? [];
  return parse(main).querySelectorAll('form[method=post]');
};

/** The fields that a browser would send without a button. */
export function fieldsOf(form: HTMLElement): Fields {
  return controlsOf(form).flatMap(({ control, name, type }): Fields => {
    if (type === 'checkbox' || type === 'radio') {
      return control.hasAttribute('checked') ? [[name, valueOf(control)]] : [];
    }
    if (type === 'select') {
      const options = control.querySelectorAll('option');
      const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0];
      return chosen === undefined ? [] : [[name, valueOf(chosen)]];
    }
    return [[name, valueOf(control)]];
  });
}

/** One change for each control that keeps what is entered: another text, another choice, a box ticked or not. */
export function changesOf(form: HTMLElement): Change[] {
  const chosen = new Set<string>();
  const controls = controlsOf(form);
  return controls.flatMap(({ control, name, type }): Change[] => {
    if (NOT_KEPT.has(name) || chosen.has(name) || ['hidden', 'password', 'search'].includes(type)) {
      return [];
    }
    if (type === 'checkbox') {
      return [{ name, value: valueOf(control), isTick: true }];
    }
    if (type === 'radio' || type === 'select') {
      chosen.add(name);
      const choices =
        type === 'radio'
          ? controls.flatMap((other) => (other.name === name ? [other.control] : []))
          : control.querySelectorAll('option:not([disabled])');
      const current = valuesOf(fieldsOf(form), name);
      const value = choices.map(valueOf).find((choice) => choice !== '' && !current.includes(choice));
      return value === undefined ? [] : [{ name, value, isTick: false }];
    }
    const isNumber = control.getAttribute('inputmode') === 'numeric' || /^\d+$/.test(valueOf(control));
    const otherValue = OTHER_VALUES[isNumber ? 'number' : type] ?? OTHER_VALUES.text;
    return [{ name, value: otherValue?.(valueOf(control)) ?? '', isTick: false }];
  });
}

/** The fields of a form with one change. */
export function changed(fields: Fields, { name, value, isTick }: Change): Fields {
  const isSame = ([field, sent]: Fields[number]) => field === name && (!isTick || sent === value);
  const at = fields.findIndex(isSame);
  if (at < 0) {
    return [...fields, [name, value]];
  }
  return fields.flatMap((pair, index): Fields => (index === at ? (isTick ? [] : [[name, value]]) : [pair]));
}

/** The values of a field, without those that are empty. */
export const valuesOf = (fields: Fields, name: string): string[] =>
  fields.flatMap(([field, value]) => (field === name && value.trim() !== '' ? [value.trim()] : [])).sort();

/** Sends a form, and those of pages that ask whether to save it. */
export async function send(browser: Browser, action: string, fields: Fields, questions = 0): Promise<Visit> {
  const sent = fields.map(([name, value]): Fields[number] => [name, name === 'reason' ? 'a walk' : value]);
  const visit = await browser.postFields(action, sent);
  const [question] = visit.status === 200 && questions < MOST_QUESTIONS ? postForms(visit.html) : [];
  return question ? send(browser, actionOf(question), fieldsOf(question), questions + 1) : visit;
}

interface Control {
  readonly control: HTMLElement;
  readonly name: string;
  /** `select`, `textarea`, or the type of an input. */
  readonly type: string;
}

function controlsOf(form: HTMLElement): Control[] {
  return form.querySelectorAll('input, select, textarea').flatMap((control) => {
    const name = control.getAttribute('name') ?? '';
    const tag = control.tagName.toLowerCase();
    const type = tag === 'input' ? (control.getAttribute('type') ?? 'text') : tag;
    return name === '' || control.hasAttribute('disabled') || ['submit', 'file'].includes(type)
      ? []
      : [{ control, name, type }];
  });
}

function valueOf(control: HTMLElement): string {
  if (control.tagName === 'TEXTAREA') {
    return control.textContent.replace(/^\n/, '');
  }
  const isBox = ['checkbox', 'radio'].includes(control.getAttribute('type') ?? '');
  return control.getAttribute('value') ?? (isBox ? 'on' : '');
}
