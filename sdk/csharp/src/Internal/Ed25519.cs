using System.Numerics;

namespace Keyward.Internal
{
    /// <summary>
    /// Signatures of Ed25519 (RFC 8032), which .NET lacks. A verification may take a time that depends on its values: nothing in it
    /// is secret.
    /// </summary>
    internal static class Ed25519
    {
        public const int KeyBytes = 32;

        /// <summary>Order of the group.</summary>
        private static readonly BigInteger Order =
            BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493");

        /// <summary>Never throws: bytes that are no key or no signature do not verify.</summary>
        public static bool Verify(byte[] publicKey, byte[] message, byte[] signature)
        {
            if (publicKey.Length != KeyBytes || signature.Length != 2 * KeyBytes)
            {
                return false;
            }
            var r = Codec.Part(signature, 0, KeyBytes);
            var s = LittleEndian(Codec.Part(signature, KeyBytes, KeyBytes));
            var key = CurvePoint.Decode(publicKey);
            // Another s of the same rest would be a second signature; a key of small order verifies what nobody has signed.
            if (s >= Order || key == null || key.HasSmallOrder)
            {
                return false;
            }
            var k = LittleEndian(Codec.Sha512(Codec.Joined(r, publicKey, message))) % Order;
            // S·B − k·A, which must be R.
            return Codec.AreEqual(CurvePoint.SumOfProducts(s, CurvePoint.Base, k, key.Negated()).Encode(), r);
        }

        /// <param name="seed">The 32 bytes of a private key.</param>
        public static byte[] PublicKeyOf(byte[] seed) => CurvePoint.Base.Times(Scalar(Codec.Sha512(seed))).Encode();

        /// <param name="seed">The 32 bytes of a private key.</param>
        /// <param name="message">Signed as it is.</param>
        public static byte[] Sign(byte[] seed, byte[] message)
        {
            var hash = Codec.Sha512(seed);
            var nonce = LittleEndian(Codec.Sha512(Codec.Joined(Codec.Part(hash, KeyBytes, KeyBytes), message))) % Order;
            var r = CurvePoint.Base.Times(nonce).Encode();
            var k = LittleEndian(Codec.Sha512(Codec.Joined(r, PublicKeyOf(seed), message)));
            var s = (nonce + k * Scalar(hash)) % Order;
            return Codec.Joined(r, CurvePoint.Bytes32(s));
        }

        /// <summary>The secret factor in the hash of a private key.</summary>
        private static BigInteger Scalar(byte[] hash)
        {
            var bytes = Codec.Part(hash, 0, KeyBytes);
            bytes[0] &= 0xf8;
            bytes[KeyBytes - 1] = (byte)((bytes[KeyBytes - 1] & 0x7f) | 0x40);
            return LittleEndian(bytes) % Order;
        }

        /// <summary>A number that is not negative.</summary>
        public static BigInteger LittleEndian(byte[] bytes) => new BigInteger(Codec.Joined(bytes, new byte[1]));
    }

    /// <summary>A point of the curve in extended coordinates: x = X/Z, y = Y/Z, x·y = T/Z.</summary>
    internal sealed class CurvePoint
    {
        private const int Bytes = 32;
        private static readonly FieldElement One = FieldElement.Of(1);
        private static readonly FieldElement Zero = FieldElement.Of(0);
        private static readonly FieldElement D = FieldElement.Of(-121665) * Inverse(FieldElement.Of(121666));
        private static readonly FieldElement TwiceD = FieldElement.Of((D + D).Value);

        private static readonly FieldElement RootOfMinusOne =
            FieldElement.Of(2).Power((FieldElement.Prime - 1) / 4);

        private static readonly CurvePoint Neutral = Affine(Zero, One);

        private readonly FieldElement x;
        private readonly FieldElement y;
        private readonly FieldElement z;
        private readonly FieldElement t;

        private CurvePoint(FieldElement x, FieldElement y, FieldElement z, FieldElement t)
        {
            this.x = x;
            this.y = y;
            this.z = z;
            this.t = t;
        }

        public static CurvePoint Base { get; } = OfY(FieldElement.Of(4) * Inverse(FieldElement.Of(5)), false);

        /// <summary>Whether eight times this point is the neutral one, or its own opposite.</summary>
        public bool HasSmallOrder
        {
            get
            {
                var twice = Plus(this);
                var fourTimes = twice.Plus(twice);
                return fourTimes.Plus(fourTimes).x.Value.IsZero;
            }
        }

        /// <summary>Null for bytes that are no point in the one form that it has.</summary>
        public static CurvePoint Decode(byte[] encoded)
        {
            var bytes = (byte[])encoded.Clone();
            var isOdd = (bytes[Bytes - 1] & 0x80) != 0;
            bytes[Bytes - 1] &= 0x7f;
            var y = Ed25519.LittleEndian(bytes);
            return y < FieldElement.Prime ? OfY(FieldElement.Of(y), isOdd) : null;
        }

        public static CurvePoint SumOfProducts(BigInteger a, CurvePoint p, BigInteger b, CurvePoint q)
        {
            var both = p.Plus(q);
            var sum = Neutral;
            for (var bit = 253; bit >= 0; bit--)
            {
                sum = sum.Plus(sum);
                var hasP = !((a >> bit) & 1).IsZero;
                var hasQ = !((b >> bit) & 1).IsZero;
                if (hasP || hasQ)
                {
                    sum = sum.Plus(hasP && hasQ ? both : hasP ? p : q);
                }
            }
            return sum;
        }

        /// <summary>A multiple by a secret less than the order: the steps are the same for each.</summary>
        public CurvePoint Times(BigInteger factor)
        {
            var product = Neutral;
            for (var bit = 252; bit >= 0; bit--)
            {
                product = product.Plus(product);
                var more = product.Plus(this);
                product = ((factor >> bit) & 1).IsZero ? product : more;
            }
            return product;
        }

        /// <summary>A number below 2^256, the lowest byte first.</summary>
        public static byte[] Bytes32(BigInteger number)
        {
            var encoded = new byte[Bytes];
            var digits = number.ToByteArray();
            System.Buffer.BlockCopy(digits, 0, encoded, 0, System.Math.Min(digits.Length, Bytes));
            return encoded;
        }

        public CurvePoint Negated() => new CurvePoint(Zero - x, y, z, Zero - t);

        public byte[] Encode()
        {
            var inverse = Inverse(z);
            var encoded = Bytes32((y * inverse).Value);
            encoded[Bytes - 1] |= (byte)((x * inverse).Value.IsEven ? 0 : 0x80);
            return encoded;
        }

        /// <summary>Complete: also for a point and itself (RFC 8032, section 5.1.4).</summary>
        private CurvePoint Plus(CurvePoint other)
        {
            var a = (y - x) * (other.y - other.x);
            var b = (y + x) * (other.y + other.x);
            var c = t * TwiceD * other.t;
            var half = z * other.z;
            var e = b - a;
            var f = half + half - c;
            var g = half + half + c;
            var h = b + a;
            return new CurvePoint(e * f, g * h, f * g, e * h);
        }

        private static CurvePoint Affine(FieldElement x, FieldElement y) => new CurvePoint(x, y, One, x * y);

        /// <summary>
        /// The point with this y and an x of this parity; null if there is none (RFC 8032, section 5.1.3).
        /// </summary>
        private static CurvePoint OfY(FieldElement y, bool isOdd)
        {
            var square = y * y;
            var x2 = (square - One) * Inverse(square * D + One);
            var x = x2.Power((FieldElement.Prime + 3) / 8);
            x = (x * x).Value == x2.Value ? x : x * RootOfMinusOne;
            var root = x.Value;
            if ((x * x).Value != x2.Value || (root.IsZero && isOdd))
            {
                return null;
            }
            return Affine(root.IsEven != isOdd ? x : Zero - x, y);
        }

        private static FieldElement Inverse(FieldElement element) => element.Power(FieldElement.Prime - 2);
    }
}
