import type { FormValues } from '../../../core/common';
import { textIn } from '../../../pages/kit/form-input';
import { type FormMessages, FormState } from '../../../pages/kit/form-state';
import {
  type FormField,
  initialValues,
  inputIn,
  labeled,
  type LabeledGroup,
  messagesOf,
} from '../../../pages/kit/form-table';

export type Input = Readonly<Record<string, unknown>>;

/** A value that a license has of its own, or takes from its policy. */
export interface OwnValue {
  /** Unique on the page. */
  readonly name: string;
  readonly group: string;
  readonly title: string;
  readonly means: string;
  /** Other words by which a search finds it. */
  readonly words?: string;
  /** The value of the policy, in words. */
  readonly policy: string;
  /** The license's own value, in words; undefined if it follows the policy. */
  readonly own?: string;
  /** In words: the user who set its own value, when and why. */
  readonly setBy?: string;
  /** With labels. */
  readonly fields: readonly FormField[];
  /** The value in the fields, in words. */
  readonly wordsOf: (input: Input) => string;
  /** In words, if the license can be denied what its policy grants. */
  readonly withdrawn?: string;
}

export interface OwnChange {
  readonly title: string;
  readonly from: string;
  readonly to: string;
}

/** More of them are not shown without a search. */
const SHOWN_AT_ONCE = 20;

/** Names of the form's controls that belong to no value. */
export const DRAFT_FIELDS = {
  search: 'q',
  /** The group whose values are shown, and the buttons that choose one. */
  group: 'group',
  show: 'show',
  /** Buttons: they open the fields of a value, follow the policy again, or deny what it grants. */
  open: 'open',
  drop: 'drop',
  deny: 'deny',
  /** Names with commas between them, of earlier presses. */
  followed: 'followed',
  denied: 'denied',
} as const;

/** The changes of a license's own values that were entered and not saved. They are in the address or in the form. */
export class OwnDraft {
  readonly q: string;
  /** The group that is shown, if nothing is searched. */
  readonly shown: string;
  readonly followed: readonly OwnValue[];
  readonly denied: readonly OwnValue[];
  /** Those whose fields are shown. */
  readonly opened: readonly OwnValue[];
  /** Those of them that were not opened just now. */
  readonly filled: readonly OwnValue[];
  private readonly groups: readonly LabeledGroup[];
  private readonly entered: FormValues;

  constructor(
    readonly values: readonly OwnValue[],
    body: FormValues,
  ) {
    const { search, group, show, open, drop, deny, followed, denied } = DRAFT_FIELDS;
    const sent = (field: string): string => textIn(body, field);
    const names = (list: string, pressed: string): string[] => [...sent(list).split(','), sent(pressed)];
    this.q = sent(show) === '' ? sent(search).trim() : '';
    this.shown = this.q === '' ? sent(show) || sent(group) : '';
    const isFresh = ({ name }: OwnValue) => name === sent(open);
    const isSent = ({ fields }: OwnValue) => fields.some(({ name }) => Object.hasOwn(body, name));
    this.denied = values.filter(
      (one) => names(denied, deny).includes(one.name) && one.withdrawn !== undefined && !isFresh(one),
    );
    this.followed = values.filter(
      (one) => names(followed, drop).includes(one.name) && !isFresh(one) && !this.denied.includes(one),
    );
    const isClosed = (one: OwnValue) => this.followed.includes(one) || this.denied.includes(one);
    this.opened = values.filter((one) => (isFresh(one) || isSent(one)) && !isClosed(one));
    this.filled = this.opened.filter((one) => !isFresh(one));
    this.groups = labeledFields(this.opened);
    this.entered = { ...initialValues(this.groups), ...body };
  }

  get form(): FormState {
    return FormState.of(this.entered);
  }

  /** The texts of the fields that are shown instead of the validators'. */
  get messages(): FormMessages {
    return messagesOf(this.groups);
  }

  /** The input of the fields that were filled in. */
  get input(): Input {
    return inputIn(labeledFields(this.filled), this.entered);
  }

  /** Those of values without a problem, in the order of the page. */
  changes(form: FormState): OwnChange[] {
    const input = inputIn(this.groups, this.entered);
    return this.values.flatMap((one) => {
      const { title, own, policy, fields, withdrawn = '' } = one;
      const from = own ?? policy;
      if (this.denied.includes(one)) {
        return own === withdrawn ? [] : [{ title, from, to: withdrawn }];
      }
      if (this.followed.includes(one)) {
        return own === undefined ? [] : [{ title, from, to: policy }];
      }
      const isWrong = fields.some(({ name }) => form.problemOf(name) !== undefined);
      const to = this.opened.includes(one) && !isWrong ? one.wordsOf(input) : own;
      return to === own || to === undefined ? [] : [{ title, from, to }];
    });
  }

  /** Whether there are so many that only those of a search or a group are shown. */
  get isSearched(): boolean {
    return this.values.length > SHOWN_AT_ONCE;
  }

  /** The values of the policy that the search or the group selects. */
  get found(): OwnValue[] {
    const words = this.q.toLowerCase().split(/\s+/).filter(Boolean);
    const isFound = ({ title, means, words: synonyms = '', name, group }: OwnValue) => {
      const text = `${title} ${means} ${synonyms} ${name}`.toLowerCase();
      return words.length > 0 ? words.every((word) => text.includes(word)) : group === this.shown;
    };
    return this.values.filter((one) => one.own === undefined && (!this.isSearched || isFound(one)));
  }

  /** With those that are being changed, which stay in the form. */
  get listed(): OwnValue[] {
    const { found, opened, denied } = this;
    return this.values.filter(
      (one) => found.includes(one) || (one.own === undefined && [...opened, ...denied].includes(one)),
    );
  }
}

function labeledFields(values: readonly OwnValue[]): LabeledGroup[] {
  return labeled([{ rows: values.flatMap(({ fields }) => fields) }], {});
}
