using System;
using System.Collections.Generic;

namespace Keyward.Internal
{
    /// <summary>
    /// A signed answer or a license file that was verified and is about this program. Times are milliseconds since 1970.
    /// </summary>
    internal sealed class SignedProof
    {
        /// <param name="source">Where it comes from.</param>
        /// <param name="text">As it was received, to be verified again at the next start.</param>
        /// <param name="fields">Its claims.</param>
        /// <param name="relay">The relay that signed it; null for the server.</param>
        public SignedProof(LicenseSource source, string text, Fields fields, CertifiedRelay relay)
        {
            var claims = new Claims(fields);
            Source = source;
            Text = text;
            Claims = fields;
            Jti = claims.Text("jti");
            License = claims.TextOrNull("license");
            IsForAnyDevice = claims.TextOrNull("fingerprint") == null;
            IssuedAt = claims.Time("iat");
            EndsAt = claims.Time("exp");
            // Where it is all that bounds the use without a server.
            NextCheck = Math.Min(claims.Time("next_check"), relay?.EndsAt ?? long.MaxValue);
            Relay = relay;
            OfflineUntil = claims.TimeOrNull("offline_until");
            IsValid = claims.Bool("valid");
            Code = claims.Text("code");
            Features = claims.Texts("features");
            MaxUsers = claims.IntegerOrNull("max_users");
            ExpiresAt = claims.TimeOrNull("expires_at");
            Entitlements = EntitlementsIn(fields.Object("entitlements"));
        }

        public LicenseSource Source { get; }

        public string Text { get; }

        public Fields Claims { get; }

        public string Jti { get; }

        public string License { get; }

        /// <summary>Whether it names no device: a file for any.</summary>
        public bool IsForAnyDevice { get; }

        public long IssuedAt { get; }

        public long EndsAt { get; }

        public long NextCheck { get; }

        /// <summary>The last second without a server; null for none.</summary>
        public long? OfflineUntil { get; }

        public CertifiedRelay Relay { get; }

        public bool IsValid { get; }

        public string Code { get; }

        public IReadOnlyList<string> Features { get; }

        public long? MaxUsers { get; }

        public long? ExpiresAt { get; }

        public IReadOnlyDictionary<string, Entitlement> Entitlements { get; }

        /// <summary>Whether it says that the license file that the program named was revoked.</summary>
        public bool RevokesFile => Claims.Object("license_file").IsTrue("revoked");

        /// <summary>Nonce of the request that a license file was made for.</summary>
        public string Request => Claims.Text("request");

        public Customer Customer
        {
            get
            {
                var customer = Claims.Object("customer");
                var name = customer.Text("name");
                return name == null ? null : new Customer(name, customer.Text("company"), customer.Object("metadata").All);
            }
        }

        /// <summary>A web address. Programs open it, so that it may be nothing else.</summary>
        public string Address(string name)
        {
            var value = Claims.Text(name) ?? "";
            var isWeb = value.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
                || value.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
            return isWeb ? value : null;
        }

        /// <summary>Until when a yes holds if no other follows.</summary>
        public long HeldUntil(long longestGrace) =>
            Source == LicenseSource.File ? EndsAt : Math.Min(OfflineUntil ?? NextCheck, NextCheck + longestGrace);

        private static IReadOnlyDictionary<string, Entitlement> EntitlementsIn(Fields held)
        {
            var entitlements = new Dictionary<string, Entitlement>();
            foreach (var each in held.All)
            {
                if (each.Value is Dictionary<string, object>)
                {
                    var fields = Fields.Of(each.Value);
                    entitlements.Add(each.Key, new Entitlement(fields.Get("value"), fields.Time("expires_at")));
                }
            }
            return entitlements;
        }
    }
}
