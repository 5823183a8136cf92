using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace Keyward.Internal
{
    /// <summary>Where a program runs, as its platform documents it.</summary>
    internal static class HostEnvironment
    {
        public const string Container = "container";

        /// <summary>Sandbox of desktop programs, which have the id of their host.</summary>
        private const string Sandbox = "flatpak";

        private static readonly string[] ContainerFiles =
        {
            "/.dockerenv", "/run/.containerenv", "/var/run/secrets/kubernetes.io/serviceaccount",
        };

        private static readonly Regex ContainerGroup = new Regex("/(?:docker|kubepods|libpod|lxc|ecs)[-./]");
        private static readonly Regex ContainerVariable = new Regex("(?:^|\0)container=([^\0]+)");
        private static readonly Regex Flags = new Regex(@"^flags\s*:", RegexOptions.Multiline);
        private static readonly Regex HypervisorFlag = new Regex(@"^flags\s*:.*\shypervisor\b", RegexOptions.Multiline);

        /// <summary>Vendors and products of SMBIOS.</summary>
        private static readonly Regex Virtual = new Regex(
            "^(?:qemu|standard pc|kvm|vmware|vmw|virtualbox|innotek|xen|hvm domu|bochs|bhyve|parallels|virtual machine|openstack|kubevirt"
                + "|google compute engine|apple virtualization|droplet|vserver|alibaba cloud ecs|rhev)",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

        /// <summary>Null where the platform says nothing.</summary>
        public static string Of(SystemReader system)
        {
            if (IsContainer(system))
            {
                return Container;
            }
            var isVirtual = IsVirtualMachine(system);
            return isVirtual == null ? null : isVirtual.Value ? "virtual_machine" : "physical";
        }

        /// <summary>
        /// Whether the machine id is of this container. Without an init of its own and without a mounted id, it is that of the image:
        /// each of its containers would be the same device.
        /// </summary>
        public static bool IsMachineIdOwn(SystemReader system, string path)
        {
            var isMounted = system.Text("/proc/self/mountinfo").Split('\n')
                .Select(line => line.Split(' '))
                .Any(mount => mount.Length > 4 && mount[4] == path);
            return isMounted || system.Exists("/run/systemd/system");
        }

        private static bool IsContainer(SystemReader system)
        {
            if (system.Variable("KUBERNETES_SERVICE_HOST").Length > 0)
            {
                return true;
            }
            if (!system.IsLinux)
            {
                return false;
            }
            if (ContainerFiles.Any(system.Exists))
            {
                return true;
            }
            var manager = ContainerManager(system);
            return (manager.Length > 0 && manager != Sandbox) || ContainerGroup.IsMatch(system.Text("/proc/1/cgroup"));
        }

        /// <summary>
        /// As systemd's container interface documents it; its file is for programs that may not read the variables of PID 1.
        /// </summary>
        private static string ContainerManager(SystemReader system)
        {
            foreach (var path in new[] { "/run/host/container-manager", "/run/systemd/container" })
            {
                var named = system.Text(path);
                if (named.Length > 0)
                {
                    return named;
                }
            }
            return ContainerVariable.Match(system.Text("/proc/1/environ")).Groups[1].Value;
        }

        private static bool? IsVirtualMachine(SystemReader system)
        {
            if (system.Name == "darwin")
            {
                var output = system.Output("/usr/sbin/sysctl", "-n kern.hv_vmm_present").Trim();
                return output.Length == 0 ? (bool?)null : output == "1";
            }
            if (system.Name == "win32")
            {
                const string Bios = @"HARDWARE\DESCRIPTION\System\BIOS";
                return IsVirtualHardware(system.Registry(Bios, "SystemManufacturer"), system.Registry(Bios, "SystemProductName"));
            }
            return system.IsLinux ? IsVirtualLinux(system) : null;
        }

        private static bool? IsVirtualLinux(SystemReader system)
        {
            if (system.Text("/proc/xen/capabilities").Contains("control_d"))
            {
                // The host of a Xen hypervisor sees it, too.
                return false;
            }
            var processor = system.Text("/proc/cpuinfo");
            if (system.Text("/sys/hypervisor/type").Length > 0 || HypervisorFlag.IsMatch(processor))
            {
                return true;
            }
            var isVirtual = IsVirtualHardware(
                system.Text("/sys/class/dmi/id/sys_vendor"), system.Text("/sys/class/dmi/id/product_name"));
            return isVirtual == null && Flags.IsMatch(processor) ? false : isVirtual;
        }

        private static bool? IsVirtualHardware(string maker, string model)
        {
            if (maker.Length == 0 && model.Length == 0)
            {
                return null;
            }
            var isCloud = maker == "Amazon EC2" && !model.Contains(".metal");
            return isCloud || Virtual.IsMatch(maker) || Virtual.IsMatch(model);
        }
    }
}
