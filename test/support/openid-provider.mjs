// An OpenID provider on a free port of this machine: the real oidc-provider, without a page to sign in. The next sign-in is
// set by `POST /test/next`, and changes of ID tokens by `POST /test/tamper`. It prints its issuer once it listens.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(new URL('../../tools/package.json', import.meta.url));
const { Provider } = await import(pathToFileURL(require.resolve('oidc-provider')));
const { decodeJwt, exportJWK, generateKeyPair, SignJWT } = await import('jose');

const { privateKey } = await generateKeyPair('RS256', { extractable: true });
const jwk = { ...(await exportJWK(privateKey)), kid: 'test', use: 'sig', alg: 'RS256' };
const { CLIENT_ID: clientId, CLIENT_SECRET: secret, PUBLIC_URL: publicUrl } = process.env;

/** The user that signs in next: `sub`, the claims, and `amr`. */
let next = { sub: 'nobody' };
/** Claims that replace those of the next ID token, which is signed again. */
let tamper;
let backChannel;
const users = new Map();

const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: clientId,
      client_secret: secret,
      redirect_uris: [`${publicUrl}/login/oidc/callback`],
      post_logout_redirect_uris: [`${publicUrl}/login`],
      backchannel_logout_session_required: true,
      backchannel_logout_uri: 'http://127.0.0.1:9/',
    },
  ],
  jwks: { keys: [jwk] },
  cookies: { keys: ['a key for cookies'] },
  conformIdTokenClaims: false,
  claims: {
    openid: ['sub', 'groups', 'sid', 'amr'],
    profile: ['preferred_username'],
    email: ['email', 'email_verified'],
  },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      // The page that asks: a script of the test answers yes.
      logoutSource: (ctx, form) => void (ctx.body = `<!DOCTYPE html>${form}`),
    },
  },
  fetch: (url, options) => fetch(backChannel ?? url, { ...options, dispatcher: undefined }),
  interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
  findAccount: (_ctx, sub) => ({
    accountId: sub,
    claims: () => ({ sub, ...users.get(sub) }),
  }),
  loadExistingGrant: async ({ oidc }) => {
    const { Grant } = oidc.provider;
    const grant = new Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid profile email');
    await grant.save();
    return grant;
  },
});
provider.on('server_error', (_ctx, error) => console.error(error));

provider.use(async (ctx, proceed) => {
  await proceed();
  if (ctx.path === '/token' && tamper && ctx.body?.id_token) {
    const { claims, header, key } = tamper;
    tamper = undefined;
    const signer = key === 'other' ? (await generateKeyPair('RS256')).privateKey : privateKey;
    ctx.body.id_token = await sign({ ...decodeJwt(ctx.body.id_token), ...claims }, signer, header);
  }
});

function sign(claims, key = privateKey, header = {}) {
  const defined = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null));
  return new SignJWT(defined).setProtectedHeader({ alg: 'RS256', kid: 'test', ...header }).sign(key);
}

const CONTROLS = {
  '/test/next': (body) => {
    next = body;
  },
  '/test/tamper': (body) => {
    tamper = body;
  },
  '/test/back-channel': ({ url }) => {
    backChannel = url;
  },
  '/test/sign': ({ claims, header, other }) =>
    (other ? generateKeyPair('RS256') : Promise.resolve({ privateKey })).then((pair) =>
      sign(claims, pair.privateKey, header),
    ),
};

async function control(request, response) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const result = await CONTROLS[request.url](JSON.parse(Buffer.concat(chunks).toString()));
  response.end(result ?? '');
}

async function interact(request, response) {
  const { sub, amr, refuse, ...claims } = next;
  users.set(sub, { ...claims });
  const result = refuse
    ? { error: 'access_denied', error_description: 'secret detail' }
    : { login: { accountId: sub, amr } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const callback = provider.callback();
server.on('request', (request, response) => {
  const handle = CONTROLS[request.url] ? control : request.url.startsWith('/interaction/') ? interact : callback;
  Promise.resolve(handle(request, response)).catch((error) => {
    console.error(error);
    response.statusCode = 500;
    response.end(String(error));
  });
});
console.log(issuer);
