/** A calendar month in UTC and the name of its partition. */
export interface Month {
  readonly name: string;
  readonly from: Date;
  readonly to: Date;
}

/** @param month from 0; 12 is January of the next year */
export function monthOf(table: string, year: number, month: number): Month {
  const from = new Date(Date.UTC(year, month));
  const name = `${table}_${from.toISOString().slice(0, 7).replace('-', '_')}`;
  return { name, from, to: new Date(Date.UTC(year, month + 1)) };
}

/** The month of a partition, by its name; undefined for other tables, such as the default partition. */
export function monthNamed(table: string, name: string): Month | undefined {
  const [, year, month] = new RegExp(`^${table}_(\\d{4})_(\\d\\d)$`).exec(name) ?? [];
  return year === undefined ? undefined : monthOf(table, Number(year), Number(month) - 1);
}
