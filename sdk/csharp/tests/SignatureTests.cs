using System;
using System.Linq;
using System.Numerics;
using Keyward.Internal;

namespace Keyward.Tests
{
    /// <summary>Signatures of Ed25519 and ES256: right ones, and those that somebody made to deceive.</summary>
    internal static class SignatureTests
    {
        private static readonly BigInteger Order =
            BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493");

        /// <summary>RFC 8032, section 7.1: keys, messages and signatures.</summary>
        private static readonly string[,] Rfc8032 =
        {
            {
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            },
            {
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                "72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
            },
            {
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                "af82",
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
            },
            {
                "278117fc144c72340f67d0f2316e8386ceffbf2b2428c9c51fef7c597f1d426e",
                "08b8b2b733424243760fe426a4b54908632110a66c2f6591eabd3345e3e4eb98fa6e264bf09efe12ee50f8f54e9f77b1e355"
                + "f6c50544e23fb1433ddf73be84d879de7c0046dc4996d9e773f4bc9efe5738829adb26c81b37c93a1b270b20329d658675fc"
                + "6ea534e0810a4432826bf58c941efb65d57a338bbd2e26640f89ffbc1a858efcb8550ee3a5e1998bd177e93a7363c344fe6b"
                + "199ee5d02e82d522c4feba15452f80288a821a579116ec6dad2b3b310da903401aa62100ab5d1a36553e06203b33890cc9b8"
                + "32f79ef80560ccb9a39ce767967ed628c6ad573cb116dbefefd75499da96bd68a8a97b928a8bbc103b6621fcde2beca1231d"
                + "206be6cd9ec7aff6f6c94fcd7204ed3455c68c83f4a41da4af2b74ef5c53f1d8ac70bdcb7ed185ce81bd84359d44254d9562"
                + "9e9855a94a7c1958d1f8ada5d0532ed8a5aa3fb2d17ba70eb6248e594e1a2297acbbb39d502f1a8c6eb6f1ce22b3de1a1f40"
                + "cc24554119a831a9aad6079cad88425de6bde1a9187ebb6092cf67bf2b13fd65f27088d78b7e883c8759d2c4f5c65adb7553"
                + "878ad575f9fad878e80a0c9ba63bcbcc2732e69485bbc9c90bfbd62481d9089beccf80cfe2df16a2cf65bd92dd597b0707e0"
                + "917af48bbb75fed413d238f5555a7a569d80c3414a8d0859dc65a46128bab27af87a71314f318c782b23ebfe808b82b0ce26"
                + "401d2e22f04d83d1255dc51addd3b75a2b1ae0784504df543af8969be3ea7082ff7fc9888c144da2af58429ec96031dbcad3"
                + "dad9af0dcbaaaf268cb8fcffead94f3c7ca495e056a9b47acdb751fb73e666c6c655ade8297297d07ad1ba5e43f1bca32301"
                + "651339e22904cc8c42f58c30c04aafdb038dda0847dd988dcda6f3bfd15c4b4c4525004aa06eeff8ca61783aacec57fb3d1f"
                + "92b0fe2fd1a85f6724517b65e614ad6808d6f6ee34dff7310fdc82aebfd904b01e1dc54b2927094b2db68d6f903b68401ade"
                + "bf5a7e08d78ff4ef5d63653a65040cf9bfd4aca7984a74d37145986780fc0b16ac451649de6188a7dbdf191f64b5fc5e2ab4"
                + "7b57f7f7276cd419c17a3ca8e1b939ae49e488acba6b965610b5480109c8b17b80e1b7b750dfc7598d5d5011fd2dcc5600a3"
                + "2ef5b52a1ecc820e308aa342721aac0943bf6686b64b2579376504ccc493d97e6aed3fb0f9cd71a43dd497f01f17c0e2cb37"
                + "97aa2a2f256656168e6c496afc5fb93246f6b1116398a346f1a641f3b041e989f7914f90cc2c7fff357876e506b50d334ba7"
                + "7c225bc307ba537152f3f1610e4eafe595f6d9d90d11faa933a15ef1369546868a7f3a45a96768d40fd9d03412c091c6315c"
                + "f4fde7cb68606937380db2eaaa707b4c4185c32eddcdd306705e4dc1ffc872eeee475a64dfac86aba41c0618983f8741c5ef"
                + "68d3a101e8a3b8cac60c905c15fc910840b94c00a0b9d0",
                "0aab4c900501b3e24d7cdf4663326a3a87df5e4843b2cbdb67cbf6e460fec350"
                + "aa5371b1508f9f4528ecea23c436d94b5e8fcd4f681e30a6ac00a9704a188a03",
            },
            {
                "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d"
                + "4423643ce80e2a9ac94fa54ca49f",
                "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
                + "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
            },
        };

        /// <summary>The points whose order divides 8, also in forms that are not the one that a point has.</summary>
        private static readonly string[] SmallOrder =
        {
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000080",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000080",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        };

        public static void Run()
        {
            Test.Case("Ed25519 verifies the messages of RFC 8032, and no other", VerifiesRfc8032);
            Test.Case("Ed25519 verifies what is signed, and nothing that was changed", VerifiesOwn);
            Test.Case("Ed25519 refuses keys of small order, and scalars and points that are none", RefusesSmallOrder);
            Test.Case("a field of 255 bits adds, subtracts and multiplies as whole numbers do", ComputesAsNumbers);
            Test.Case("ES256 takes a high s, and refuses a second form of the same scalar", RefusesOtherFormsOfScalars);
            Test.Case("ES256 verifies the message of RFC 7515, and no other", VerifiesRfc7515);
        }

        private static void VerifiesRfc8032()
        {
            for (var row = 0; row < Rfc8032.GetLength(0); row++)
            {
                var key = Bytes(Rfc8032[row, 0]);
                var message = Bytes(Rfc8032[row, 1]);
                var signature = Bytes(Rfc8032[row, 2]);
                Test.That(Ed25519.Verify(key, message, signature), "message " + row);
                Test.That(!Ed25519.Verify(key, Codec.Joined(message, new byte[1]), signature), "a longer message " + row);
            }
        }

        /// <summary>The seed is fixed: a failure is the same in each run.</summary>
        private static void VerifiesOwn()
        {
            var random = new Random(7);
            for (var round = 0; round < 20; round++)
            {
                var message = new byte[random.Next(2000)];
                random.NextBytes(message);
                var secret = Number(random);
                var key = Times(secret);
                var signature = Signed(secret, key, message, Number(random));
                Test.That(Ed25519.Verify(key, message, signature), "own");
                Test.That(!Ed25519.Verify(key, message, Flipped(signature, random)), "changed signature");
                Test.That(!Ed25519.Verify(Flipped(key, random), message, signature), "changed key");
                var s = Ed25519.LittleEndian(Codec.Part(signature, 32, 32)) + Order;
                var another = Codec.Joined(Codec.Part(signature, 0, 32), LittleEndian(s));
                Test.That(!Ed25519.Verify(key, message, another), "a second form of the same scalar");
                Test.That(!Ed25519.Verify(key, message, Codec.Part(signature, 0, 63)), "63 bytes");
                Test.That(!Ed25519.Verify(key, message, Codec.Joined(signature, new byte[1])), "65 bytes");
                Test.That(!Ed25519.Verify(Codec.Part(key, 0, 31), message, signature), "key of 31 bytes");
                Test.That(!Ed25519.Verify(Codec.Joined(key, new byte[1]), message, signature), "key of 33 bytes");
            }
            Test.That(!Ed25519.Verify(new byte[0], new byte[0], new byte[0]), "nothing");
        }

        private static void RefusesSmallOrder()
        {
            var scalars = new[] { BigInteger.Zero, BigInteger.One, Order - 1, Order, BigInteger.Pow(2, 256) - 1 };
            foreach (var key in SmallOrder)
            {
                foreach (var r in SmallOrder)
                {
                    foreach (var s in scalars)
                    {
                        var signature = Codec.Joined(Bytes(r), LittleEndian(s));
                        Test.That(!Ed25519.Verify(Bytes(key), new byte[] { 1 }, signature), key + " " + r + " " + s);
                    }
                }
            }
            // A y without an x, and the y of p + 2 in place of 2.
            Test.That(CurvePoint.Decode(Bytes("02" + new string('0', 62))) == null, "no point");
            Test.That(CurvePoint.Decode(Bytes("f0" + new string('f', 60) + "7f")) == null, "not reduced");
            Test.That(CurvePoint.Decode(Bytes(new string('f', 64))) == null, "all ones");
            // An x of 0 has no odd twin.
            Test.That(CurvePoint.Decode(Bytes("01" + new string('0', 60) + "80")) == null, "odd zero");
            Test.That(CurvePoint.Decode(Bytes("01" + new string('0', 62))) != null, "even zero");
        }

        private static void ComputesAsNumbers()
        {
            var random = new Random(11);
            var p = FieldElement.Prime;
            for (var round = 0; round < 500; round++)
            {
                var extremes = new[] { BigInteger.Zero, BigInteger.One, p - 1, p - 19, BigInteger.Pow(2, 254) };
                var a = round % 3 == 0 ? extremes[random.Next(5)] : Number(random);
                var b = round % 5 == 0 ? extremes[random.Next(5)] : Number(random);
                var left = FieldElement.Of(a);
                var right = FieldElement.Of(b);
                Test.That((left + right).Value == (a + b) % p, "sum");
                Test.That((left - right).Value == ((a - b) % p + p) % p, "difference");
                Test.That((left * right).Value == a * b % p, "product");
                var sum = left + right;
                var difference = left + left - right;
                Test.That((sum * difference).Value == ((a + b) * (2 * a - b) % p + p) % p, "product of sums");
            }
        }

        /// <summary>RFC 7515, appendix A.3.</summary>
        private static void VerifiesRfc7515()
        {
            var key = Codec.Joined(
                new byte[] { 4 },
                Codec.FromBase64Url("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                Codec.FromBase64Url("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"));
            var message = Codec.Utf8(
                "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ");
            var signature = Codec.FromBase64Url(
                "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
            Test.That(P256.Verify(key, message, signature), "its message");
            var random = new Random(13);
            for (var round = 0; round < 20; round++)
            {
                Test.That(!P256.Verify(key, Flipped(message, random), signature), "changed message");
                Test.That(!P256.Verify(key, message, Flipped(signature, random)), "changed signature");
                Test.That(!P256.Verify(Flipped(key, random), message, signature), "changed key");
            }
            var zero = new byte[32];
            var ones = Enumerable.Repeat((byte)255, 32).ToArray();
            foreach (var part in new[] { zero, ones })
            {
                Test.That(!P256.Verify(key, message, Codec.Joined(part, Codec.Part(signature, 32, 32))), "r");
                Test.That(!P256.Verify(key, message, Codec.Joined(Codec.Part(signature, 0, 32), part)), "s");
            }
            Test.That(!P256.Verify(key, message, Codec.Part(signature, 0, 63)), "63 bytes");
            Test.That(!P256.IsKey(Codec.Part(key, 0, 64)) && !P256.IsKey(new byte[65]) && !P256.IsKey(new byte[0]), "no keys");
            Test.That(!P256.IsKey(Codec.Joined(new byte[] { 4 }, ones, ones)), "not reduced");
        }

        /// <summary>A key for which (r, 1) and (r, n − 1) sign the message, and another form of 1 does not.</summary>
        private static void RefusesOtherFormsOfScalars()
        {
            var key = Codec.FromBase64Url("BDuJOFiTCjH6XHpsr3B8zmLRmez58AjDRsLI2c7vmP2W7k3KLZnGeZLMqV7HHpi7aZK8_9ax04m0ATkVny30PGU");
            var r = Codec.FromBase64Url("lfnWFIXNwLGdFuEMhVnIXS47ZW7EF-_4y5W6QLc1Jfc");
            var message = Codec.Utf8("a message");
            var one = Bytes(new string('0', 62) + "01");
            var oneMore = Bytes("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632552");
            var oneLess = Bytes("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550");
            Test.That(P256.Verify(key, message, Codec.Joined(r, one)), "1");
            Test.That(P256.Verify(key, message, Codec.Joined(r, oneLess)), "n - 1");
            Test.That(!P256.Verify(key, message, Codec.Joined(r, oneMore)), "n + 1");
        }

        private static byte[] Signed(BigInteger secret, byte[] key, byte[] message, BigInteger once)
        {
            var r = Times(once);
            var k = Ed25519.LittleEndian(Codec.Sha512(Codec.Joined(r, key, message)));
            return Codec.Joined(r, LittleEndian((once + k * secret) % Order));
        }

        private static byte[] Times(BigInteger scalar) =>
            CurvePoint.SumOfProducts(scalar, CurvePoint.Base, 0, CurvePoint.Base).Encode();

        private static BigInteger Number(Random random)
        {
            var bytes = new byte[32];
            random.NextBytes(bytes);
            return Ed25519.LittleEndian(bytes) % Order;
        }

        private static byte[] LittleEndian(BigInteger number)
        {
            var bytes = new byte[32];
            Array.Copy(number.ToByteArray(), bytes, Math.Min(32, number.ToByteArray().Length));
            return bytes;
        }

        private static byte[] Flipped(byte[] bytes, Random random)
        {
            var changed = (byte[])bytes.Clone();
            changed[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            return changed;
        }

        public static byte[] Bytes(string hex) =>
            Enumerable.Range(0, hex.Length / 2).Select(index => Convert.ToByte(hex.Substring(2 * index, 2), 16)).ToArray();
    }
}
