using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;
using Keyward.Internal;

namespace Keyward.Admin
{
    /// <summary>A license to issue. What is left out is as the policy of the product says.</summary>
    public sealed class NewLicense
    {
        /// <param name="product">Reference of the product.</param>
        public NewLicense(string product)
        {
            this["product"] = product;
        }

        /// <summary>UUID, reference or e-mail address of a customer.</summary>
        public string Customer
        {
            set { this["customer_id"] = value; }
        }

        /// <summary>UUID or name of a policy other than the product's own.</summary>
        public string Policy
        {
            set { this["policy"] = value; }
        }

        /// <summary>Null for a license that never expires.</summary>
        public DateTimeOffset? ExpiresAt
        {
            set { this["expires_at"] = value?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture); }
        }

        /// <summary>Term, counted from issue or first activation as the policy defines.</summary>
        public int DurationDays
        {
            set { this["duration_days"] = value; }
        }

        /// <summary>Devices that may be active at the same time; null is unlimited.</summary>
        public int? MaxActivations
        {
            set { this["max_activations"] = value; }
        }

        /// <summary>Floating seats; null is unlimited.</summary>
        public int? MaxSessions
        {
            set { this["max_sessions"] = value; }
        }

        /// <summary>Codes of features.</summary>
        public IEnumerable<string> Features
        {
            set { this["features"] = value.ToList(); }
        }

        /// <summary>Data of the vendor. Programs read the object <c>public</c> in it.</summary>
        public IReadOnlyDictionary<string, object> Metadata
        {
            set { this["metadata"] = value; }
        }

        /// <summary>Kept in the audit log: the id of an order or ticket.</summary>
        public string Reference
        {
            set { this["reference"] = value; }
        }

        internal Dictionary<string, object> Fields { get; } = new Dictionary<string, object>();

        /// <summary>
        /// Another field of <c>POST /api/v1/licenses</c>: texts, numbers, booleans, lists, dictionaries or null.
        /// </summary>
        [AllowNull]
        public object this[string name]
        {
            set { Fields[name] = value; }
        }
    }

    /// <summary>A license as the server shows it to its vendor.</summary>
    public sealed class IssuedLicense
    {
        private readonly Fields fields;

        internal IssuedLicense(Fields fields)
        {
            this.fields = fields;
        }

        /// <summary>UUID of the license.</summary>
        public string Id => fields.Text("id", "");

        /// <summary>The customer types it.</summary>
        public string Key => fields.Text("key", "");

        /// <summary>Reference of the product.</summary>
        public string Product => fields.Text("product", "");

        /// <summary>
        /// <c>active</c>, <c>unused</c>, <c>not_started</c>, <c>expired</c>, <c>disabled</c>, <c>blocked</c>, <c>revoked</c>.
        /// </summary>
        public string Status => fields.Text("status", "");

        /// <summary>UUID of the customer.</summary>
        [MaybeNull]
        public string CustomerId => fields.Text("customer_id");

        /// <summary>Null for never.</summary>
        public DateTimeOffset? ExpiresAt => fields.Time("expires_at");

        /// <summary>Null is unlimited.</summary>
        public long? MaxActivations => fields.Integer("max_activations");

        /// <summary>Devices that are active.</summary>
        public long SeatsUsed => fields.Integer("seats_used", 0);

        /// <summary>Codes of features.</summary>
        public IReadOnlyList<string> Features => fields.Texts("features");

        /// <summary>Data of the vendor.</summary>
        public IReadOnlyDictionary<string, object> Metadata => fields.Object("metadata").All;

        /// <summary>When it was issued.</summary>
        public DateTimeOffset? CreatedAt => fields.Time("created_at");

        /// <summary>All fields of the answer, by the names of the API.</summary>
        public IReadOnlyDictionary<string, object> All => fields.All;

        /// <inheritdoc/>
        public override string ToString() => "License " + Id + " of " + Product + ", " + Status;
    }
}
