import type { VerificationScope } from '../../rules/assessment';
import { hashedComponents } from '../../../licenses/activations/components';
import type { Device } from '../../../licenses/activations/device';
import { fingerprintOf } from '../../../licenses/activations/fingerprint';
import { normalizeDomain } from '../../../licenses/domains/domains';
import { isLocalDomain } from '../../../licenses/domains/local-domain';
import { identifierOf } from '../../../licenses/licenses/license-user.entity';
import type { DeviceCallDto, UserCallDto, ValidateLicenseDto } from './client-call.dto';

interface DeviceFields extends Pick<
  DeviceCallDto,
  'app_version' | 'components' | 'environment' | 'cores' | 'memory_mb' | 'disk_gb' | 'domain'
> {
  readonly hardware_id: string | Record<string, unknown>;
  readonly machine_name?: string;
}

export function deviceIn(input: DeviceFields): Device {
  const { hardware_id, machine_name, app_version, components, environment, cores, memory_mb, disk_gb, domain } = input;
  const fingerprint = fingerprintOf(hardware_id);
  const parts = hashedComponents(components);
  return {
    fingerprint,
    ...(domain !== undefined && normalizeDomain(domain) === fingerprint && asDomain(fingerprint)),
    name: machine_name,
    appVersion: app_version,
    data: typeof hardware_id === 'string' ? undefined : hardware_id,
    components: parts?.hashes,
    componentNames: parts?.names,
    environment,
    cores,
    memoryMb: memory_mb,
    diskGb: disk_gb,
  };
}

/** A program that names itself by its domain alone. */
function asDomain(domain: string): Pick<Device, 'kind' | 'isLocalDomain'> {
  return { kind: 'domain', isLocalDomain: isLocalDomain(domain) };
}

/** The device that a call names; undefined if it names none. */
export function optionalDeviceIn(input: Partial<DeviceFields>): Device | undefined {
  const { hardware_id } = input;
  return hardware_id === undefined ? undefined : deviceIn({ ...input, hardware_id });
}

type ScopeFields = UserCallDto & Pick<DeviceCallDto, 'policy' | 'group' | 'customer' | 'checksum'>;

export function scopeIn(input: ScopeFields): VerificationScope {
  const { activation_id, app_version, platform, channel, product, client_name, domain, user } = input;
  const { policy, group, customer, checksum } = input;
  return {
    activationId: activation_id === undefined ? undefined : Number(activation_id.slice('act_'.length)),
    product,
    clientName: client_name,
    domain,
    version: app_version,
    user: userIn(user),
    platform,
    channel,
    policy,
    group,
    customer,
    checksum: checksum?.toLowerCase(),
  };
}

/** The identifier of the user that a request names, in its normal form; undefined if it names none. */
export function userIn(user: string | undefined): string | undefined {
  return user === undefined ? undefined : identifierOf(user);
}

export function validationScope(input: ValidateLicenseDto): VerificationScope {
  return { ...scopeIn(input), entitlements: input.entitlements, currentUsers: input.current_users };
}
