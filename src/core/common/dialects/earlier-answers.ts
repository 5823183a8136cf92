import { Injectable } from '@nestjs/common';
import type { DialectDefinition } from './define-dialect';

/** The APIs whose requests a hook may answer before the server does: the fast path leaves them to it. */
@Injectable()
export class EarlierAnswers {
  private readonly conditions: ((dialect: DialectDefinition) => boolean)[] = [];

  /** @param mayBeFor whether a hook may answer the requests of the API at present */
  add(mayBeFor: (dialect: DialectDefinition) => boolean): void {
    this.conditions.push(mayBeFor);
  }

  mayBeFor(dialect: DialectDefinition): boolean {
    return this.conditions.some((condition) => condition(dialect));
  }
}
