using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Keyward.Internal;

namespace Keyward
{
    /// <summary>Decide by it, and show <see cref="LicenseState.Reason"/>.</summary>
    public enum LicenseStateKind
    {
        /// <summary>The server, or a license file, said yes. The program runs.</summary>
        Valid,

        /// <summary>
        /// The last yes still holds, but could not be renewed (<c>unreachable</c>), the clock is behind a time that was seen
        /// (<c>clock_turned_back</c>), or the floating seat was lost (<c>no_session</c>). The program runs until
        /// <see cref="LicenseState.Until"/>; tell the user to connect.
        /// </summary>
        Grace,

        /// <summary>
        /// Nothing says yes any more: <c>no_license_key</c>, <c>no_answer</c>, <c>unreachable</c>, <c>file_ended</c>,
        /// <c>clock_turned_back</c>, <c>no_session</c>, or <c>no_seat_free</c> while all floating seats are taken.
        /// </summary>
        MustConnect,

        /// <summary>The server said no, and signed it. The reason is its code, such as <c>EXPIRED</c>.</summary>
        Refused,
    }

    /// <summary>Where a yes comes from.</summary>
    public enum LicenseSource
    {
        /// <summary>An answer of the license server.</summary>
        Server,

        /// <summary>A license file.</summary>
        File,
    }

    /// <summary>An immutable answer to the question whether the program may run, with the facts that the server signed.</summary>
    public sealed class LicenseState : IEquatable<LicenseState>
    {
        private static readonly Dictionary<string, Entitlement> NoEntitlements = new Dictionary<string, Entitlement>();

        private readonly SignedProof yes;
        private readonly SignedProof latest;

        private LicenseState(
            LicenseStateKind kind,
            string reason,
            long? since,
            long? until,
            SignedProof yes,
            SignedProof latest,
            IReadOnlyList<string> features,
            IReadOnlyDictionary<string, Entitlement> entitlements)
        {
            Kind = kind;
            Reason = reason;
            Since = Instants.Of(since);
            Until = Instants.Of(until);
            Features = features;
            Entitlements = entitlements;
            this.yes = yes;
            this.latest = latest;
        }

        /// <summary>Decide by it.</summary>
        public LicenseStateKind Kind { get; }

        /// <summary>Whether the program may run now.</summary>
        public bool IsUsable => yes != null;

        /// <summary>
        /// Null if <see cref="LicenseStateKind.Valid"/>; else a code of this package in lower case, or of the server in upper case.
        /// </summary>
        [MaybeNull]
        public string Reason { get; }

        /// <summary>Null unless usable.</summary>
        public LicenseSource? Source => yes?.Source;

        /// <summary>Until when the program may run if nobody answers; null unless usable.</summary>
        public DateTimeOffset? Until { get; }

        /// <summary>When the server refused.</summary>
        public DateTimeOffset? Since { get; }

        /// <summary>Codes of the features that the license has now; empty unless usable.</summary>
        public IReadOnlyList<string> Features { get; }

        /// <summary>Entitlements that hold now, by code.</summary>
        public IReadOnlyDictionary<string, Entitlement> Entitlements { get; }

        /// <summary>Maximum number of users; null is unlimited.</summary>
        public long? MaxUsers => yes?.MaxUsers;

        /// <summary>Expiration of the license; null for never.</summary>
        public DateTimeOffset? ExpiresAt => Instants.Of(yes?.ExpiresAt);

        /// <summary>UUID of the license on the server.</summary>
        [MaybeNull]
        public string LicenseId => yes?.License;

        /// <summary>Null unless the product shows it to programs.</summary>
        [MaybeNull]
        public Customer Customer => yes?.Customer;

        /// <summary>The object <c>public</c> in the metadata of the product and of the license.</summary>
        public IReadOnlyDictionary<string, object> Metadata => Fields.Of(yes?.Claims.Get("metadata")).All;

        /// <summary>The object <c>public</c> in the metadata of this device.</summary>
        public IReadOnlyDictionary<string, object> DeviceMetadata =>
            Fields.Of(yes?.Claims.Object("device").Get("metadata")).All;

        /// <summary>Where the user buys more, also while the license is not usable; null if the product has no such page.</summary>
        [MaybeNull]
        public string UpgradeUrl => latest?.Address("upgrade_url");

        /// <summary>Where the user manages licenses and devices, also while the license is not usable; null without such a page.</summary>
        [MaybeNull]
        public string ManageUrl => latest?.Address("manage_url");

        /// <summary>The event that starts the term of the license, such as <c>first_use</c>; null unless it is yet to start.</summary>
        [MaybeNull]
        public string StartsOn => yes?.Claims.Text("starts_on");

        /// <summary>
        /// Code of a rule that would refuse the license if it were not only reported, such as <c>EXPIRED</c>; null for none.
        /// </summary>
        [MaybeNull]
        public string WouldBe => yes?.Claims.Text("would_be");

        /// <summary>Whether the license has a feature now.</summary>
        public bool HasFeature(string code) => Features.Contains(code);

        /// <inheritdoc/>
        public bool Equals([AllowNull] LicenseState other)
        {
            return other != null
                && Kind == other.Kind
                && Reason == other.Reason
                && Since == other.Since
                && Until == other.Until
                && Source == other.Source
                && Features.SequenceEqual(other.Features)
                && Entitlements.Count == other.Entitlements.Count
                && Entitlements.All(each => other.Entitlements.ContainsKey(each.Key) && each.Value.Equals(other.Entitlements[each.Key]))
                && MaxUsers == other.MaxUsers
                && ExpiresAt == other.ExpiresAt
                && LicenseId == other.LicenseId
                && Equals(Customer, other.Customer)
                && Json.Write(Metadata) == Json.Write(other.Metadata)
                && Json.Write(DeviceMetadata) == Json.Write(other.DeviceMetadata)
                && UpgradeUrl == other.UpgradeUrl
                && ManageUrl == other.ManageUrl
                && StartsOn == other.StartsOn
                && WouldBe == other.WouldBe;
        }

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as LicenseState);

        /// <inheritdoc/>
        public override int GetHashCode() => (int)Kind * 397 ^ (Reason ?? "").GetHashCode();

        /// <inheritdoc/>
        public override string ToString() => Reason == null ? Kind.ToString() : Kind + " (" + Reason + ")";

        internal static LicenseState Usable(
            string reason,
            SignedProof yes,
            long until,
            IReadOnlyList<string> features,
            IReadOnlyDictionary<string, Entitlement> entitlements)
        {
            var kind = reason == null ? LicenseStateKind.Valid : LicenseStateKind.Grace;
            return new LicenseState(kind, reason, null, until, yes, yes, features, entitlements);
        }

        internal static LicenseState Unusable(LicenseStateKind kind, string reason, long? since) =>
            new LicenseState(kind, reason, since, null, null, null, new string[0], NoEntitlements);

        /// <summary>With the addresses of what was said last.</summary>
        internal LicenseState WithAddressesOf(SignedProof proof) =>
            new LicenseState(
                Kind,
                Reason,
                Since?.ToUnixTimeMilliseconds(),
                Until?.ToUnixTimeMilliseconds(),
                yes,
                proof,
                Features,
                Entitlements);
    }
}
