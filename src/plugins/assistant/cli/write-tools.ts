import type {
  ChangeReason,
  CreateCustomerBody,
  DeactivateActivationQuery,
  ExtendLicenseBody,
  IssueLicenseBody,
  Keyward,
  License,
} from '#sdk';
import type { WithId } from './read-tools';
import { type Tool, tool } from './tool';

type StateChange = ChangeReason & WithId;

/** Every change takes a `reason`, which the audit trail keeps. */
export const WRITE_TOOLS: readonly Tool[] = [
  tool<IssueLicenseBody>({
    name: 'issue_license',
    title: 'Issue a license',
    advice:
      'What is left out comes from the policy. The key in the result is shortened unless the server was started with --show-keys.',
    operation: 'issueLicense',
    inputs: [
      ...['product', 'policy', 'customer_id', 'group', 'type', 'starts_at', 'expires_at', 'duration_days'],
      ...[
        'duration_months',
        'updates_until',
        'support_until',
        'max_activations',
        'max_users',
        'max_sessions',
        'entitlements',
      ],
      ...['restricted_to_email', 'allowed_domains', 'description', 'metadata', 'reason', 'reference'],
    ],
    change: 'adds',
    call: (keyward, input) => keyward.licenses.issue(input),
  }),
  tool<CreateCustomerBody>({
    name: 'create_customer',
    title: 'Create a customer',
    operation: 'createCustomer',
    inputs: ['name', 'reference', 'email', 'company', 'phone', 'notes', 'group', 'metadata', 'reason'],
    change: 'adds',
    call: (keyward, input) => keyward.customers.create(input),
  }),
  tool<ExtendLicenseBody & WithId>({
    name: 'extend_license',
    title: 'Extend or renew a license',
    operation: 'extendLicense',
    change: 'adds',
    call: (keyward, { id, ...input }) => keyward.licenses.extend(id, input),
  }),
  tool<StateChange>({
    name: 'check_in_license',
    title: 'Check a license in',
    operation: 'checkInLicense',
    change: 'adds',
    call: (keyward, { id, ...input }) => keyward.licenses.checkIn(id, input),
  }),
  stateTool('disable', 'Suspend a license', 'takes', 'Reversible with `enable_license`.'),
  stateTool('enable', 'Enable a suspended license', 'adds'),
  stateTool('block', 'Block a license', 'takes', 'Reversible with `unblock_license`.'),
  stateTool('unblock', 'Unblock a license', 'adds'),
  stateTool('revoke', 'Revoke a license', 'takes', 'Only after a person has confirmed it.'),
  tool<DeactivateActivationQuery & WithId>({
    name: 'free_seat',
    title: 'Free the seat of a device or domain',
    advice: '`id` is that of the activation.',
    operation: 'deactivateActivation',
    change: 'takes',
    call: (keyward, { id, ...query }) => keyward.activations.deactivate(id, query),
  }),
];

type StateVerb = 'disable' | 'enable' | 'block' | 'unblock' | 'revoke';

function stateTool(verb: StateVerb, title: string, change: 'adds' | 'takes', advice?: string): Tool {
  return tool<StateChange>({
    name: `${verb}_license`,
    title,
    advice,
    operation: `${verb}License`,
    change,
    call: (keyward: Keyward, { id, ...input }): PromiseLike<License> => keyward.licenses[verb](id, input),
  });
}
