const SECRET = /key|code|token|secret|password|signature|authorization|hash|credential|license$|e-?mail/i;
const SHOWN_END = 4;
const HIDDEN = '••••';
const LONGEST = 16_384;

/** A body or a query for people: values of fields that may be secrets are replaced, but for the end of long ones. */
export function blanked(text: string): string {
  return (withBlankedJson(text) ?? withBlankedFields(text)).slice(0, LONGEST);
}

/** A path with its query for people, without the license key that may be one of its segments. */
export function blankedPath(path: string, key = ''): string {
  const [segments = '', ...query] = path.split('?');
  // A key of half a character cannot be encoded.
  const written = [key, encodeURIComponent(Buffer.from(key).toString())];
  const shown = segments.split('/').map((segment) => (key !== '' && written.includes(segment) ? hidden(key) : segment));
  return blanked([shown.join('/'), ...query].join('?'));
}

function withBlankedJson(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value, (name, inner: unknown) =>
      SECRET.test(name) && (typeof inner === 'string' || typeof inner === 'number') ? hidden(String(inner)) : inner,
    );
  } catch {
    return undefined;
  }
}

/** Of forms, queries and XML. */
function withBlankedFields(text: string): string {
  return text.replace(/([\w.[\]-]+)(=|>)([^&<\s]*)/g, (whole, name: string, sign: string, value: string) =>
    SECRET.test(name) && value !== '' ? `${name}${sign}${hidden(value)}` : whole,
  );
}

function hidden(value: string): string {
  return value.length > 4 * SHOWN_END ? HIDDEN + value.slice(-SHOWN_END) : HIDDEN;
}
