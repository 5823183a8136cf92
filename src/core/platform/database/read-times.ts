import { type CustomTypesConfig, types } from 'pg';

const { TIMESTAMPTZ, TIMESTAMP, DATE } = types.builtins;
const TIMES = new Set<number>([TIMESTAMPTZ, TIMESTAMP, DATE]);

type Parser = (text: string) => unknown;

/** Reads values like pg, but throws for a time that it cannot read, where pg returns null. */
export const STRICT_TYPES: CustomTypesConfig = {
  getTypeParser: (type: Parameters<typeof types.getTypeParser>[0], format: 'text' | 'binary' = 'text'): Parser => {
    const parse = types.getTypeParser(type, format) as Parser;
    return format === 'text' && TIMES.has(type) ? strictly(parse) : parse;
  },
};

function strictly(parse: Parser): Parser {
  return (text) => {
    const time = parse(text);
    if (time === null || (time instanceof Date && Number.isNaN(time.getTime()))) {
      throw new Error(`PostgreSQL sent a time that cannot be read: ${text}`);
    }
    return time;
  };
}
