const SECRET =
  /key|code|token|secret|password|signature|authorization|hash|credential|certificate|license$|license_data|license_file|lic_response|license_response|e-?mail/i;
/** Fields with the result of a request, such as `LICENSE_EXPIRED`, 404 or `site_inactive`, whose names may be those of secrets. */
const RESULTS: Readonly<Record<string, RegExp>> = {
  code: /^(?:\d{1,4}|[A-Z]+(?:_[A-Z]+)*)$/,
  error_code: /^\d{1,4}$/,
  status_code: /^(?:\d{1,4}|[A-Z]+(?:_[A-Z]+)*)$/,
  license:
    /^(?:valid|invalid|expired|disabled|inactive|site_inactive|deactivated|failed|invalid_item_id|item_name_mismatch)$/,
};
/** An address with a host, which may have tickets in its path and in its query. */
const ADDRESS = /https?:\/\/[^\s"'<>\\]+/gi;
/** Longer than the words in a path, and no UUID. */
const TICKET = /^(?![\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$)[\w.~%=+-]{24,}$/i;
const E_MAIL = /^[^\s@/]+@[^\s@/]+$/;
const SHOWN_END = 4;
const HIDDEN = '••••';
const LONGEST = 16_384;

/**
 * A body or a query for people: values of fields that may be secrets are replaced, but for the end of long ones.
 * @param key the license key of the request, which is hidden in all texts
 */
export function blanked(text: string, key = ''): string {
  return (withBlankedJson(text, key) ?? withoutKey(withoutTickets(withBlankedFields(text)), key)).slice(0, LONGEST);
}

/** A path with its query for people, without the license key that may be one of its segments. */
export function blankedPath(path: string, key = ''): string {
  const [segments = '', ...query] = path.split('?');
  // A key of half a character cannot be encoded.
  const written = [key, encodeURIComponent(Buffer.from(key).toString())];
  const shown = segments
    .split('/')
    .map((segment) => (key !== '' && written.includes(segment) ? hidden(key) : withoutTicket(segment)));
  return blanked([shown.join('/'), ...query].join('?'));
}

function withBlankedJson(text: string, key: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value, (name, inner: unknown) => {
      if (typeof inner !== 'string' && typeof inner !== 'number') {
        return inner;
      }
      const shown = String(inner);
      return isSecret(name, shown)
        ? hidden(shown)
        : typeof inner === 'string'
          ? withoutKey(withoutTickets(inner), key)
          : inner;
    });
  } catch {
    return undefined;
  }
}

function isSecret(name: string, value: string): boolean {
  const isResult = RESULTS[name.toLowerCase()]?.test(value) === true;
  return (SECRET.test(name) && !isResult) || E_MAIL.test(value);
}

function withoutKey(text: string, key: string): string {
  return key.length > SHOWN_END ? text.replaceAll(key, hidden(key)) : text;
}

/** Everybody can open such an address. */
function withoutTickets(text: string): string {
  return text.replace(ADDRESS, (address) => {
    const [path = '', ...query] = address.split('?');
    const shown = path
      .replace(/\/\/[^/@]*@/, `//${HIDDEN}@`)
      .split('/')
      .map(withoutTicket)
      .join('/');
    return [shown, ...query.map((fields) => fields.replace(/=[^&#]*/g, `=${HIDDEN}`))].join('?');
  });
}

function withoutTicket(segment: string): string {
  return TICKET.test(segment) ? HIDDEN : segment;
}

/** Blanks the fields of forms, queries and XML. */
function withBlankedFields(text: string): string {
  return withBlankedParts(text).replace(
    /([\w.[\]-]+)(=|>)([^&<\s]*)/g,
    (whole, name: string, sign: string, value: string) =>
      SECRET.test(name) && value !== '' ? `${name}${sign}${hidden(value)}` : whole,
  );
}

/** Blanks the secret fields of a form with files. */
function withBlankedParts(text: string): string {
  return text.replace(
    /(name="([^"]*)"\r?\n(?:[^\r\n]+\r?\n)*\r?\n)([^\r\n]+)/g,
    (whole, head: string, name: string, value: string) => (isSecret(name, value) ? head + hidden(value) : whole),
  );
}

/** The end of a long text, behind dots; the dots alone for a short one. */
export function hidden(value: string): string {
  return value.length > 4 * SHOWN_END ? HIDDEN + value.slice(-SHOWN_END) : HIDDEN;
}
