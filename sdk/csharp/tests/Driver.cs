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
    internal sealed partial class Driver
    {
        private long now;
        private License license;
        private Update update;
        private Reservation reservation;

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
                reply.Add("result", await DoAsync(command.Text("do"), command.Object("with")));
            }
            catch (KeywardException error)
            {
                reply.Add("error", error.Code);
                reply.Add("unreachable", error is ConnectionException);
                reply.Add("signed", error.IsSigned);
                reply.Add("message", error.Message);
            }
            reply.Add("state", license == null ? null : StateOf(license.State));
            reply.Add("device", license == null ? null : DeviceOf(license));
            return reply;
        }

        private Task<object> DoAsync(string name, Fields with)
        {
            var key = with.Text("license_key", "");
            var commands = new Dictionary<string, Func<Task<object>>>
            {
                { "open", () => OpenAsync(with) },
                { "active", () => Told(license.Active) },
                { "activate", () => Done(license.ActivateAsync(key)) },
                { "borrow", () => Done(license.BorrowAsync((int)with.Integer("days", 0))) },
                { "borrowed", () => Task.FromResult<object>(license.BorrowedUntil != null) },
                { "check", () => Done(license.CheckAsync()) },
                { "check_for_update", () => CheckForUpdateAsync(with) },
                { "close", () => Done(Task.Run(() => license.Dispose())) },
                { "commit_usage", () => CommitUsageAsync(with) },
                { "download_update", () => Done(license.DownloadUpdateAsync(update, with.Text("path"))) },
                { "facts", () => Task.FromResult<object>(FactsOf(license.State)) },
                { "last_error", () => Task.FromResult<object>(Described(license.LastError as KeywardException)) },
                { "offline_request", async () => await license.OfflineRequestAsync(key) },
                { "place", () => Task.FromResult<object>(Described(license.Place)) },
                { "record_usage", () => RecordUsageAsync(with) },
                { "relay", () => Task.FromResult<object>(Described(license.Relay)) },
                { "release", () => Done(license.ReleaseAsync()) },
                { "release_features", () => ChangedAsync(license.ReleaseFeaturesAsync(with.Texts("features"))) },
                { "release_usage", () => Done(license.ReleaseUsageAsync(reservation)) },
                { "reserve_usage", () => ReserveUsageAsync(with) },
                { "return_borrowed", () => Done(license.ReturnBorrowedAsync()) },
                { "state", () => Task.FromResult<object>(null) },
                { "stop_waiting", () => Done(license.StopWaitingAsync()) },
                { "take_features", () => ChangedAsync(license.TakeFeaturesAsync(with.Texts("features"))) },
                { "use_feature", () => UseFeatureAsync(with) },
                { "use_file", () => Done(license.UseFileAsync(with.Text("file"), key)) },
                { "wait_for_seat", () => Done(license.WaitForSeatAsync(TimeSpan.FromMilliseconds(with.Integer("timeout_ms", 0)))) },
                { "wake", () => Done(license.WakeAsync()) },
            };
            return name.StartsWith("ledger_") ? Task.FromResult(Ledger(name.Substring("ledger_".Length), with)) : commands[name]();
        }

        /// <summary>The reply has the state anyway.</summary>
        private static async Task<object> Done(Task call)
        {
            await call;
            return null;
        }

        private static Task<object> Told(Action tell)
        {
            tell();
            return Task.FromResult<object>(null);
        }

        private static async Task<object> ChangedAsync(Task<IReadOnlyList<FloatingFeature>> change)
        {
            var features = (await change).Select(
                one => Object("feature", one.Feature, "held", one.IsHeld, "used", one.Used, "max", one.Max, "code", one.Code));
            return Object("features", features);
        }

        private async Task<object> OpenAsync(Fields with)
        {
            license = null;
            license = await License.OpenAsync(OptionsOf(with));
            return null;
        }

        private async Task<object> CheckForUpdateAsync(Fields with)
        {
            var target = new UpdateTarget
            {
                Platform = with.Text("platform"), Arch = with.Text("arch"), Kind = with.Text("kind"), Label = with.Text("label"),
                OsVersion = with.Text("os_version"),
            };
            update = await license.CheckForUpdateAsync(with.Text("current_version"), target);
            return update == null
                ? null
                : Object("version", update.Version, "is_available", update.IsAvailable, "reason", update.Reason);
        }

        private async Task<object> RecordUsageAsync(Fields with) =>
            Described(await license.RecordUsageAsync(with.Text("meter"), with.Integer("amount", 1)));

        private async Task<object> UseFeatureAsync(Fields with)
        {
            return Described(await license.UseFeatureAsync(with.Text("feature"), with.Integer("amount", 1)));
        }

        private async Task<object> ReserveUsageAsync(Fields with)
        {
            reservation = await license.ReserveUsageAsync(ItemsIn(with), (int?)with.Integer("seconds"));
            return null;
        }

        private async Task<object> CommitUsageAsync(Fields with)
        {
            var taken = await license.CommitUsageAsync(reservation, with.Has("items") ? ItemsIn(with) : null);
            return Object("meters", taken.Meters.Select(Described), "credits", taken.Credits.Select(Described));
        }

        private static List<UsageItem> ItemsIn(Fields with) =>
            with.Objects("items")
                .Select(item => item.Has("meter")
                    ? UsageItem.Meter(item.Text("meter"), item.Integer("amount", 1))
                    : UsageItem.Feature(item.Text("feature"), item.Integer("amount", 1)))
                .ToList();

        private static Dictionary<string, object> Described(MeterUse use) =>
            Object("meter", use.Meter, "used", use.Used, "limit", use.Limit, "left", use.Left);

        private static object Described(SeatPlace place) => place == null ? null : Object("position", place.Position);

        private static object Described(KeywardException error) =>
            error == null ? null : Object("code", error.Code, "message", error.Message);

        private static object Described(Relay relay) => relay == null ? null : Object("id", relay.Id, "name", relay.Name);

        private static Dictionary<string, object> Described(CreditBalance balance) =>
            Object("credit", balance.Credit, "used", balance.Used, "limit", balance.Limit, "left", balance.Left);

        private static Dictionary<string, object> FactsOf(LicenseState state) =>
            Object(
                "starts_on", state.StartsOn, "would_be", state.WouldBe, "metadata", state.Metadata,
                "device_metadata", state.DeviceMetadata, "customer", Described(state.Customer));

        private static Dictionary<string, object> Described(Customer customer) =>
            customer == null ? null : Object("name", customer.Name, "company", customer.Company, "metadata", customer.Metadata);

        private static Dictionary<string, object> StateOf(LicenseState state) =>
            Object(
                "kind", Snake(state.Kind), "usable", state.IsUsable, "reason", state.Reason,
                "source", state.Source == null ? null : Snake(state.Source), "features", state.Features,
                "max_users", state.MaxUsers, "expires_at", state.ExpiresAt?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));

        private static Dictionary<string, object> DeviceOf(License license) =>
            Object(
                "environment", license.Environment, "fingerprint", license.Fingerprint,
                "warnings", license.Warnings.Select(warning => Snake(warning).ToUpperInvariant()));

        private static Dictionary<string, object> Object(params object[] namesAndValues) =>
            Enumerable.Range(0, namesAndValues.Length / 2)
                .ToDictionary(index => (string)namesAndValues[2 * index], index => namesAndValues[2 * index + 1]);

        /// <summary><c>MustConnect</c> as <c>must_connect</c>.</summary>
        public static string Snake(object name) => Regex.Replace(name.ToString(), "(?<=.)[A-Z]", "_$0").ToLowerInvariant();
    }
}
