using System.Numerics;

namespace Keyward.Internal
{
    /// <summary>
    /// An integer modulo 2^255 − 19, in ten signed limbs of 26 and 25 bits in turn. A sum or difference of two products may be
    /// multiplied again without an overflow.
    /// </summary>
    internal struct FieldElement
    {
        public static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;

        private const int Limbs = 10;
        private readonly long[] limbs;

        private FieldElement(long[] limbs)
        {
            this.limbs = limbs;
        }

        public static FieldElement Of(BigInteger value)
        {
            var limbs = new long[Limbs];
            var rest = Positive(value);
            for (var index = 0; index < Limbs; index++)
            {
                limbs[index] = (long)(rest & ((1 << BitsOf(index)) - 1));
                rest >>= BitsOf(index);
            }
            return new FieldElement(Carried(limbs));
        }

        /// <summary>At least 0 and less than the prime.</summary>
        public BigInteger Value
        {
            get
            {
                var value = BigInteger.Zero;
                for (var index = Limbs - 1; index >= 0; index--)
                {
                    value = (value << BitsOf(index)) + limbs[index];
                }
                return Positive(value);
            }
        }

        public static FieldElement operator +(FieldElement left, FieldElement right)
        {
            var sum = new long[Limbs];
            for (var index = 0; index < Limbs; index++)
            {
                sum[index] = left.limbs[index] + right.limbs[index];
            }
            return new FieldElement(sum);
        }

        public static FieldElement operator -(FieldElement left, FieldElement right)
        {
            var difference = new long[Limbs];
            for (var index = 0; index < Limbs; index++)
            {
                difference[index] = left.limbs[index] - right.limbs[index];
            }
            return new FieldElement(difference);
        }

        public static FieldElement operator *(FieldElement left, FieldElement right)
        {
            var places = new long[2 * Limbs - 1];
            for (var index = 0; index < Limbs; index++)
            {
                var factor = left.limbs[index];
                // The places of two limbs of 25 bits add up to one bit more than the place of their product.
                var atOdd = factor << (index & 1);
                for (var other = 0; other < Limbs; other += 2)
                {
                    places[index + other] += factor * right.limbs[other];
                    places[index + other + 1] += atOdd * right.limbs[other + 1];
                }
            }
            var product = new long[Limbs];
            for (var index = 0; index < Limbs; index++)
            {
                product[index] = places[index] + (index + Limbs < places.Length ? 19 * places[index + Limbs] : 0);
            }
            return new FieldElement(Carried(product));
        }

        public FieldElement Power(BigInteger exponent)
        {
            var bits = exponent.ToByteArray();
            var power = Of(BigInteger.One);
            for (var bit = 8 * bits.Length - 1; bit >= 0; bit--)
            {
                power *= power;
                power = ((bits[bit / 8] >> (bit % 8)) & 1) == 1 ? power * this : power;
            }
            return power;
        }

        private static BigInteger Positive(BigInteger value)
        {
            var rest = value % Prime;
            return rest.Sign < 0 ? rest + Prime : rest;
        }

        private static int BitsOf(int index) => 26 - (index & 1);

        /// <summary>The same value with limbs between −2^25 and 2^25.</summary>
        private static long[] Carried(long[] limbs)
        {
            for (var round = 0; round < 2; round++)
            {
                for (var index = 0; index < Limbs; index++)
                {
                    var bits = BitsOf(index);
                    var carry = (limbs[index] + (1L << (bits - 1))) >> bits;
                    limbs[index] -= carry << bits;
                    limbs[(index + 1) % Limbs] += index == Limbs - 1 ? 19 * carry : carry;
                }
            }
            return limbs;
        }
    }
}
