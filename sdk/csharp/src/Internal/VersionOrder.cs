using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Keyward.Internal
{
    /// <summary>The order of versions: by their numbers, a pre-release before its release, as SemVer 2 orders them.</summary>
    internal sealed class VersionOrder
    {
        private static readonly Regex PreRelease = new Regex(@"^[vV]?([0-9]+(?:\.[0-9]+)*)-([0-9A-Za-z][0-9A-Za-z.-]*)");
        private static readonly Regex Digits = new Regex("[0-9]+");
        private static readonly Regex OnlyDigits = new Regex(@"^[0-9]+\z");

        private readonly List<BigInteger> numbers;
        private readonly List<string> identifiers = new List<string>();

        private VersionOrder(string version)
        {
            var found = PreRelease.Match(version);
            var release = found.Success ? found.Groups[1].Value : version.Split('+')[0];
            numbers = Digits.Matches(release).Cast<Match>().Select(match => Number(match.Value)).ToList();
            if (found.Success)
            {
                identifiers.AddRange(found.Groups[2].Value.TrimEnd('.').Split('.'));
            }
        }

        public static bool IsNewer(string version, string current) =>
            new VersionOrder(version).CompareTo(new VersionOrder(current)) > 0;

        private int CompareTo(VersionOrder other)
        {
            for (var index = 0; index < Math.Max(numbers.Count, other.numbers.Count); index++)
            {
                var order = NumberAt(index).CompareTo(other.NumberAt(index));
                if (order != 0)
                {
                    return order;
                }
            }
            if (identifiers.Count == 0 || other.identifiers.Count == 0)
            {
                return other.identifiers.Count - identifiers.Count;
            }
            for (var index = 0; index < Math.Min(identifiers.Count, other.identifiers.Count); index++)
            {
                var order = CompareIdentifiers(identifiers[index], other.identifiers[index]);
                if (order != 0)
                {
                    return order;
                }
            }
            return identifiers.Count - other.identifiers.Count;
        }

        private BigInteger NumberAt(int index) => index < numbers.Count ? numbers[index] : BigInteger.Zero;

        private static BigInteger Number(string digits) =>
            BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

        private static int CompareIdentifiers(string left, string right)
        {
            var isNumber = OnlyDigits.IsMatch(left);
            var isOtherNumber = OnlyDigits.IsMatch(right);
            if (isNumber && isOtherNumber)
            {
                return Number(left).CompareTo(Number(right));
            }
            return isNumber == isOtherNumber ? string.CompareOrdinal(left, right) : isNumber ? -1 : 1;
        }
    }
}
