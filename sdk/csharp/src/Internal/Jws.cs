using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace Keyward.Internal
{
    /// <summary>Parts of a compact JWS or JWE, with headers in the one form that the license server writes.</summary>
    internal static class Jws
    {
        public const int MaxCharacters = 65536;

        private static readonly Regex KeyIdText = new Regex(@"^[A-Za-z0-9_-]{1,64}\z");

        public static List<byte[]> Parts(string compact, int count)
        {
            if (compact == null || compact.Length > MaxCharacters)
            {
                throw UntrustedException.Malformed();
            }
            var parts = new List<byte[]>();
            foreach (var part in compact.Split('.'))
            {
                parts.Add(Bytes(part));
            }
            if (parts.Count != count)
            {
                throw UntrustedException.Malformed();
            }
            return parts;
        }

        public static byte[] Bytes(string base64Url)
        {
            var bytes = Codec.FromBase64Url(base64Url);
            if (bytes == null)
            {
                throw UntrustedException.Malformed();
            }
            return bytes;
        }

        public static Fields Object(byte[] json)
        {
            object value = null;
            try
            {
                value = Json.Parse(json);
            }
            catch (JsonException)
            {
                // Refused below.
            }
            if (!(value is Dictionary<string, object>))
            {
                throw UntrustedException.Malformed();
            }
            return Fields.Of(value);
        }

        /// <summary>
        /// Algorithm and id of the key in a header. Comparing the text refuses repeated and unknown members, <c>crit</c> among them.
        /// </summary>
        public static Fields Header(byte[] header, string type, string more = "")
        {
            // A header that names a member twice is malformed, whatever else is wrong with it.
            var members = Object(header);
            var algorithm = members.Text("alg");
            if (algorithm != "EdDSA" && algorithm != "ES256")
            {
                throw UntrustedException.For("algorithm");
            }
            if (members.Text("typ") != type)
            {
                throw UntrustedException.For("type");
            }
            var kid = members.Text("kid", "");
            var expected = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\",\"typ\":\"" + type + "\"" + more + "}";
            if (!KeyIdText.IsMatch(kid) || Codec.FromUtf8(header) != expected)
            {
                throw UntrustedException.Malformed();
            }
            return members;
        }
    }
}
