import { EVERYBODY } from '../support/callers-of-operations';
import type { ApiContract } from '../support/contracts';
import { activate, issued } from '../testkit/issue';
import type { OperationCall, PreparedWorld } from '../support/prepared-world';

const form = (license_key: string, instance_name: string) => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({ license_key, instance_name }).toString(),
});

const issuedForm = async ({ server }: PreparedWorld) => form((await issued(server)).key, 'desk');

const activatedForm = async ({ server }: PreparedWorld) => {
  const { key } = await issued(server);
  await activate(server, key, 'desk');
  return form(key, 'desk');
};

const bad = () => form('', '');

const calls: Record<string, OperationCall> = {
  activateInstance: { good: issuedForm, bad },
  validateInstance: { good: activatedForm, bad },
  deactivateInstance: { good: activatedForm, bad },
};

const callers: Record<string, string> = {
  activateInstance: EVERYBODY,
  validateInstance: EVERYBODY,
  deactivateInstance: EVERYBODY,
};

const endpoints = ['POST /v1/instances/activate', 'POST /v1/instances/validate', 'POST /v1/instances/deactivate'];

/** Of an API that only tests have: `test/form-only`. */
export const contract: ApiContract = { calls, callers, endpoints };
