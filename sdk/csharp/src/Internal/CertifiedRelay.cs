using System;
using System.Collections.Generic;

namespace Keyward.Internal
{
    /// <summary>
    /// A server in the network of a customer, which answers under a certificate that the vendor's server signed. Times are
    /// milliseconds since 1970.
    /// </summary>
    internal sealed class CertifiedRelay
    {
        public const string Certificate = "keyward-relay+jws";

        /// <summary>Clocks are corrected by minutes every day, and by nobody by hours.</summary>
        private const long Tolerance = Instants.Hour;

        private readonly string product;
        private readonly string keyHash;
        private readonly long issuedAt;
        private readonly long startsAt;

        /// <param name="certificate">Claims of a certificate; others are not trusted.</param>
        public CertifiedRelay(Fields certificate)
        {
            var claims = new Claims(certificate);
            var described = certificate.Object("relay");
            var jwk = described.Object("key");
            Key = PublicKey.In(jwk.Text("x"));
            var isEd25519 = jwk.Text("kty") == "OKP" && jwk.Text("crv") == "Ed25519" && Key?.Algorithm == "EdDSA";
            if (certificate.Integer("ver") != 1 || !isEd25519)
            {
                throw UntrustedException.Malformed();
            }
            Id = new Claims(described).Text("id");
            Name = new Claims(described).Text("name");
            KeyId = new Claims(jwk).Text("kid");
            product = claims.Text("product");
            keyHash = claims.Text("key_hash");
            issuedAt = claims.Time("iat");
            startsAt = claims.Time("nbf");
            EndsAt = claims.Time("exp");
        }

        public string Id { get; }

        public string Name { get; }

        public string KeyId { get; }

        public PublicKey Key { get; }

        /// <summary>The last second in which it may answer.</summary>
        public long EndsAt { get; }

        /// <summary>Certificates in the header of a compact JWS; null for one without, as the server signs.</summary>
        public static List<object> ChainIn(string jws)
        {
            var header = Jws.Object(Jws.Parts(jws, 3)[0]);
            return header.Has("chain") ? header.List("chain") : null;
        }

        /// <summary>Refuses claims unless the relay signs in its own name, and for no longer than it is certified.</summary>
        public void CheckClaims(Fields signed)
        {
            var claims = new Claims(signed);
            var session = new Claims(signed.Object("session"));
            var ends = new[]
            {
                claims.Time("exp"),
                claims.TimeIfAny("offline_until"),
                session.TimeIfAny("expires_at"),
                session.TimeIfAny("borrowed_until"),
            };
            if (signed.Text("relay") != Id || Array.Exists(ends, end => end > EndsAt))
            {
                throw UntrustedException.Malformed();
            }
        }

        /// <summary>Refuses the relay unless it may answer for a product and a license key.</summary>
        /// <param name="asked">Reference of the product.</param>
        /// <param name="hash">SHA-256 of the license key in hex; null if the call names none.</param>
        /// <param name="now">Null for an answer from the store, whose use its times bound.</param>
        public void Check(string asked, string hash, long? now)
        {
            if (asked != product || (hash != null && hash != keyHash))
            {
                throw UntrustedException.For("relay_chain");
            }
            if (now == null)
            {
                return;
            }
            // Something signed at this instant exists.
            var latest = Math.Max(now.Value, issuedAt);
            if (latest < startsAt - Tolerance)
            {
                throw UntrustedException.For("relay_chain");
            }
            if (latest >= EndsAt + Instants.Second)
            {
                throw UntrustedException.For("relay_expired");
            }
        }
    }

    /// <summary>The claims of an answer, and the relay that signed it; null for the vendor's server.</summary>
    internal sealed class VerifiedAnswer
    {
        public VerifiedAnswer(Fields claims, CertifiedRelay relay)
        {
            Claims = claims;
            Relay = relay;
        }

        public Fields Claims { get; }

        public CertifiedRelay Relay { get; }
    }
}
