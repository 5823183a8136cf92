import { InvalidRequest, RequestValidationPipe } from '../../../core/common';
import { EddVersionCallDto } from './dto/version.dto';

const MAX_PRODUCTS = 20;
const FIELD = 'products';
/** A field of a form or a query: `products[slug][item_id]`. */
const NAME = /^products\[([^\]]{1,255})\]\[(\w{1,64})\]$/;

type Fields = Readonly<Record<string, unknown>>;

const validation = new RequestValidationPipe();

/** The plugins that one request names, by their slugs, as a form or as JSON; undefined if it names one alone. */
export async function productsIn(input: unknown): Promise<ReadonlyMap<string, EddVersionCallDto> | undefined> {
  const sent = sentIn(fieldsOf(input));
  if (sent.size > MAX_PRODUCTS) {
    const message = `${FIELD} may have at most ${MAX_PRODUCTS} entries`;
    throw new InvalidRequest([{ field: FIELD, reason: 'max_size', message }]);
  }
  const calls = new Map<string, EddVersionCallDto>();
  for (const [slug, fields] of sent) {
    const call = await validation.transform(fields, { type: 'body', metatype: EddVersionCallDto });
    calls.set(slug, call as EddVersionCallDto);
  }
  return calls.size === 0 ? undefined : calls;
}

function sentIn(input: Fields): ReadonlyMap<string, Fields> {
  const asJson = Object.entries(fieldsOf(input[FIELD]));
  if (asJson.length > 0) {
    return new Map(asJson.map(([slug, fields]) => [slug, fieldsOf(fields)]));
  }
  const asForm = new Map<string, Fields>();
  for (const [name, value] of Object.entries(input)) {
    const [, slug, field] = NAME.exec(name) ?? [];
    if (slug !== undefined && field !== undefined) {
      asForm.set(slug, { ...asForm.get(slug), [field]: value });
    }
  }
  return asForm;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
