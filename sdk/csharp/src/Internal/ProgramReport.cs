using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;

namespace Keyward.Internal
{
    /// <summary>Signed reports of a ledger, and their codes for the telephone.</summary>
    internal static class ProgramReport
    {
        private const int ShortenedProof = 22;

        /// <summary>JavaScript puts names up to this number first.</summary>
        private const long MaxIndex = (1L << 32) - 2;

        /// <summary>The next report, signed by the key of the program.</summary>
        /// <param name="state">State of the ledger.</param>
        /// <param name="file">File of the program.</param>
        /// <param name="to">End of the report, in seconds since 1970.</param>
        /// <param name="key">Key of the program.</param>
        public static string Write(LedgerState state, ProgramFile file, long to, ProgramKey key)
        {
            var header = new Dictionary<string, object>
            {
                { "alg", "EdDSA" }, { "kid", file.KeyId }, { "typ", "keyward-report+jws" }, { "chain", new[] { file.Certificate } },
            };
            var claims = new Dictionary<string, object>
            {
                { "ver", 1L },
                { "relay", file.Id },
                { "license", file.LicenseId },
                { "seq", state.Seq + 1 },
                { "prev", state.Report == null ? null : Codec.Hex(Codec.Sha256(Codec.Utf8(state.Report))) },
                { "boot", state.Boot },
                { "from", state.From },
                { "to", to },
                { "usage", UsageIn(state) },
            };
            var text = ProgramKey.Encoded(header) + "." + ProgramKey.Encoded(claims);
            return text + "." + key.Sign(text);
        }

        /// <summary>The few numbers of a report that matter, as a code that can be read over the telephone.</summary>
        public static string CodeOf(string report, ProgramFile file)
        {
            var claims = Jws.Object(Jws.Parts(report, 3)[1]);
            var usage = claims.Object("usage");
            var sessions = usage.Object("sessions");
            var numbers = new Dictionary<string, object>
            {
                { "r", claims.Text("relay") }, { "q", claims.Get("seq") }, { "f", claims.Get("from") }, { "t", claims.Get("to") },
                { "p", sessions.Get("peak") }, { "x", sessions.Get("refused") },
            };
            var meters = usage.Object("meters");
            if (meters.All.Count > 0)
            {
                // In the order of JavaScript, in which the server reads them.
                var codes = meters.All.Keys.OrderBy(IndexOf);
                numbers.Add("m", codes.ToDictionary(code => code, code => (object)meters.Object(code).Text("used")));
            }
            var secret = Codec.Sha256(Codec.Utf8(file.License));
            var proof = Codec.Base64Url(Codec.HmacSha256(secret, Codec.Utf8(Json.Write(numbers))));
            numbers.Add("s", proof.Substring(0, ShortenedProof));
            return "KWU1." + ProgramKey.Encoded(numbers);
        }

        /// <summary>Starts of a program need no seat: it has no peak, and what it refused are amounts of meters.</summary>
        private static Dictionary<string, object> UsageIn(LedgerState state) =>
            new Dictionary<string, object>
            {
                {
                    "sessions",
                    new Dictionary<string, object>
                    {
                        { "peak", 0L }, { "started", state.Starts }, { "refused", state.Refused }, { "minutes_full", 0L },
                    }
                },
                { "meters", state.Used.Keys.ToDictionary(meter => meter, meter => UsedSince(state, meter)) },
                {
                    "versions",
                    state.Versions.Select(version => new Dictionary<string, object> { { "version", version }, { "devices", 1L } })
                },
                { "devices", 1L },
                {
                    "days",
                    state.Days.OrderBy(day => day, StringComparer.Ordinal).Select(
                        day => new Dictionary<string, object> { { "day", day }, { "peak", 0L }, { "refused", 0L }, { "minutes_full", 0L } })
                },
            };

        private static object UsedSince(LedgerState state, string meter)
        {
            var since = new DecimalAmount(
                PartsOf(state.Used, meter) - PartsOf(state.Reported, meter), DecimalAmount.MaxDecimals);
            return new Dictionary<string, object> { { "used", since.ToString() } };
        }

        private static BigInteger PartsOf(Dictionary<string, string> amounts, string meter)
        {
            string amount;
            return amounts.TryGetValue(meter, out amount) ? DecimalAmount.In(amount, DecimalAmount.MaxDecimals)?.Parts ?? 0 : 0;
        }

        private static long IndexOf(string code)
        {
            long number;
            var isIndex = long.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out number)
                && number <= MaxIndex
                && number.ToString(CultureInfo.InvariantCulture) == code;
            return isIndex ? number : MaxIndex + 1;
        }
    }
}
