using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Keyward.Internal
{
    /// <summary>JSON as dictionaries, lists, string, long, double, bool and null.</summary>
    internal static class Json
    {
        private const double ExactIntegers = 1L << 53;
        private const string Escaped = "\"\\\b\f\n\r\t";
        private static readonly UTF8Encoding StrictUtf8 = new UTF8Encoding(false, true);

        /// <summary>Reads a text that must be UTF-8.</summary>
        public static object Parse(byte[] utf8)
        {
            string text;
            try
            {
                text = StrictUtf8.GetString(utf8);
            }
            catch (ArgumentException)
            {
                throw new JsonException("It is not UTF-8");
            }
            return Parse(text);
        }

        public static object Parse(string text) => new JsonReader(text).Read();

        /// <summary>The shortest text, with the members in the order in which they were added.</summary>
        public static string Write(object value)
        {
            var text = new StringBuilder();
            Write(value, text);
            return text.ToString();
        }

        private static void Write(object value, StringBuilder text)
        {
            if (value == null)
            {
                text.Append("null");
            }
            else if (value is string)
            {
                WriteText((string)value, text);
            }
            else if (value is bool)
            {
                text.Append((bool)value ? "true" : "false");
            }
            else if (value is double || value is float)
            {
                WriteNumber(Convert.ToDouble(value, CultureInfo.InvariantCulture), text);
            }
            else if (value is int || value is long)
            {
                text.Append(Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
            }
            else if (value is IEnumerable<KeyValuePair<string, object>>)
            {
                WriteObject((IEnumerable<KeyValuePair<string, object>>)value, text);
            }
            else if (value is IEnumerable)
            {
                WriteList((IEnumerable)value, text);
            }
            else
            {
                throw new ArgumentException("Not for JSON: " + value.GetType());
            }
        }

        private static void WriteObject(IEnumerable<KeyValuePair<string, object>> members, StringBuilder text)
        {
            text.Append('{');
            var separator = "";
            foreach (var member in members)
            {
                WriteText(member.Key, text.Append(separator));
                Write(member.Value, text.Append(':'));
                separator = ",";
            }
            text.Append('}');
        }

        private static void WriteList(IEnumerable items, StringBuilder text)
        {
            text.Append('[');
            var separator = "";
            foreach (var item in items)
            {
                Write(item, text.Append(separator));
                separator = ",";
            }
            text.Append(']');
        }

        private static void WriteNumber(double number, StringBuilder text)
        {
            if (double.IsNaN(number) || double.IsInfinity(number))
            {
                throw new ArgumentException("Not for JSON: " + number);
            }
            var isExact = Math.Abs(number) <= ExactIntegers && number == Math.Floor(number);
            text.Append(
                isExact
                    ? ((long)number).ToString(CultureInfo.InvariantCulture)
                    : number.ToString("R", CultureInfo.InvariantCulture));
        }

        private static void WriteText(string value, StringBuilder text)
        {
            text.Append('"');
            for (var index = 0; index < value.Length; index++)
            {
                var character = value[index];
                var escape = Escaped.IndexOf(character);
                if (escape >= 0)
                {
                    text.Append('\\').Append("\"\\bfnrt"[escape]);
                }
                else if (character < ' ' || IsLoneSurrogate(value, index))
                {
                    text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
                }
                else
                {
                    text.Append(character);
                }
            }
            text.Append('"');
        }

        private static bool IsLoneSurrogate(string value, int index)
        {
            if (char.IsHighSurrogate(value[index]))
            {
                return index + 1 == value.Length || !char.IsLowSurrogate(value[index + 1]);
            }
            return char.IsLowSurrogate(value[index]) && (index == 0 || !char.IsHighSurrogate(value[index - 1]));
        }
    }

    /// <summary>A text is not JSON.</summary>
    internal sealed class JsonException : Exception
    {
        public JsonException(string message) : base(message)
        {
        }
    }
}
