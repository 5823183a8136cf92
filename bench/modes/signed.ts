import { heartbeatCall, signedCall, validateCall } from '../calls';
import { Keyward } from '../keyward';
import type { Call } from '../load';
import { printTable } from '../report';
import { figuresOf, measure } from '../rounds';
import { seed, settle } from '../seed';
import { callsOf, keywardLog, type Variant } from '../variants';
import type { Bench } from './mode';

/** Calls with a signed answer, by either algorithm, beside those without, which must not pay for it: see `--before`. */
export async function signed(bench: Bench): Promise<void> {
  const { options, report } = bench;
  const { licenses, before } = options;
  const keyward = await seeded(bench, 'keyward');
  const es256 = await seeded(bench, 'es256');
  await signWithEs256(es256);
  const former = before === undefined ? undefined : await seeded(bench, 'before', before);

  const signedValidate = (number: number) => signedCall(validateCall(number));
  const signedHeartbeat = (number: number) => signedCall(heartbeatCall(number));
  const variants: Variant[] = [
    ...(former ? [variantOf(former, licenses, 'validate_before', 'validate, before', validateCall)] : []),
    variantOf(keyward, licenses, 'validate', 'validate', validateCall),
    variantOf(keyward, licenses, 'validate_signed', 'validate, signed', signedValidate),
    variantOf(es256, licenses, 'validate_es256', 'validate, signed with ES256', signedValidate),
    ...(former ? [variantOf(former, licenses, 'heartbeat_before', 'heartbeat, before', heartbeatCall)] : []),
    variantOf(keyward, licenses, 'heartbeat', 'heartbeat', heartbeatCall),
    variantOf(keyward, licenses, 'heartbeat_signed', 'heartbeat, signed', signedHeartbeat),
  ];
  const references = ['validate_before', 'validate', 'heartbeat_before', 'heartbeat'];
  const figures = figuresOf(await measure(variants, options), references);
  printTable(variants.map(({ name, label }) => ({ variant: label, ...figures[name] })));
  report.write({ signed: { ...report.conditions, licenses, by_variant: figures } });
}

async function seeded({ options, database, cleanup }: Bench, name: string, project?: string): Promise<Keyward> {
  const keyward = await Keyward.start(database, name, cleanup, { project });
  await seed(keyward.pool, { licenses: options.licenses });
  await settle(keyward.pool);
  return keyward;
}

async function signWithEs256(keyward: Keyward): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await keyward.logIn()}` };
  for (const [method, path, body] of [
    ['POST', '/api/v1/signing-keys', { alg: 'ES256' }],
    ['PATCH', '/api/v1/settings', { 'signing.alg': 'ES256' }],
  ] as const) {
    const answer = await fetch(`${keyward.url}${path}`, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) {
      throw new Error(`${method} ${path} was refused: ${answer.status}`);
    }
  }
}

function variantOf(
  keyward: Keyward,
  licenses: number,
  name: string,
  label: string,
  call: (number: number) => Call,
): Variant {
  const { url } = keyward;
  return { name, label, url, log: keywardLog(keyward), cpu: () => keyward.process.cpu, calls: callsOf(licenses, call) };
}
