import { type DamagedValues, GUARDED_VALUE, LOST_VALUE } from '../../../../core/common/internal';
import type { LeftAside } from './left-aside';
import { UnreadableFile } from './unreadable-file';

/** Values by meaning, in the order of the columns; those of columns with no meaning are left out. */
export type CsvValues = ReadonlyMap<string, readonly string[]>;

/** A row of one server with the meanings of any spreadsheet. */
export interface ConvertedRow {
  readonly values: CsvValues;
  /** Names of what the row loses. */
  readonly notes: readonly string[];
}

/** Meanings of which a row has as many values as columns. */
const REPEATABLE = /^(?:description|allowed_domains|allowed_ips|domains|devices|metadata\..*)$/;
/** Meanings whose values are names, of which every character counts. */
const NAMES = /^(?:key|product|devices|phone|metadata\..*)$/;
const KEY_DAMAGED = 'key_damaged';
const VALUE_DROPPED = 'value_dropped';

interface Options {
  readonly damaged?: DamagedValues;
  readonly aside: LeftAside;
}

/** The columns of a file, and what of its cells is not imported. */
export class CsvColumns {
  constructor(
    private readonly header: readonly string[],
    private readonly meanings: readonly (string | undefined)[],
    private readonly options: Options,
  ) {}

  rowOf(cells: readonly string[]): ConvertedRow {
    const values = new Map<string, string[]>();
    const notes = new Set<string>();
    cells.forEach((cell, index) => {
      const meaning = this.meanings[index];
      const known = meaning === undefined ? undefined : values.get(meaning);
      const isExtra = known !== undefined && !REPEATABLE.test(meaning ?? '') && !known.includes(cell);
      if (cell !== '' && (meaning === undefined || isExtra)) {
        this.options.aside.add(this.titleOf(index));
      }
      const value = meaning === undefined ? '' : this.undamaged(meaning, cell, notes);
      if (meaning !== undefined && value !== '') {
        values.set(meaning, [...(known ?? []), value]);
      }
    });
    return { values, notes: [...notes] };
  }

  /** @param notes get the name of what is lost */
  private undamaged(meaning: string, cell: string, notes: Set<string>): string {
    const [, guarded] = GUARDED_VALUE.exec(cell) ?? [];
    const isLost = NAMES.test(meaning) && LOST_VALUE.test(cell);
    const { damaged } = this.options;
    if ((guarded === undefined && !isLost) || damaged === 'keep') {
      return cell;
    }
    if (damaged === undefined) {
      throw unclear(meaning, cell, isLost);
    }
    if (isLost) {
      notes.add(meaning === 'key' ? KEY_DAMAGED : VALUE_DROPPED);
    }
    return guarded ?? (meaning === 'key' ? cell : '');
  }

  private titleOf(index: number): string {
    return this.header[index] || `column ${index + 1}`;
  }
}

function unclear(meaning: string, cell: string, isLost: boolean): UnreadableFile {
  const what = isLost ? 'which a spreadsheet has shortened or could not show' : 'with the guard of a spreadsheet';
  return new UnreadableFile(
    'values_damaged',
    `The column ${meaning} has ${cell.slice(0, 100)}, ${what}. Choose with the option damaged: repair removes guards and leaves out ` +
      'what is lost, keep takes values as they are.',
  );
}
