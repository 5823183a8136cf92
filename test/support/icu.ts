import { IntlMessageFormat } from 'intl-messageformat';

interface Element {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
}

const LITERAL = 0;

/** The names of the parameters of an ICU message. */
export function parametersOf(message: string): string[] {
  const format = new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true });
  return [...new Set(namesIn(format.getAst()))];
}

function namesIn(elements: readonly Element[]): string[] {
  return elements.flatMap(({ type, value = '', options = {} }) => [
    ...(type === LITERAL ? [] : [value]),
    ...Object.values(options).flatMap((option) => namesIn(option.value)),
  ]);
}
