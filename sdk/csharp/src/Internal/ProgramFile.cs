using System.Collections.Generic;
using System.Linq;

namespace Keyward.Internal
{
    /// <summary>The file of a program without a connection, whose signatures were verified. Times are milliseconds since 1970.</summary>
    internal sealed class ProgramFile
    {
        private readonly Dictionary<string, FeatureRate> rates;
        private readonly Dictionary<string, FeatureRate> nextRates;

        /// <summary>Null without next rates.</summary>
        private readonly long? nextRatesFrom;

        private ProgramFile(Fields members, Fields signed, Fields terms)
        {
            var claims = new Claims(signed);
            var relay = signed.Object("relay");
            var key = new Claims(relay.Object("key"));
            PrivateKey = members.Text("private_key");
            Certificate = members.Text("certificate");
            License = members.Text("license");
            LicenseId = claims.Text("license");
            Id = new Claims(relay).Text("id");
            Jti = claims.Text("jti");
            X = key.Text("x");
            KeyId = key.Text("kid");
            IssuedAt = claims.Time("iat");
            EndsAt = claims.Time("exp");
            if (signed.Integer("ver") != 1 || terms.Text("jti") != Jti)
            {
                throw UntrustedException.Malformed();
            }
            var facts = terms.Object("license_fields");
            Grants = GrantsIn(signed.Object("pool").Object("meters"), facts.Object("decimals"));
            rates = RatesIn(facts.Object("rates"));
            if (facts.Get("next_rates") != null)
            {
                var next = facts.Object("next_rates");
                var from = next.Time("from");
                if (from == null)
                {
                    throw UntrustedException.Malformed();
                }
                nextRatesFrom = from.Value.ToUnixTimeMilliseconds();
                nextRates = RatesIn(next.Object("rates"));
            }
        }

        /// <summary>PEM; null for a file that was issued for a key of the directory.</summary>
        public string PrivateKey { get; }

        public string Certificate { get; }

        /// <summary>Signed, for this program alone: the key of codes for the telephone follows from it.</summary>
        public string License { get; }

        public string LicenseId { get; }

        public string Id { get; }

        public string Jti { get; }

        /// <summary>The public key that reports are signed for.</summary>
        public string X { get; }

        public string KeyId { get; }

        public long IssuedAt { get; }

        /// <summary>The last second in which it may be used.</summary>
        public long EndsAt { get; }

        public Dictionary<string, DecimalAmount> Grants { get; }

        /// <summary>Without a private key.</summary>
        public string Text =>
            Json.Write(
                new Dictionary<string, object> { { "keyward_program", 1L }, { "certificate", Certificate }, { "license", License } });

        /// <summary>Throws <see cref="KeywardException"/> with a code by cause.</summary>
        public static ProgramFile Read(string text, TrustedKeys keys, string product)
        {
            try
            {
                return Verified(text, keys, product);
            }
            catch (UntrustedException untrusted)
            {
                throw LicenseFiles.Unusable(untrusted);
            }
        }

        /// <summary>Null for a feature without a rate.</summary>
        public FeatureRate RateOf(string feature, long now)
        {
            FeatureRate rate;
            return (now >= nextRatesFrom ? nextRates : rates).TryGetValue(feature, out rate) ? rate : null;
        }

        private static ProgramFile Verified(string text, TrustedKeys keys, string product)
        {
            var members = Jws.Object(Codec.Utf8(text.Length <= Jws.MaxCharacters ? text : ""));
            if (members.Integer("keyward_program") != 1)
            {
                throw UntrustedException.Malformed();
            }
            var claims = keys.Verify(members.Text("certificate"), "keyward-program+jws");
            var terms = keys.Verify(members.Text("license"), "keyward-relay-license+jws");
            if (claims.Text("product") != product)
            {
                throw UntrustedException.Mismatch("product", "The file is for another product");
            }
            return new ProgramFile(members, claims, terms);
        }

        private static Dictionary<string, DecimalAmount> GrantsIn(Fields meters, Fields decimals)
        {
            var grants = new Dictionary<string, DecimalAmount>();
            foreach (var meter in meters.All)
            {
                var credit = meter.Value as string;
                var places = credit == null ? 0 : decimals.Integer(meter.Key, DecimalAmount.MaxDecimals);
                grants.Add(meter.Key, Known(credit ?? meters.Integer(meter.Key)?.ToString(), places));
            }
            return grants;
        }

        private Dictionary<string, FeatureRate> RatesIn(Fields listed) =>
            listed.All.Keys.ToDictionary(
                feature => feature,
                feature =>
                {
                    var rate = listed.Object(feature);
                    var credit = rate.Text("credit", "");
                    DecimalAmount grant;
                    if (!Grants.TryGetValue(credit, out grant))
                    {
                        throw UntrustedException.Malformed();
                    }
                    return new FeatureRate(credit, Known(rate.Text("amount"), grant.Decimals));
                });

        private static DecimalAmount Known(string amount, long decimals)
        {
            var isKnown = decimals >= 0 && decimals <= DecimalAmount.MaxDecimals;
            var known = isKnown ? DecimalAmount.In(amount, (int)decimals) : null;
            if (known == null)
            {
                throw UntrustedException.Malformed();
            }
            return known;
        }
    }

    /// <summary>The cost of one use of a feature.</summary>
    internal sealed class FeatureRate
    {
        public FeatureRate(string credit, DecimalAmount cost)
        {
            Credit = credit;
            Cost = cost;
        }

        public string Credit { get; }

        public DecimalAmount Cost { get; }
    }
}
