using System;
using Keyward.Internal;

namespace Keyward.Tests
{
    internal sealed partial class Driver
    {
        private LicenseOptions OptionsOf(Fields with)
        {
            var graceDays = with.Integer("grace_days");
            var options = new LicenseOptions
            {
                BaseUrl = with.Text("base_url"), Product = with.Text("product"),
                Store = new FileLicenseStore(with.Text("store")),
                Device = with.Text("device"),
                Environment = with.Text("environment"),
                Policy = with.Text("policy"), Group = with.Text("group"),
                Customer = with.Text("customer"), Checksum = with.Text("checksum"),
                LicenseKey = with.Text("license_key"),
                IsFloating = with.IsTrue("floating"),
                LongestGrace = graceDays == null ? (TimeSpan?)null : TimeSpan.FromDays(graceDays.Value),
                Timeout = TimeSpan.FromMilliseconds(with.Integer("timeout_ms", 10000)),
                HasBackground = false, Retries = 0,
                Clock = () => DateTimeOffset.FromUnixTimeMilliseconds(now),
            };
            with.Texts("keys").ForEach(options.PublicKeys.Add);
            if (with.Has("system"))
            {
                options.System = new TestSystem(with.Object("system"));
            }
            return options;
        }
    }
}
