import type { Call } from '../testkit/server';

const JSON_TYPE = { 'content-type': 'application/json' };
const MEGABYTE = 1024 * 1024;

const deep = (levels: number, open: string, close: string): string => open.repeat(levels) + close.repeat(levels);

/** A malformed request, tried on every route. */
export interface MalformedRequest {
  name: string;
  /** Defaults to the route's method. */
  method?: string;
  call: Call;
  /** Appended to the route's URL. */
  suffix?: string;
  /** Replaces each path parameter. */
  parameter?: string;
  /** Read by what is the same for all routes of an API: tried on one of each method. */
  isReadBeforeRoutes?: boolean;
  /** Read by the router or the parser of bodies, which are the same for all routes: tried on one route of each method and resource. */
  isReadByRouterOrParser?: boolean;
  /** Read by lists and searches: of the routes that change something, one of each method and resource. */
  isReadByLists?: boolean;
}

const body = (name: string, text: string | Buffer, headers: Record<string, string> = JSON_TYPE): MalformedRequest => ({
  name,
  call: { body: text, headers },
});

const beforeRoutes = (request: MalformedRequest): MalformedRequest => ({ ...request, isReadBeforeRoutes: true });

const byRouterOrParser = (request: MalformedRequest): MalformedRequest => ({
  ...request,
  isReadByRouterOrParser: true,
});

const byLists = (request: MalformedRequest): MalformedRequest => ({ ...request, isReadByLists: true });

const field = (name: string, value: unknown): MalformedRequest[] => [
  { name: `${name} in every field`, call: { body: everyField(value) } },
];

/** Field names of this server's request bodies; each gets the same value. */
function everyField(value: unknown): Record<string, unknown> {
  const names = [
    ...['license_key', 'hardware_id', 'hardware_hash', 'machine_name', 'app_version', 'nonce', 'product', 'domain'],
    ...['username', 'password', 'name', 'kind', 'key', 'reference', 'version', 'released_at', 'download_url'],
    ...['expires_at', 'max_activations', 'features', 'allowed_ips', 'metadata', 'policy_overrides', 'count', 'state'],
    ...['user_email', 'system_fingerprint', 'license_id', 'fingerprint_hash', 'system_data', 'event_type', 'timestamp'],
    ...['duration_days', 'status', 'description', 'session_start', 'session_duration', 'platform'],
    ...['product_id', 'license_code', 'license_data', 'license_file', 'client_name', 'reference_id', 'version_id'],
    ...['product_reference_id', 'customer_id', 'parallel_uses', 'updates_until', 'domains', 'ips', 'is_valid'],
    ...['product_name', 'license_uses', 'licensed_ips', 'expiry_date', 'expiry_days', 'keyword', 'invoice_number'],
    ...['app_bundle_id', 'last_update', 'created_by', 'updated_by'],
    ...['type', 'identifier', 'resource_ids'],
    ...['url', 'events', 'format', 'secret', 'overlap_hours'],
    ...['city', 'contacts', 'emails', 'phones', 'revision', 'at', 'text', 'do', 'contact_name', 'contact_emails'],
    ...['email', 'role', 'days', 'session_token', 'current_version', 'current_password', 'new_password', 'key_format'],
  ];
  return Object.fromEntries(names.map((name) => [name, value]));
}

export const MALFORMED_REQUESTS: readonly MalformedRequest[] = [
  body('a list instead of an object', '[]'),
  byRouterOrParser(body('an empty body called JSON', '')),
  byRouterOrParser(body('white space called JSON', ' \r\n\t ')),
  byRouterOrParser(body('a list of things', '[1, {"a": 2}]')),
  byRouterOrParser(body('null', 'null')),
  byRouterOrParser(body('a number', '42')),
  byRouterOrParser(body('a text', '"text"')),
  byRouterOrParser(body('true', 'true')),
  byRouterOrParser(body('half an object', '{"license_key": "AB')),
  byRouterOrParser(body('JSON with more behind it', '{} {}')),
  byRouterOrParser(body('JSON with comments', '{ /* no */ }')),
  byRouterOrParser(body('an unquoted name', '{license_key: 1}')),
  byRouterOrParser(body('NaN', '{"max_activations": NaN}')),
  byRouterOrParser(body('a byte order mark', '\ufeff{}')),
  byRouterOrParser(body('bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]))),
  byRouterOrParser(body('UTF-16', Buffer.from('{"license_key":"A"}', 'utf16le'))),
  body('NUL escaped', '{"license_key": "A\\u0000B", "username": "a\\u0000", "name": "\\u0000"}'),
  byRouterOrParser(body('NUL in a name', '{"a\\u0000b": 1}')),
  body('half a surrogate pair', '{"license_key": "\\ud800", "name": "\\udfff"}'),
  beforeRoutes(body('lists 100,000 deep', deep(100_000, '[', ']'))),
  beforeRoutes(body('objects 100,000 deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)),
  body('lists deep in a field', `{"metadata": ${deep(64, '[', ']')}}`),
  beforeRoutes(body('50,000 fields', `{${Array.from({ length: 50_000 }, (_, index) => `"f${index}":1`).join(',')}}`)),
  byRouterOrParser(body('more than 1 MB', `{"license_key": "${'A'.repeat(MEGABYTE)}"}`)),
  byRouterOrParser(body('__proto__', '{"__proto__": {"isAdmin": true}}')),
  byRouterOrParser(body('__proto__ in a field', '{"metadata": {"__proto__": {"isAdmin": true}}}')),
  byRouterOrParser(body('constructor', '{"constructor": {"prototype": {"isAdmin": true}}}')),
  body('constructor as text', '{"hardware_id": {"constructor": "x"}, "metadata": {"constructor": 1}}'),
  body('a number beyond any range', '{"max_activations": 1e400, "count": 1e400, "days": -1e400}'),
  byRouterOrParser(body('the same name twice', '{"license_key": "A", "license_key": {"b": 1}}')),
  body('a form', 'license_key=A&hardware_id=B', { 'content-type': 'application/x-www-form-urlencoded' }),
  body('a form with brackets', 'a[b][c]=1&a[__proto__][x]=1', { 'content-type': 'application/x-www-form-urlencoded' }),
  byRouterOrParser(body('multipart without a boundary', 'nothing', { 'content-type': 'multipart/form-data' })),
  byRouterOrParser(
    body('multipart that ends early', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n', {
      'content-type': 'multipart/form-data; boundary=x',
    }),
  ),
  byRouterOrParser(body('XML', '<?xml version="1.0"?><a/>', { 'content-type': 'application/xml' })),
  byRouterOrParser(body('plain text', 'license_key', { 'content-type': 'text/plain' })),
  byRouterOrParser(body('no type at all', '{"license_key": "A"}', {})),
  byRouterOrParser(body('a nonsensical type', '{}', { 'content-type': 'nonsense;;;=' })),
  byRouterOrParser(body('an unknown charset', '{}', { 'content-type': 'application/json; charset=klingon' })),
  byRouterOrParser(body('a compressed body that is none', 'not gzip', { ...JSON_TYPE, 'content-encoding': 'gzip' })),
  ...field('null', null),
  ...field('an empty text', ''),
  // All of them together are less than a body may have, so that they are read.
  ...field('a long text', 'x'.repeat(500)),
  ...field('a negative number', -1),
  ...field('a fraction', 1.5),
  ...field('a huge number', 9_007_199_254_740_993),
  ...field('a list', []),
  ...field('an object', { $gt: '' }),
  ...field('SQL', `'; DROP TABLE licenses; --`),
  ...field('markup and control characters', '<script>\u0001\u202e</script>'),
  byLists({ name: 'negative pages', call: { query: { limit: '-1', after: '-1', page: '-1', per_page: '-1' } } }),
  byLists({
    name: 'pages that are no numbers',
    call: { query: { limit: 'NaN', after: '!', page: '1e9', per_page: '٣' } },
  }),
  byLists({
    name: 'huge pages',
    call: { query: { limit: '9'.repeat(40), after: 'A'.repeat(5_000), page: '9'.repeat(20) } },
  }),
  byLists({
    name: 'lists in the query',
    call: {},
    suffix: '?limit=1&limit=2&after=a&after=b&status[]=x&product[$ne]=1',
  }),
  byRouterOrParser({ name: 'bad percent-encoding in the query', call: {}, suffix: '?limit=%zz&product=%' }),
  byLists({ name: 'NUL in the query', call: {}, suffix: '?product=%00&name=a%00b' }),
  byLists({ name: 'invalid UTF-8 in the query', call: {}, suffix: '?product=%ff%fe&name=%c3' }),
  byLists({ name: 'a query of 8,000 characters', call: {}, suffix: `?product=${'a'.repeat(8_000)}` }),
  byRouterOrParser({ name: 'a slash too many', call: {}, suffix: '/' }),
  byRouterOrParser({ name: 'a path below', call: {}, suffix: '/../../etc/passwd' }),
  byRouterOrParser({ name: 'bad percent-encoding in the path', call: {}, suffix: '/%zz' }),
  { name: 'NUL in a parameter', call: {}, parameter: 'a%00b' },
  byRouterOrParser({ name: 'invalid UTF-8 in a parameter', call: {}, parameter: '%ff' }),
  byRouterOrParser({ name: 'a slash in a parameter', call: {}, parameter: 'a%2Fb' }),
  byRouterOrParser({ name: 'a dot as parameter', call: {}, parameter: '%2e%2e' }),
  byRouterOrParser({ name: 'a huge number as parameter', call: {}, parameter: '9'.repeat(60) }),
  { name: 'a number beyond 64 bits as parameter', call: {}, parameter: '9'.repeat(20) },
  byRouterOrParser({ name: 'a long parameter', call: {}, parameter: 'a'.repeat(2_000) }),
  { name: 'SQL as parameter', call: {}, parameter: encodeURIComponent(`' OR 1=1 --`) },
  byRouterOrParser({ name: 'the wrong method', method: 'PUT', call: { body: {} } }),
  byRouterOrParser({ name: 'another wrong method', method: 'DELETE', call: {} }),
  byRouterOrParser({ name: 'an odd method', method: 'PROPFIND', call: {} }),
  beforeRoutes({ name: 'a token that is none', call: { headers: { authorization: 'Bearer x.y.z' } } }),
  beforeRoutes({
    name: 'an odd credential',
    call: { headers: { authorization: 'Basic bm9ib2R5Og==', 'x-api-key': ' ' } },
  }),
  beforeRoutes({ name: 'a huge key', call: { headers: { 'x-api-key': 'k'.repeat(8_000) } } }),
  { name: 'an Idempotency-Key with spaces', call: { headers: { 'idempotency-key': 'a b', ...JSON_TYPE }, body: '{}' } },
  beforeRoutes({
    name: 'a forged proxy',
    call: { headers: { 'x-forwarded-for': '::::, 999.1.1.1', forwarded: 'for="_"' } },
  }),
  beforeRoutes({
    name: 'a wish for XML',
    call: { headers: { accept: 'application/xml', 'accept-encoding': 'nothing' } },
  }),
  byLists({ name: 'an odd range', call: { headers: { range: 'bytes=9-1,-0' } } }),
];

const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

const form = (name: string, ...values: string[]): MalformedRequest => {
  const fields = Object.keys(everyField(null)).flatMap((field) => values.map((value) => [field, value]));
  return body(`${name} in every field of a form`, new URLSearchParams(fields).toString(), FORM_TYPE);
};

/** Forms as a browser sends them, tried on every form of the console. */
export const MALFORMED_FORMS: readonly MalformedRequest[] = [
  form('an empty text', ''),
  form('NUL', 'a\u0000b'),
  form('a long text', 'x'.repeat(5_000)),
  form('a negative number', '-1'),
  form('a number beyond any range', '1e400'),
  form('a list', 'a', 'b'),
  form('markup and control characters', `<script>\u0001\u202e</script>'; DROP TABLE licenses; --`),
  byRouterOrParser(body('brackets', 'a[b][c]=1&a[__proto__][x]=1', FORM_TYPE)),
  byRouterOrParser(body('bad percent-encoding', 'name=%zz&key=%ff%fe', FORM_TYPE)),
];
