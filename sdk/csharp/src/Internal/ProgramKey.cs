using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Keyward.Internal
{
    /// <summary>The key in the directory of a ledger, and the codes that it signs.</summary>
    internal sealed class ProgramKey
    {
        private const int MaxName = 100;
        private const int NonceLength = 16;

        /// <summary>The DER of every private key of Ed25519 (RFC 8410), before its bytes.</summary>
        private static readonly byte[] Prefix = { 48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32 };

        private static readonly Regex Pem = new Regex(@"-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----");

        private readonly byte[] seed;

        private ProgramKey(byte[] seed)
        {
            this.seed = seed;
            X = Codec.Base64Url(Ed25519.PublicKeyOf(seed));
        }

        /// <summary>The public key in base64url.</summary>
        public string X { get; }

        /// <summary>The key of a directory, which is made at need. Throws <c>LEDGER_DAMAGED</c>.</summary>
        /// <param name="directory">Directory of the ledger.</param>
        /// <param name="pem">A key that came with a file; null to make one.</param>
        public static ProgramKey Kept(string directory, string pem)
        {
            var path = Path.Combine(directory, "program-key.pem");
            var text = OwnFiles.ReadIfAny(path);
            if (text == null)
            {
                text = pem ?? Written(Codec.RandomBytes(Ed25519.KeyBytes));
                OwnFiles.Write(path, FileMode.CreateNew, text);
            }
            var seed = SeedIn(text);
            if (seed == null)
            {
                throw new KeywardException("LEDGER_DAMAGED", "The key of the directory is damaged");
            }
            return new ProgramKey(seed);
        }

        public string Sign(string text) => Codec.Base64Url(Ed25519.Sign(seed, Codec.Utf8(text)));

        /// <summary>The code with which an admin issues a file for this key.</summary>
        public string RequestCode(string name)
        {
            var shown = name.Substring(0, Math.Min(name.Length, MaxName));
            return "KWL1." + Encoded(
                new Dictionary<string, object> { { "k", X }, { "n", shown }, { "t", Codec.RandomText(NonceLength) } });
        }

        /// <summary>The code with which the program gives its amounts back.</summary>
        /// <param name="id">ID of the program in the file.</param>
        /// <param name="jti">Claim <c>jti</c> of the file.</param>
        public string ReleaseCode(string id, string jti)
        {
            var proof = Sign("keyward relay release " + id + " " + jti);
            return "KWY1." + Encoded(new Dictionary<string, object> { { "r", id }, { "j", jti }, { "s", proof } });
        }

        public static string Encoded(Dictionary<string, object> members) => Codec.Base64Url(Codec.Utf8(Json.Write(members)));

        private static string Written(byte[] seed) =>
            "-----BEGIN PRIVATE KEY-----\n" + Convert.ToBase64String(Codec.Joined(Prefix, seed)) + "\n-----END PRIVATE KEY-----\n";

        private static byte[] SeedIn(string pem)
        {
            try
            {
                var der = Convert.FromBase64String(Pem.Match(pem).Groups[1].Value);
                var isKey = der.Length == Prefix.Length + Ed25519.KeyBytes && der.Take(Prefix.Length).SequenceEqual(Prefix);
                return isKey ? Codec.Part(der, Prefix.Length, Ed25519.KeyBytes) : null;
            }
            catch (FormatException)
            {
                return null;
            }
        }
    }
}
