using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Text.RegularExpressions;

namespace Keyward
{
    /// <summary>Whether a typed license key can be one of a key format.</summary>
    public enum TypedKeyResult
    {
        /// <summary>It has the shape and the check characters of the format.</summary>
        Right,

        /// <summary>It has another shape, such as a key from before the format had check characters.</summary>
        Other,

        /// <summary>A group does not fit its check character.</summary>
        Mistyped,
    }

    /// <summary>Finds typing errors in license keys without a call.</summary>
    public sealed class TypedKey
    {
        /// <summary>Letters and digits of generated groups, in the order of their values.</summary>
        private const string Characters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

        private static readonly Regex Token = new Regex(@"%%|%\{year\}|%C|%([XYZ])(?:\{([0-9]{1,2})\})?|[^%]+");

        /// <summary>Whitespace and dashes of any kind.</summary>
        private static readonly Regex Ignored = new Regex(@"[\s\p{Z}\p{Pd}\u2212\uFEFF]");

        private TypedKey(TypedKeyResult result, int group = 0, string text = null)
        {
            Result = result;
            Group = group;
            Text = text;
        }

        /// <summary>Decide by it.</summary>
        public TypedKeyResult Result { get; }

        /// <summary>Number of the first wrong group among those with a check character, from 1; 0 unless mistyped.</summary>
        public int Group { get; }

        /// <summary>The group as it was typed, with its check character; null unless mistyped.</summary>
        [MaybeNull]
        public string Text { get; }

        /// <summary>
        /// Finds one wrong character in a group, or two neighbours that changed places, by the check characters (<c>%C</c>) of the
        /// <c>key_format</c> of your policy. Case, blanks and dashes do not matter. A key that was issued before the format had check
        /// characters may look mistyped: let people send it nevertheless.
        /// </summary>
        /// <param name="key">As it was typed.</param>
        /// <param name="keyFormat">Such as <c>LIC-%Z{4}%C-%Z{4}%C-%Z{4}%C</c>.</param>
        public static TypedKey Check(string key, string keyFormat)
        {
            var typed = Compact(key);
            var groups = new List<string>();
            var place = 0;
            var start = 0;
            foreach (Match token in Token.Matches(keyFormat))
            {
                var isCheck = token.Value == "%C";
                var isGroup = isCheck || token.Groups[1].Value == "Y" || token.Groups[1].Value == "Z";
                var found = Regex.Match(typed.Substring(place), PatternOf(token, isGroup));
                if (!found.Success)
                {
                    return new TypedKey(TypedKeyResult.Other);
                }
                place += found.Length;
                if (isCheck)
                {
                    groups.Add(typed.Substring(start, place - start));
                }
                start = isGroup && !isCheck ? start : place;
            }
            return place == typed.Length && groups.Count > 0 ? Checked(groups) : new TypedKey(TypedKeyResult.Other);
        }

        /// <inheritdoc/>
        public override string ToString() => Text == null ? Result.ToString() : Result + ": " + Text;

        private static TypedKey Checked(List<string> groups)
        {
            for (var index = 0; index < groups.Count; index++)
            {
                if (!IsRight(groups[index], index + 1))
                {
                    return new TypedKey(TypedKeyResult.Mistyped, index + 1, groups[index]);
                }
            }
            return new TypedKey(TypedKeyResult.Right);
        }

        /// <summary>In a group, a letter or digit that no key has is a typing error.</summary>
        private static string PatternOf(Match token, bool isGroup)
        {
            var count = "{" + (token.Groups[2].Success ? token.Groups[2].Value : "1") + "}";
            if (isGroup)
            {
                return @"\A[A-Z0-9]" + count;
            }
            if (token.Value == "%{year}")
            {
                return @"\A[0-9]{4}";
            }
            return token.Groups[1].Success
                ? @"\A[0-9]" + count
                : @"\A" + Regex.Escape(Compact(token.Value == "%%" ? "%" : token.Value));
        }

        private static bool IsRight(string text, int group)
        {
            var values = text.Select(character => Characters.IndexOf(character)).ToList();
            var sum = values.Take(values.Count - 1).Select((value, index) => (index + 1) * value).Sum() + group;
            return !values.Contains(-1) && sum % Characters.Length == values.Last();
        }

        private static string Compact(string text) => Ignored.Replace(text, "").ToUpperInvariant();
    }
}
