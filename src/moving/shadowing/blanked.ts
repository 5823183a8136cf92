const SECRET =
  /key|code|token|secret|password|signature|authorization|hash|credential|certificate|license$|license_data|license_file|lic_response|e-?mail/i;
/** The result of a request, such as `LICENSE_EXPIRED` or 404, in a field whose name may be that of a secret. */
const RESULT = /^(?:\d{1,4}|[A-Z]+(?:_[A-Z]+)*)$/;
const E_MAIL = /^[^\s@]+@[^\s@]+$/;
const SHOWN_END = 4;
const HIDDEN = '••••';
const LONGEST = 16_384;

/**
 * A body or a query for people: values of fields that may be secrets are replaced, but for the end of long ones.
 * @param key the license key of the request, which is hidden in all texts
 */
export function blanked(text: string, key = ''): string {
  return (withBlankedJson(text, key) ?? withoutKey(withBlankedFields(text), key)).slice(0, LONGEST);
}

/** A path with its query for people, without the license key that may be one of its segments. */
export function blankedPath(path: string, key = ''): string {
  const [segments = '', ...query] = path.split('?');
  // A key of half a character cannot be encoded.
  const written = [key, encodeURIComponent(Buffer.from(key).toString())];
  const shown = segments.split('/').map((segment) => (key !== '' && written.includes(segment) ? hidden(key) : segment));
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
      return isSecret(name, shown) ? hidden(shown) : typeof inner === 'string' ? withoutKey(inner, key) : inner;
    });
  } catch {
    return undefined;
  }
}

function isSecret(name: string, value: string): boolean {
  const isResult = name.toLowerCase() === 'code' && RESULT.test(value);
  return (SECRET.test(name) && !isResult) || E_MAIL.test(value);
}

function withoutKey(text: string, key: string): string {
  return key.length > SHOWN_END ? text.replaceAll(key, hidden(key)) : text;
}

/** Of forms, queries and XML. */
function withBlankedFields(text: string): string {
  return text.replace(/([\w.[\]-]+)(=|>)([^&<\s]*)/g, (whole, name: string, sign: string, value: string) =>
    SECRET.test(name) && value !== '' ? `${name}${sign}${hidden(value)}` : whole,
  );
}

/** The end of a long text, behind dots; the dots alone for a short one. */
export function hidden(value: string): string {
  return value.length > 4 * SHOWN_END ? HIDDEN + value.slice(-SHOWN_END) : HIDDEN;
}
