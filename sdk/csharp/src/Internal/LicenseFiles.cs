using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Keyward.Internal
{
    /// <summary>License files, plain or encrypted, and the texts that a device without network shows.</summary>
    internal static class LicenseFiles
    {
        private const string Type = "keyward-license+jws";
        private const string EncryptedType = "keyward-license+jwe";
        private const int IvBytes = 12;
        private const int TagBytes = 16;
        private static readonly Regex Compact = new Regex(@"^[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*){2,4}\z");
        private static readonly Regex NotBase64 = new Regex("[^A-Za-z0-9+/]");

        /// <summary>By the reason for which a license file is not taken.</summary>
        private static readonly Dictionary<string, string> FileCodes = new Dictionary<string, string>
        {
            { "unknown_key", "LICENSE_FILE_UNTRUSTED" },
            { "revoked_key", "LICENSE_FILE_UNTRUSTED" },
            { "signature", "LICENSE_FILE_CHANGED" },
            { "decryption", "LICENSE_FILE_UNREADABLE" },
            { "device", "LICENSE_FILE_OTHER_DEVICE" },
            { "license", "LICENSE_FILE_OTHER_KEY" },
            { "license_key", "LICENSE_FILE_OTHER_KEY" },
            { "product", "LICENSE_FILE_OTHER_PRODUCT" },
        };

        /// <summary>Mail programs change what stands between the words of a mark.</summary>
        private static readonly Regex Begin = Mark("BEGIN");

        private static readonly Regex End = Mark("END");

        /// <summary>The claims of a license file. The caller compares them with its license and device.</summary>
        public static Fields Read(string text, TrustedKeys keys, string licenseKey, string fingerprint)
        {
            var compact = CompactIn(text);
            var isEncrypted = compact.Count(character => character == '.') == 4;
            var claims = keys.Verify(isEncrypted ? Decrypt(compact, licenseKey, fingerprint) : compact, Type);
            if (claims.Integer("ver", 0) != 1)
            {
                throw UntrustedException.Malformed();
            }
            return claims;
        }

        /// <summary>The error for a file that is not taken, with a code by cause.</summary>
        public static KeywardException Unusable(UntrustedException untrusted)
        {
            string code;
            return new KeywardException(
                FileCodes.TryGetValue(untrusted.Reason, out code) ? code : "LICENSE_FILE_MALFORMED",
                "This license file cannot be used: " + untrusted.Message,
                untrusted);
        }

        /// <summary>The text of a license file as the server wrote it, from what mail programs and clipboards have made of it.</summary>
        public static string Clean(string text)
        {
            var body = Convert.ToBase64String(Codec.Utf8(CompactIn(text)));
            return "-----BEGIN KEYWARD LICENSE FILE-----\n" + body + "\n-----END KEYWARD LICENSE FILE-----\n";
        }

        /// <summary>The text that a device without network shows to get a license file. The nonce has 16 characters.</summary>
        public static string OfflineRequest(string licenseKey, string fingerprint, string nonce) =>
            "KWR1." + Code(licenseKey, fingerprint, "n", nonce);

        /// <summary>The text that a device without network shows after it has deleted its license file.</summary>
        public static string ReleaseCode(string licenseKey, string fingerprint, string jti)
        {
            var proof = Codec.HmacSha256(Codec.Utf8(licenseKey), Codec.Utf8("keyward release " + fingerprint + " " + jti));
            return "KWX1." + Code(licenseKey, fingerprint, "s", Codec.Base64Url(proof).Substring(0, 22));
        }

        private static Regex Mark(string first) =>
            new Regex(string.Join("[^A-Za-z0-9+/]{1,40}", first, "KEYWARD", "LICENSE", "FILE"));

        /// <summary>
        /// The first base64 of a JWS or JWE between two marks. What stands around or inside says nothing: the signature decides.
        /// </summary>
        private static string CompactIn(string text)
        {
            if (text != null && text.Length <= 2 * Jws.MaxCharacters)
            {
                var start = 0;
                foreach (Match end in End.Matches(text))
                {
                    var compact = CompactAfterMark(text.Substring(start, end.Index - start));
                    if (compact != null)
                    {
                        return compact;
                    }
                    start = end.Index + end.Length;
                }
            }
            throw UntrustedException.Malformed();
        }

        private static string CompactAfterMark(string part)
        {
            var begin = Begin.Matches(part).Cast<Match>().LastOrDefault();
            if (begin == null)
            {
                return null;
            }
            // Also padding is left out, which mail programs and clipboards lose.
            var body = NotBase64.Replace(part.Substring(begin.Index + begin.Length), "").Replace('+', '-').Replace('/', '_');
            var bytes = Codec.FromBase64Url(body);
            var compact = bytes == null ? "" : Codec.FromUtf8(bytes);
            return Compact.IsMatch(compact) ? compact : null;
        }

        private static string Decrypt(string jwe, string licenseKey, string fingerprint)
        {
            var parts = Jws.Parts(jwe, 5);
            CheckHeader(parts[0]);
            if (parts[1].Length != 0 || parts[2].Length != IvBytes || parts[4].Length != TagBytes)
            {
                throw UntrustedException.Malformed();
            }
            var header = Codec.Utf8(jwe.Substring(0, jwe.IndexOf('.')));
            // A file for any device is encrypted without a fingerprint, and does not say so.
            foreach (var salt in new[] { fingerprint, "" })
            {
                var opened = AesGcm.Open(FileKey(licenseKey, salt), parts[2], header, parts[3], parts[4]);
                if (opened != null)
                {
                    return Codec.FromUtf8(opened);
                }
            }
            throw UntrustedException.For("decryption");
        }

        private static void CheckHeader(byte[] header)
        {
            var members = Jws.Object(header);
            if (members.Text("alg") != "dir" || members.Text("enc") != "A256GCM")
            {
                throw UntrustedException.For("algorithm");
            }
            if (members.Text("typ") != EncryptedType)
            {
                throw UntrustedException.For("type");
            }
            if (Codec.FromUtf8(header) != "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"typ\":\"" + EncryptedType + "\"}")
            {
                throw UntrustedException.Malformed();
            }
        }

        /// <summary>HKDF with SHA-256 (RFC 5869): one block, because it is as long as the key.</summary>
        private static byte[] FileKey(string licenseKey, string salt)
        {
            var secret = Codec.HmacSha256(Codec.Utf8(salt), Codec.Utf8(licenseKey));
            return Codec.HmacSha256(secret, Codec.Utf8("keyward license file\u0001"));
        }

        /// <summary>With a hint at the license key, by which an admin finds the license.</summary>
        private static string Code(string licenseKey, string fingerprint, string name, string value)
        {
            var hint = Codec.Base64Url(Codec.Sha256(Codec.Utf8(licenseKey))).Substring(0, 22);
            var fields = new List<KeyValuePair<string, object>>
            {
                new KeyValuePair<string, object>("k", hint),
                new KeyValuePair<string, object>("f", fingerprint),
                new KeyValuePair<string, object>(name, value),
            };
            return Codec.Base64Url(Codec.Utf8(Json.Write(fields)));
        }
    }
}
