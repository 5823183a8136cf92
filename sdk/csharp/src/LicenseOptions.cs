using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Keyward.Internal;

namespace Keyward
{
    /// <summary>Options of a <see cref="License"/>. The first four must be given.</summary>
    public sealed class LicenseOptions
    {
        private const int MaxFingerprint = 512;
        private static readonly string[] Environments = { "physical", "virtual_machine", "container", "development" };

        /// <summary>Address of the license server, without <c>/api/v1</c>.</summary>
        [MaybeNull, AllowNull]
        public string BaseUrl { get; set; }

        /// <summary>Reference of the product.</summary>
        [MaybeNull, AllowNull]
        public string Product { get; set; }

        /// <summary>
        /// Public keys of the server that the program trusts: <c>x</c> of each in <c>/.well-known/jwks.json</c>.
        /// </summary>
        public IList<string> PublicKeys { get; } = new List<string>();

        /// <summary>Where the license is remembered, such as <see cref="FileLicenseStore.ForApplication"/>.</summary>
        [MaybeNull, AllowNull]
        public ILicenseStore Store { get; set; }

        /// <summary>A text that names this device; null for the id of the system.</summary>
        [MaybeNull, AllowNull]
        public string Device { get; set; }

        /// <summary>
        /// <c>physical</c>, <c>virtual_machine</c>, <c>container</c> or <c>development</c>; null for what the platform documents.
        /// </summary>
        [MaybeNull, AllowNull]
        public string Environment { get; set; }

        /// <summary>A key that the program knows already; it precedes the one in the store.</summary>
        [MaybeNull, AllowNull]
        public string LicenseKey { get; set; }

        /// <summary>Version of the program.</summary>
        [MaybeNull, AllowNull]
        public string AppVersion { get; set; }

        /// <summary>Release channel of the program, such as <c>beta</c>.</summary>
        [MaybeNull, AllowNull]
        public string Channel { get; set; }

        /// <summary>E-mail address or external id of the user, for licenses by user.</summary>
        [MaybeNull, AllowNull]
        public string User { get; set; }

        /// <summary>Id or name of the policy that the license must have.</summary>
        [MaybeNull, AllowNull]
        public string Policy { get; set; }

        /// <summary>Id or name of the group in which the license must be.</summary>
        [MaybeNull, AllowNull]
        public string Group { get; set; }

        /// <summary>Id, reference or e-mail of the customer who must own the license.</summary>
        [MaybeNull, AllowNull]
        public string Customer { get; set; }

        /// <summary>
        /// SHA-256 of the program's file in hex, which must be published for its version and product.
        /// </summary>
        [MaybeNull, AllowNull]
        public string Checksum { get; set; }

        /// <summary>The program needs a floating seat to run.</summary>
        public bool IsFloating { get; set; }

        /// <summary>
        /// Looks for a relay in this network before it calls <see cref="BaseUrl"/>: by the SRV record of the computer's domain, then by
        /// multicast DNS, for at most two seconds.
        /// </summary>
        public bool FindsRelay { get; set; }

        /// <summary>Longest time for which an overdue answer is used; null for as long as it allows.</summary>
        public TimeSpan? LongestGrace { get; set; }

        /// <summary>Time to answer.</summary>
        public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

        /// <summary>How often a call is repeated at once that nobody answered.</summary>
        public int Retries { get; set; } = 1;

        /// <summary>
        /// Whether a background task asks the server when it is due; without it, call <see cref="License.WakeAsync"/>.
        /// </summary>
        public bool HasBackground { get; set; } = true;

        /// <summary>Replaces the local clock, in tests.</summary>
        public Func<DateTimeOffset> Clock { get; set; } = () => DateTimeOffset.UtcNow;

        internal SystemReader System { get; set; } = new SystemReader();

        internal string TrimmedDevice => Device?.Trim();

        internal string TrimmedLicenseKey => string.IsNullOrWhiteSpace(LicenseKey) ? null : LicenseKey.Trim();

        internal long LongestGraceMilliseconds =>
            // Longer than all licenses, and short enough to be added to a time.
            LongestGrace == null ? 1L << 53 : (long)LongestGrace.Value.TotalMilliseconds;

        /// <summary>Throws <c>INVALID_OPTIONS</c>.</summary>
        internal void Check()
        {
            Require(!string.IsNullOrEmpty(Product), "Product must be the reference of a product");
            Require(Store != null, "Store is missing, such as FileLicenseStore.ForApplication(\"my-program\")");
            var device = TrimmedDevice;
            Require(
                device == null || (device.Length > 0 && device.Length <= MaxFingerprint),
                "Device must have 1 to " + MaxFingerprint + " characters");
            Require(
                Environment == null || Array.IndexOf(Environments, Environment) >= 0,
                "Environment must be one of " + string.Join(", ", Environments));
            Require(LongestGrace == null || LongestGrace >= TimeSpan.Zero, "LongestGrace must not be negative");
            Require(Timeout > TimeSpan.Zero && Timeout < TimeSpan.FromDays(1), "Timeout must be positive, and less than a day");
        }

        internal Dictionary<string, string> Facts(string fingerprint)
        {
            var facts = new Dictionary<string, string>
            {
                { "product", Product },
                { "hardware_id", fingerprint },
                { "app_version", AppVersion },
                { "channel", Channel },
                { "user", User },
            };
            return facts;
        }

        /// <summary>Sent besides the facts where the server judges the call by them; null for what is unknown.</summary>
        internal Dictionary<string, string> Judged(string environment)
        {
            return new Dictionary<string, string>
            {
                { "environment", environment },
                { "policy", Policy },
                { "group", Group },
                { "customer", Customer },
                { "checksum", Checksum },
            };
        }

        private static void Require(bool isRight, string otherwise)
        {
            if (!isRight)
            {
                throw KeywardException.InvalidOptions(otherwise);
            }
        }
    }
}
