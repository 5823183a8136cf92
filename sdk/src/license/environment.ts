import type { Environment } from '../generated/native';
import { outputOf, type Platform, registryValues, textOf, thisPlatform } from './platform';

/** Sandboxes of desktop programs: they have the id of their host. */
const SANDBOXES = ['flatpak'];
const CONTAINER_FILES = ['/.dockerenv', '/run/.containerenv', '/var/run/secrets/kubernetes.io/serviceaccount'];
const CONTAINER_GROUP = /\/(?:docker|kubepods|libpod|lxc|ecs)[-./]/;
/** Vendors and products of SMBIOS. */
const VIRTUAL =
  /^(?:qemu|standard pc|kvm|vmware|vmw|virtualbox|innotek|xen|hvm domu|bochs|bhyve|parallels|virtual machine|openstack|kubevirt|google compute engine|apple virtualization|droplet|vserver|alibaba cloud ecs|rhev)/i;
const BIOS = 'HKLM\\HARDWARE\\DESCRIPTION\\System\\BIOS';

let ofThisPlatform: Promise<Environment | undefined> | undefined;

/** Environment of this program, as its platform documents it; undefined in browsers, and where the platform says nothing. */
export function thisEnvironment(): Promise<Environment | undefined> {
  ofThisPlatform ??= environmentOf(thisPlatform());
  return ofThisPlatform;
}

export async function environmentOf(platform: Platform): Promise<Environment | undefined> {
  if (await isContainer(platform)) {
    return 'container';
  }
  const isVirtual = await isVirtualMachine(platform);
  return isVirtual === undefined ? undefined : isVirtual ? 'virtual_machine' : 'physical';
}

/**
 * Whether the machine id is of this container. Without an init of its own and without a mounted id, it is that of the image: each of
 * its containers would be the same device.
 */
export async function isMachineIdOwn(platform: Platform, path: string): Promise<boolean> {
  const [hasInit, mounts] = await Promise.all([
    platform.exists('/run/systemd/system'),
    textOf(platform, '/proc/self/mountinfo'),
  ]);
  return hasInit || mounts.split('\n').some((line) => line.split(' ')[4] === path);
}

async function isContainer(platform: Platform): Promise<boolean> {
  const { name, variables } = platform;
  if (variables.KUBERNETES_SERVICE_HOST) {
    return true;
  }
  if (name !== 'linux') {
    return false;
  }
  const [marks, manager, groups] = await Promise.all([
    Promise.all(CONTAINER_FILES.map((path) => platform.exists(path))),
    containerManager(platform),
    textOf(platform, '/proc/1/cgroup'),
  ]);
  return marks.includes(true) || (manager !== '' && !SANDBOXES.includes(manager)) || CONTAINER_GROUP.test(groups);
}

/** As systemd's container interface documents it; its file is for programs that may not read the variables of PID 1. */
async function containerManager(platform: Platform): Promise<string> {
  const [named, copied, variables] = await Promise.all([
    textOf(platform, '/run/host/container-manager'),
    textOf(platform, '/run/systemd/container'),
    textOf(platform, '/proc/1/environ'),
  ]);
  return named || copied || (/(?:^|\0)container=([^\0]+)/.exec(variables)?.[1] ?? '');
}

/** Undefined if the platform says nothing. */
async function isVirtualMachine(platform: Platform): Promise<boolean | undefined> {
  if (platform.name === 'darwin') {
    const output = await outputOf(platform, '/usr/sbin/sysctl', ['-n', 'kern.hv_vmm_present']);
    return output === '' ? undefined : output.trim() === '1';
  }
  if (platform.name === 'win32') {
    const values = await registryValues(platform, BIOS);
    return isVirtualHardware(values.get('SystemManufacturer') ?? '', values.get('SystemProductName') ?? '');
  }
  return platform.name === 'linux' ? isVirtualLinux(platform) : undefined;
}

async function isVirtualLinux(platform: Platform): Promise<boolean | undefined> {
  const [vendor, product, hypervisor, xen, processor] = await Promise.all(
    [
      '/sys/class/dmi/id/sys_vendor',
      '/sys/class/dmi/id/product_name',
      '/sys/hypervisor/type',
      '/proc/xen/capabilities',
      '/proc/cpuinfo',
    ].map((path) => textOf(platform, path)),
  );
  if (xen?.includes('control_d')) {
    // The host of a Xen hypervisor sees it, too.
    return false;
  }
  if (hypervisor || /^flags\s*:.*\shypervisor\b/m.test(processor ?? '')) {
    return true;
  }
  const isPhysical = /^flags\s*:/m.test(processor ?? '') ? false : undefined;
  return isVirtualHardware(vendor ?? '', product ?? '') ?? isPhysical;
}

function isVirtualHardware(vendor: string, product: string): boolean | undefined {
  if (vendor === '' && product === '') {
    return undefined;
  }
  const isCloud = vendor === 'Amazon EC2' && !product.includes('.metal');
  return isCloud || VIRTUAL.test(vendor) || VIRTUAL.test(product);
}
