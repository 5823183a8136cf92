import { Injectable, type PipeTransform } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';

/** The number of a record in a path. */
@Injectable()
export class RecordIdPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    if (!/^\d{1,15}$/.test(value)) {
      throw problem('RECORD_NOT_FOUND');
    }
    return Number(value);
  }
}

export interface VerdictId {
  readonly at: Date;
  readonly id: number;
}

/** A row of the log is found by its time and its number: `1700000000000-42`. */
@Injectable()
export class VerdictIdPipe implements PipeTransform<string, VerdictId> {
  transform(value: string): VerdictId {
    const [, at, id] = /^(\d{1,14})-(\d{1,15})$/.exec(value) ?? [];
    if (at === undefined || id === undefined) {
      throw problem('VERDICT_NOT_FOUND');
    }
    return { at: new Date(Number(at)), id: Number(id) };
  }
}
