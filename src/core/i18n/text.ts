import type { ComponentChildren } from 'preact';

/** A text with values. Elements among them make the text a list of elements. */
export interface Text<Values> {
  (values: Values): string;
  (values: WithElements<Values>): ComponentChildren;
}

type WithElements<Values> = {
  readonly [Name in keyof Values]: string extends Values[Name] ? ComponentChildren : Values[Name];
};

/** A text with tags, such as `<b>…</b>`. */
export type TaggedText<Values> = (values: WithElements<Values>) => ComponentChildren;
