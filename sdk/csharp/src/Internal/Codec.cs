using System;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Keyward.Internal
{
    /// <summary>Texts for bytes, sums of bytes, and random ones.</summary>
    internal static class Codec
    {
        private static readonly UTF8Encoding Utf8Text = new UTF8Encoding(false);
        private static readonly Regex Base64UrlText = new Regex(@"^[A-Za-z0-9_-]*\z");

        public static byte[] Utf8(string text) => Utf8Text.GetBytes(text);

        public static string FromUtf8(byte[] bytes) => Utf8Text.GetString(bytes);

        public static string Base64Url(byte[] data) =>
            Convert.ToBase64String(data).TrimEnd('=').Replace('+', '-').Replace('/', '_');

        /// <summary>Several texts decode to the same bytes. Only one of them is accepted; null for others.</summary>
        public static byte[] FromBase64Url(string text)
        {
            if (text == null || text.Length % 4 == 1 || !Base64UrlText.IsMatch(text))
            {
                return null;
            }
            var padded = text.Replace('-', '+').Replace('_', '/') + new string('=', (4 - text.Length % 4) % 4);
            var data = Convert.FromBase64String(padded);
            return Base64Url(data) == text ? data : null;
        }

        public static string Hex(byte[] data) => BitConverter.ToString(data).Replace("-", "").ToLowerInvariant();

        public static byte[] Sha256(byte[] data)
        {
            using (var algorithm = SHA256.Create())
            {
                return algorithm.ComputeHash(data);
            }
        }

        public static byte[] Sha512(byte[] data)
        {
            using (var algorithm = SHA512.Create())
            {
                return algorithm.ComputeHash(data);
            }
        }

        public static byte[] HmacSha256(byte[] key, byte[] data)
        {
            using (var algorithm = new HMACSHA256(key))
            {
                return algorithm.ComputeHash(data);
            }
        }

        public static byte[] Joined(params byte[][] parts)
        {
            var length = 0;
            foreach (var part in parts)
            {
                length += part.Length;
            }
            var all = new byte[length];
            var start = 0;
            foreach (var part in parts)
            {
                Buffer.BlockCopy(part, 0, all, start, part.Length);
                start += part.Length;
            }
            return all;
        }

        public static byte[] Part(byte[] bytes, int start, int length)
        {
            var part = new byte[length];
            Buffer.BlockCopy(bytes, start, part, 0, length);
            return part;
        }

        /// <summary>In a time that does not depend on where they differ.</summary>
        public static bool AreEqual(byte[] left, byte[] right)
        {
            var difference = left.Length ^ right.Length;
            for (var index = 0; index < left.Length && index < right.Length; index++)
            {
                difference |= left[index] ^ right[index];
            }
            return difference == 0;
        }

        /// <summary>1 to 43 characters of base64url.</summary>
        public static string RandomText(int length) => Base64Url(RandomBytes(32)).Substring(0, length);

        public static byte[] RandomBytes(int length)
        {
            var bytes = new byte[length];
            using (var random = RandomNumberGenerator.Create())
            {
                random.GetBytes(bytes);
            }
            return bytes;
        }

        /// <summary>At least 0 and less than 1.</summary>
        public static double RandomFraction() => BitConverter.ToUInt32(RandomBytes(4), 0) / 4294967296.0;
    }
}
