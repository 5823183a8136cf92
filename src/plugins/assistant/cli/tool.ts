import type { Keyward } from '#sdk';

/** A call of the server that an assistant can make. */
export interface Tool<Input extends object = object> {
  readonly name: string;
  readonly title: string;
  /** Advice beside the summary of the operation. */
  readonly advice?: string;
  /** Operation of the document, whose inputs the tool has. */
  readonly operation: string;
  /** Those of its inputs that the tool has; all by default. */
  readonly inputs?: readonly string[];
  /** Only for tools that change data: `adds` leaves what is there as it is, `takes` ends or withdraws something. */
  readonly change?: 'adds' | 'takes';
  readonly call: (keyward: Keyward, input: Input) => PromiseLike<unknown>;
}

/** Every input has passed the schema of the operation, from which the types of the SDK are generated, too. */
export function tool<Input extends object>(definition: Tool<Input>): Tool {
  return definition as unknown as Tool;
}
