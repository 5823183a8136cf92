const SETTINGS = {
  'portal.enabled': true,
  'portal.claims': 'with_approval',
  // No mail is sent: nobody listens there.
  'mail.smtp_url': 'smtp://127.0.0.1:9',
  'mail.from': 'licenses@example.com',
};
const EMAIL = 'customer@example.com';

/** Turns the portal of a trial server on, and signs in a customer who has a license with a device. Returns the cookie. */
export async function signedInCustomer(url, token) {
  const call = async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    }
    return answer.json();
  };
  await call('PATCH', '/settings', SETTINGS);
  const { id } = await call('POST', '/customers', { name: 'Customer', email: EMAIL });
  const { key } = await call('POST', '/licenses', { product: 'v2-default', customer_id: id, max_activations: 3 });
  await call('POST', '/activate', { license_key: key, hardware_id: 'device-of-the-customer' });
  const { url: link } = await call('POST', '/portal/sessions', { customer: EMAIL });
  const signedIn = await fetch(`${url}/portal/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: url },
    body: new URL(link).searchParams,
    redirect: 'manual',
  });
  return signedIn.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}
