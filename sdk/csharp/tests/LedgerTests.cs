using System.Linq;
using Keyward.Internal;

namespace Keyward.Tests
{
    /// <summary>Parts of a ledger of use: signatures and exact amounts.</summary>
    internal static class LedgerTests
    {
        /// <summary>RFC 8032, section 7.1: private keys, public keys, messages and signatures.</summary>
        private static readonly string[][] Rfc8032 =
        {
            new[]
            {
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            },
            new[]
            {
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                "72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
            },
        };

        public static void Run()
        {
            Test.Case("Ed25519 signs the messages of RFC 8032", SignsRfc8032);
            Test.Case("amounts are exact to six decimals, and others are refused", ReadsAmounts);
        }

        private static void SignsRfc8032()
        {
            foreach (var row in Rfc8032)
            {
                var bytes = row.Select(SignatureTests.Bytes).ToList();
                Test.That(Codec.AreEqual(Ed25519.PublicKeyOf(bytes[0]), bytes[1]), "public key of " + row[0]);
                Test.That(Codec.AreEqual(Ed25519.Sign(bytes[0], bytes[2]), bytes[3]), "signature of " + row[2]);
            }
        }

        private static void ReadsAmounts()
        {
            foreach (var text in new[] { "0", "0.1", "10", "1.5", "0.000001", "999999999999999.999999" })
            {
                Test.That(DecimalAmount.In(text, 6).ToString() == text, text);
            }
            Test.That(DecimalAmount.In("001.50", 1).ToString() == "1.5", "zeros");
            foreach (var text in new[] { null, "", ".", "1.", ".5", "-1", "+1", "1e1", " 1", "1\n", "1.0000001", "1000000000000000", "x", "١" })
            {
                Test.That(DecimalAmount.In(text, 6) == null, "no amount: " + text);
            }
            Test.That(DecimalAmount.In("0.5", 0) == null, "more decimals");
            Test.That(new DecimalAmount(-5, 2).ToString() == "0", "negative");
        }
    }
}
