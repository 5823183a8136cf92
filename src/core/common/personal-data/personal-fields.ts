/** Fields that name a person, tell where one is or lead to a page that does, wherever they stand. */
const PERSONAL =
  /e_?mail|phone|address|user_agent|^ip(?:_?address)?s?$|^ipAddress$|^(?:full|first|last|user|customer|billing|shipping|business|individual|card_holder|customer_business)_name$|^(?:buyer|company|customer_note|ip_country)$|^shipping_information\[|(?:invoice|receipt)(?:_url|Url|_pdf)$|^receipt$/;

/** Objects about a person, of which nothing but identifiers is kept. */
const PERSONS =
  /^(?:customer|customer_details|buyer|user|billing|shipping|contact|recipient)(?:_details)?$|address|^customer_shipping$|^evidence$/;
const KEPT = /^(?:id|.*_id|object|type|currency|status)$/;

/** A copy of an event without names and addresses: null stands in for them. */
export function withoutPersonalFields<T>(value: T): T {
  return blanked(value, false) as T;
}

function blanked(value: unknown, isPerson: boolean): unknown {
  if (Array.isArray(value)) {
    return value.map((one) => blanked(one, isPerson));
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) {
    return isPerson ? null : value;
  }
  // The name of a product does not stand beside an e-mail address.
  const isNamed = Object.hasOwn(value, 'email');
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [
      field,
      blankedField(field, inner, isPerson || (isNamed && field === 'name')),
    ]),
  );
}

function blankedField(field: string, value: unknown, isPerson: boolean): unknown {
  const isObject = typeof value === 'object' && value !== null;
  if (isObject) {
    return blanked(value, isPerson || PERSONS.test(field));
  }
  return (isPerson && !KEPT.test(field)) || PERSONAL.test(field) ? null : value;
}
