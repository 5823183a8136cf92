using System;
using System.Text.RegularExpressions;

namespace Keyward.Internal
{
    /// <summary>This device, named by the id of its system. The id itself never leaves the device.</summary>
    internal sealed class Device
    {
        public const string ContainerAdvice =
            "This container has no id of its own: each new one takes another seat unless its store is kept. Give Device, or mount the "
            + "host's /etc/machine-id";

        private static readonly Regex MachineId = new Regex(@"^([0-9A-Fa-f-]{32,36})\z");
        private static readonly Regex PlatformUuid = new Regex("\"IOPlatformUUID\"\\s*=\\s*\"([^\"]+)\"");

        private Device(string fingerprint, string environment, string remembered, bool isContainerWithoutId)
        {
            Fingerprint = fingerprint;
            Environment = environment;
            Remembered = remembered;
            IsContainerWithoutId = isContainerWithoutId;
        }

        public string Fingerprint { get; }

        /// <summary>Null if the platform does not say.</summary>
        public string Environment { get; }

        /// <summary>Random id to keep in the store.</summary>
        public string Remembered { get; }

        public bool IsContainerWithoutId { get; }

        /// <summary>
        /// Without a name, its fingerprint is the base64url of the SHA-256 of product, NUL and id: <c>/etc/machine-id</c> or
        /// <c>/var/lib/dbus/machine-id</c> on Linux and BSD, IOPlatformUUID on macOS, MachineGuid on Windows; a random id in the store
        /// where the system has none, and in containers that have that of their image.
        /// </summary>
        public static Device Of(LicenseOptions options, string remembered)
        {
            var system = options.System;
            var environment = HostEnvironment.Of(system);
            if (options.TrimmedDevice != null)
            {
                return new Device(options.TrimmedDevice, environment, remembered, false);
            }
            var isContainer = environment == HostEnvironment.Container;
            var id = SystemId(system, isContainer);
            var kept = id != null || remembered != null ? remembered : Guid.NewGuid().ToString();
            return new Device(FingerprintOf(options.Product, id ?? kept), environment, kept, isContainer && id == null);
        }

        public static string FingerprintOf(string product, string id) =>
            Codec.Base64Url(Codec.Sha256(Codec.Utf8(product + "\0" + id)));

        private static string SystemId(SystemReader system, bool isContainer)
        {
            if (system.Name == "win32")
            {
                var guid = system.Registry(@"SOFTWARE\Microsoft\Cryptography", "MachineGuid");
                return guid.Length == 0 || isContainer ? null : guid.ToLowerInvariant();
            }
            if (system.Name == "darwin")
            {
                return IdIn(PlatformUuid, system.Output("/usr/sbin/ioreg", "-rd1 -c IOPlatformExpertDevice"));
            }
            foreach (var path in new[] { "/etc/machine-id", "/var/lib/dbus/machine-id" })
            {
                // systemd writes "uninitialized" during the first start.
                var found = IdIn(MachineId, system.Text(path));
                if (found != null && (!isContainer || HostEnvironment.IsMachineIdOwn(system, path)))
                {
                    return found;
                }
            }
            return null;
        }

        private static string IdIn(Regex pattern, string text)
        {
            var found = pattern.Match(text);
            return found.Success ? found.Groups[1].Value.ToLowerInvariant() : null;
        }
    }
}
