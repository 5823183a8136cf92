using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Keyward.Internal
{
    /// <summary>An amount in millionths, and the most decimals of what is drawn from it.</summary>
    internal sealed class DecimalAmount
    {
        public const int MaxDecimals = 6;

        private static readonly Regex Pattern = new Regex(@"^([0-9]{1,15})(?:\.([0-9]{1,6}))?\z");

        public DecimalAmount(BigInteger parts, int decimals)
        {
            Parts = parts;
            Decimals = decimals;
        }

        public BigInteger Parts { get; }

        public int Decimals { get; }

        /// <summary>Null for what is no amount, or has more decimals.</summary>
        public static DecimalAmount In(string text, int decimals)
        {
            var found = Pattern.Match(text ?? "");
            var fraction = found.Groups[2].Value.TrimEnd('0');
            return found.Success && fraction.Length <= decimals
                ? new DecimalAmount(
                    BigInteger.Parse(
                        found.Groups[1].Value + fraction.PadRight(MaxDecimals, '0'), NumberStyles.None, CultureInfo.InvariantCulture),
                    decimals)
                : null;
        }

        /// <summary>Without zeros at its end; 0 for a negative amount.</summary>
        public override string ToString()
        {
            var digits = BigInteger.Max(0, Parts).ToString(CultureInfo.InvariantCulture).PadLeft(MaxDecimals + 1, '0');
            var point = digits.Length - MaxDecimals;
            var fraction = digits.Substring(point).TrimEnd('0');
            return digits.Substring(0, point) + (fraction.Length == 0 ? "" : "." + fraction);
        }
    }
}
