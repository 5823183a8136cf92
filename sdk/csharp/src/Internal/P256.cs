using System.Globalization;
using System.Numerics;

namespace Keyward.Internal
{
    /// <summary>
    /// Verifies signatures of ES256: ECDSA with P-256 and SHA-256 (FIPS 186-5, RFC 7518), which Mono and Unity lack. Nothing here is
    /// secret, so that it may take a time that depends on its values.
    /// </summary>
    internal static class P256
    {
        public const int KeyBytes = 65;
        private const int Bytes = 32;
        private const byte Uncompressed = 4;

        private static readonly BigInteger P = Hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
        private static readonly BigInteger Order = Hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        private static readonly BigInteger B = Hex("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");

        private static readonly Point Generator = new Point(
            Hex("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
            Hex("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"),
            BigInteger.One);

        /// <summary>Whether these are the bytes of an uncompressed point of the curve.</summary>
        public static bool IsKey(byte[] publicKey) => PointOf(publicKey) != null;

        /// <summary>Never throws: bytes that are no key or no signature do not verify.</summary>
        public static bool Verify(byte[] publicKey, byte[] message, byte[] signature)
        {
            var key = PointOf(publicKey);
            if (key == null || signature.Length != 2 * Bytes)
            {
                return false;
            }
            var r = BigEndian(signature, 0);
            var s = BigEndian(signature, Bytes);
            if (r.IsZero || s.IsZero || r >= Order || s >= Order)
            {
                return false;
            }
            var inverse = BigInteger.ModPow(s, Order - 2, Order);
            var ofGenerator = BigEndian(Codec.Sha256(message), 0) * inverse % Order;
            var sum = Point.SumOfProducts(ofGenerator, Generator, r * inverse % Order, key);
            return !sum.IsInfinite && sum.AffineX % Order == r;
        }

        private static Point PointOf(byte[] publicKey)
        {
            if (publicKey.Length != KeyBytes || publicKey[0] != Uncompressed)
            {
                return null;
            }
            var x = BigEndian(publicKey, 1);
            var y = BigEndian(publicKey, 1 + Bytes);
            var isOnCurve = x < P && y < P && Rest(y * y - x * x * x + 3 * x - B).IsZero;
            return isOnCurve ? new Point(x, y, BigInteger.One) : null;
        }

        private static BigInteger BigEndian(byte[] bytes, int start)
        {
            var turned = new byte[Bytes + 1];
            for (var index = 0; index < Bytes; index++)
            {
                turned[index] = bytes[start + Bytes - 1 - index];
            }
            return new BigInteger(turned);
        }

        private static BigInteger Hex(string digits) =>
            BigInteger.Parse("0" + digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

        private static BigInteger Rest(BigInteger value)
        {
            var rest = value % P;
            return rest.Sign < 0 ? rest + P : rest;
        }

        /// <summary>A point of the curve in Jacobian coordinates: x = X/Z², y = Y/Z³; Z is 0 at infinity.</summary>
        private sealed class Point
        {
            private static readonly Point Infinity = new Point(BigInteger.One, BigInteger.One, BigInteger.Zero);

            private readonly BigInteger x;
            private readonly BigInteger y;
            private readonly BigInteger z;

            public Point(BigInteger x, BigInteger y, BigInteger z)
            {
                this.x = x;
                this.y = y;
                this.z = z;
            }

            public bool IsInfinite => z.IsZero;

            public BigInteger AffineX => Rest(x * BigInteger.ModPow(z * z, P - 2, P));

            public static Point SumOfProducts(BigInteger a, Point p, BigInteger b, Point q)
            {
                var both = p.Plus(q);
                var sum = Infinity;
                for (var bit = 255; bit >= 0; bit--)
                {
                    sum = sum.Twice();
                    var hasP = !((a >> bit) & 1).IsZero;
                    var hasQ = !((b >> bit) & 1).IsZero;
                    if (hasP || hasQ)
                    {
                        sum = sum.Plus(hasP && hasQ ? both : hasP ? p : q);
                    }
                }
                return sum;
            }

            private Point Twice()
            {
                var squareZ = z * z % P;
                var squareY = y * y % P;
                var slope = Rest(3 * (x - squareZ) * (x + squareZ));
                var product = 4 * x * squareY % P;
                var doubled = Rest(slope * slope - 2 * product);
                return new Point(doubled, Rest(slope * (product - doubled) - 8 * squareY * squareY), 2 * y * z % P);
            }

            private Point Plus(Point other)
            {
                if (IsInfinite || other.IsInfinite)
                {
                    return IsInfinite ? other : this;
                }
                var squareZ = z * z % P;
                var otherSquareZ = other.z * other.z % P;
                var left = x * otherSquareZ % P;
                var leftY = y * otherSquareZ % P * other.z % P;
                var differenceX = Rest(other.x * squareZ - left);
                var differenceY = Rest(other.y * squareZ % P * z - leftY);
                if (differenceX.IsZero)
                {
                    return differenceY.IsZero ? Twice() : Infinity;
                }
                var square = differenceX * differenceX % P;
                var cube = square * differenceX % P;
                var common = left * square % P;
                var sumX = Rest(differenceY * differenceY - cube - 2 * common);
                var sumY = Rest(differenceY * (common - sumX) - leftY * cube);
                return new Point(sumX, sumY, z * other.z % P * differenceX % P);
            }
        }
    }
}
