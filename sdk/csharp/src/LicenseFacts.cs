using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Keyward.Internal;

namespace Keyward
{
    /// <summary>Something that a license grants, with its value.</summary>
    public sealed class Entitlement : IEquatable<Entitlement>
    {
        internal Entitlement(object value, DateTimeOffset? expiresAt)
        {
            Value = value;
            ExpiresAt = expiresAt;
        }

        /// <summary>A string, long, double or bool; null for one without a value.</summary>
        [MaybeNull]
        public object Value { get; }

        /// <summary>Null for as long as the license.</summary>
        public DateTimeOffset? ExpiresAt { get; }

        /// <inheritdoc/>
        public bool Equals([AllowNull] Entitlement other) =>
            other != null && Equals(Value, other.Value) && ExpiresAt == other.ExpiresAt;

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as Entitlement);

        /// <inheritdoc/>
        public override int GetHashCode() => Value == null ? 0 : Value.GetHashCode();

        /// <inheritdoc/>
        public override string ToString() => Convert.ToString(Value, System.Globalization.CultureInfo.InvariantCulture);

        internal bool HasEndedBy(long now) => ExpiresAt != null && ExpiresAt.Value.ToUnixTimeMilliseconds() <= now;
    }

    /// <summary>Customer of a license.</summary>
    public sealed class Customer : IEquatable<Customer>
    {
        internal Customer(string name, string company, IReadOnlyDictionary<string, object> metadata)
        {
            Name = name;
            Company = company;
            Metadata = metadata;
        }

        /// <summary>Of a person, or of an account.</summary>
        public string Name { get; }

        /// <summary>Null for a person.</summary>
        [MaybeNull]
        public string Company { get; }

        /// <summary>The object <c>public</c> in the metadata of the customer.</summary>
        public IReadOnlyDictionary<string, object> Metadata { get; }

        /// <inheritdoc/>
        public bool Equals([AllowNull] Customer other) =>
            other != null
            && Name == other.Name
            && Company == other.Company
            && Json.Write(Metadata) == Json.Write(other.Metadata);

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as Customer);

        /// <inheritdoc/>
        public override int GetHashCode() => Name.GetHashCode();

        /// <inheritdoc/>
        public override string ToString() => Company == null ? Name : Name + " (" + Company + ")";
    }

    /// <summary>Something to mend before the program is shipped. It is also written to <see cref="System.Diagnostics.Trace"/>.</summary>
    public enum LicenseWarning
    {
        /// <summary>
        /// This container has no id of its own, so that it is known by a random one in the store: a new container with a new store
        /// takes another seat. Give <see cref="LicenseOptions.Device"/>, or mount the host's <c>/etc/machine-id</c>.
        /// </summary>
        ContainerWithoutId,

        /// <summary>
        /// The license cannot be stored: the next start asks for the license key again, and a device without an id takes another
        /// seat. Give a store that the program may write.
        /// </summary>
        StoreNotWritable,
    }
}
