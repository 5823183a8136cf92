import { Injectable } from '@nestjs/common';
import type { DialectDefinition } from './define-dialect';

type Condition = (dialect: DialectDefinition) => boolean;

/** The APIs whose requests a hook may answer before the server does: the fast path leaves them to it. */
@Injectable()
export class EarlierAnswers {
  private readonly conditions = new Map<DialectDefinition, readonly Condition[]>();

  /** @param mayBeFor whether a hook may answer the requests of one of these APIs at present */
  add(dialects: readonly DialectDefinition[], mayBeFor: Condition): void {
    dialects.forEach((dialect) => this.conditions.set(dialect, [...(this.conditions.get(dialect) ?? []), mayBeFor]));
  }

  mayBeFor(dialect: DialectDefinition): boolean {
    return this.conditions.get(dialect)?.some((condition) => condition(dialect)) ?? false;
  }
}
