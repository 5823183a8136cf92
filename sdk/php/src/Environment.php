<?php

declare(strict_types=1);

namespace Keyward;

/** Where a program runs, as its platform documents it. */
final class Environment
{
    public const CONTAINER = 'container';
    public const ALL = ['physical', 'virtual_machine', self::CONTAINER, 'development'];

    private const CONTAINER_FILES = ['/.dockerenv', '/run/.containerenv', '/var/run/secrets/kubernetes.io/serviceaccount'];
    private const CONTAINER_GROUP = '#/(?:docker|kubepods|libpod|lxc|ecs)[-./]#';
    /** Sandboxes of desktop programs: they have the id of their host. */
    private const SANDBOXES = ['', 'flatpak'];
    /** Vendors and products of SMBIOS. */
    private const VIRTUAL = '/^(?:qemu|standard pc|kvm|vmware|vmw|virtualbox|innotek|xen|hvm domu|bochs|bhyve|parallels|virtual machine'
        . '|openstack|kubevirt|google compute engine|apple virtualization|droplet|vserver|alibaba cloud ecs|rhev)/i';
    private const BIOS = 'HARDWARE\DESCRIPTION\System\BIOS';

    /** One of `ALL`; null where the platform says nothing. */
    public static function of(System $system): ?string
    {
        if (self::isContainer($system)) {
            return self::CONTAINER;
        }
        $isVirtual = self::isVirtualMachine($system);

        return $isVirtual === null ? null : ($isVirtual ? 'virtual_machine' : 'physical');
    }

    public static function isContainer(System $system): bool
    {
        if ($system->variable('KUBERNETES_SERVICE_HOST') !== '') {
            return true;
        }
        if ($system->name() !== 'Linux') {
            return false;
        }

        return array_filter(self::CONTAINER_FILES, [$system, 'exists']) !== []
            || !in_array(self::containerManager($system), self::SANDBOXES, true)
            || preg_match(self::CONTAINER_GROUP, $system->text('/proc/1/cgroup')) === 1;
    }

    /**
     * Whether the machine id is of this container. Without an init of its own and without a mounted id, it is that of the image: each
     * of its containers would be the same device.
     */
    public static function isMachineIdOwn(System $system, string $path): bool
    {
        $isMount = static fn (string $line): bool => (explode(' ', $line)[4] ?? '') === $path;

        return $system->exists('/run/systemd/system')
            || array_filter(explode("\n", $system->text('/proc/self/mountinfo')), $isMount) !== [];
    }

    /** As systemd's container interface documents it; its file is for programs that may not read the variables of PID 1. */
    private static function containerManager(System $system): string
    {
        $named = $system->text('/run/host/container-manager') ?: $system->text('/run/systemd/container');
        preg_match('/(?:^|\0)container=([^\0]+)/', $system->text('/proc/1/environ'), $found);

        return $named ?: $found[1] ?? '';
    }

    private static function isVirtualMachine(System $system): ?bool
    {
        switch ($system->name()) {
            case 'Darwin':
                $output = trim($system->output('/usr/sbin/sysctl -n kern.hv_vmm_present'));

                return $output === '' ? null : $output === '1';
            case 'Windows':
                $values = $system->registry(self::BIOS);

                return self::isVirtualHardware($values['SystemManufacturer'] ?? '', $values['SystemProductName'] ?? '');
            case 'Linux':
                return self::isVirtualLinux($system);
            default:
                return null;
        }
    }

    private static function isVirtualLinux(System $system): ?bool
    {
        if (strpos($system->text('/proc/xen/capabilities'), 'control_d') !== false) {
            // The host of a Xen hypervisor sees it, too.
            return false;
        }
        $processor = $system->text('/proc/cpuinfo');
        if ($system->text('/sys/hypervisor/type') !== '' || preg_match('/^flags\s*:.*\shypervisor\b/m', $processor) === 1) {
            return true;
        }
        $isPhysical = preg_match('/^flags\s*:/m', $processor) === 1 ? false : null;
        $vendor = $system->text('/sys/class/dmi/id/sys_vendor');

        return self::isVirtualHardware($vendor, $system->text('/sys/class/dmi/id/product_name')) ?? $isPhysical;
    }

    private static function isVirtualHardware(string $vendor, string $product): ?bool
    {
        if ($vendor === '' && $product === '') {
            return null;
        }
        $isCloud = $vendor === 'Amazon EC2' && strpos($product, '.metal') === false;

        return $isCloud || preg_match(self::VIRTUAL, $vendor) === 1 || preg_match(self::VIRTUAL, $product) === 1;
    }
}
