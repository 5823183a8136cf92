using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Keyward.Internal;

namespace Keyward.Tests
{
    /// <summary>
    /// Runs the commands of the conformance suite: a JSON object from each line of standard input, a reply for each.
    /// </summary>
    internal sealed class Driver
    {
        private long now;
        private License license;
        private Update update;

        public static int Run()
        {
            var driver = new Driver();
            var utf8 = new UTF8Encoding(false);
            var input = new StreamReader(Console.OpenStandardInput(), utf8);
            var output = new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true, NewLine = "\n" };
            for (var line = input.ReadLine(); line != null; line = input.ReadLine())
            {
                output.WriteLine(Json.Write(driver.SendAsync(Fields.Of(Json.Parse(line))).GetAwaiter().GetResult()));
            }
            return 0;
        }

        private async Task<Dictionary<string, object>> SendAsync(Fields command)
        {
            now = command.Integer("now", 0);
            var reply = new Dictionary<string, object>();
            try
            {
                var result = await DoAsync(command.Text("do"), command.Object("with"));
                if (result != null)
                {
                    reply.Add("result", result);
                }
            }
            catch (KeywardException error)
            {
                reply.Add("error", error.Code);
                reply.Add("unreachable", error is ConnectionException);
                reply.Add("message", error.Message);
            }
            reply.Add("state", license == null ? null : StateOf(license.State));
            reply.Add("device", license == null ? null : DeviceOf(license));
            return reply;
        }

        private async Task<object> DoAsync(string name, Fields with)
        {
            switch (name)
            {
                case "open":
                    license = null;
                    license = await License.OpenAsync(OptionsOf(with));
                    return null;
                case "activate":
                    await license.ActivateAsync(with.Text("license_key", ""));
                    return null;
                case "borrow":
                    await license.BorrowAsync((int)with.Integer("days", 0));
                    return null;
                case "borrowed":
                    return license.BorrowedUntil != null;
                case "check":
                    await license.CheckAsync();
                    return null;
                case "check_for_update":
                    update = await license.CheckForUpdateAsync(with.Text("current_version", ""));
                    return update == null ? null : Described(update);
                case "close":
                    license.Dispose();
                    return null;
                case "download_update":
                    await license.DownloadUpdateAsync(update, with.Text("path"));
                    return null;
                case "offline_request":
                    return await license.OfflineRequestAsync(with.Text("license_key"));
                case "record_usage":
                    var use = await license.RecordUsageAsync(with.Text("meter"), with.Integer("amount", 1));
                    return new Dictionary<string, object> { { "used", use.Used }, { "left", use.Left } };
                case "release":
                    await license.ReleaseAsync();
                    return null;
                case "return_borrowed":
                    await license.ReturnBorrowedAsync();
                    return null;
                case "state":
                    return null;
                case "use_file":
                    await license.UseFileAsync(with.Text("file"), with.Text("license_key"));
                    return null;
                case "wake":
                    await license.WakeAsync();
                    return null;
                default:
                    throw new ArgumentException(name);
            }
        }

        private LicenseOptions OptionsOf(Fields with)
        {
            var graceDays = with.Integer("grace_days");
            var options = new LicenseOptions
            {
                BaseUrl = with.Text("base_url"),
                Product = with.Text("product"),
                Store = new FileLicenseStore(with.Text("store")),
                Device = with.Text("device"),
                Environment = with.Text("environment"),
                LicenseKey = with.Text("license_key"),
                IsFloating = with.IsTrue("floating"),
                LongestGrace = graceDays == null ? (TimeSpan?)null : TimeSpan.FromDays(graceDays.Value),
                Timeout = TimeSpan.FromMilliseconds(with.Integer("timeout_ms", 10000)),
                HasBackground = false,
                Retries = 0,
                Clock = () => DateTimeOffset.FromUnixTimeMilliseconds(now),
            };
            with.Texts("keys").ForEach(options.PublicKeys.Add);
            if (with.Has("system"))
            {
                options.System = new TestSystem(with.Object("system"));
            }
            return options;
        }

        private static Dictionary<string, object> Described(Update update)
        {
            return new Dictionary<string, object>
            {
                { "version", update.Version },
                { "is_available", update.IsAvailable },
                { "reason", update.Reason },
            };
        }

        private static Dictionary<string, object> StateOf(LicenseState state)
        {
            return new Dictionary<string, object>
            {
                { "kind", Snake(state.Kind) },
                { "usable", state.IsUsable },
                { "reason", state.Reason },
                { "source", state.Source == null ? null : Snake(state.Source) },
                { "features", state.Features },
                { "max_users", state.MaxUsers },
                { "expires_at", state.ExpiresAt?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'") },
            };
        }

        private static Dictionary<string, object> DeviceOf(License license)
        {
            return new Dictionary<string, object>
            {
                { "environment", license.Environment },
                { "fingerprint", license.Fingerprint },
                { "warnings", license.Warnings.Select(warning => Snake(warning).ToUpperInvariant()) },
            };
        }

        /// <summary><c>MustConnect</c> as <c>must_connect</c>.</summary>
        public static string Snake(object name) => Regex.Replace(name.ToString(), "(?<=.)[A-Z]", "_$0").ToLowerInvariant();
    }

    /// <summary>A system of the conformance suite.</summary>
    internal sealed class TestSystem : SystemReader
    {
        private readonly Fields system;

        public TestSystem(Fields system) : base(system.Text("platform", ""), system.Text("root", "/"))
        {
            this.system = system;
        }

        public override string Variable(string name) => system.Object("variables").Text(name, "");

        public override string Output(string program, string arguments) => system.Object("outputs").Text(program, "");

        public override string Registry(string key, string name) =>
            system.Object("registry").Object(@"HKLM\" + key).Text(name, "");
    }
}
