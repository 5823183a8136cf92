using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Keyward.Internal
{
    /// <summary>
    /// Reads JSON as RFC 8259 defines it. A member that is repeated is an error: programs would read different values.
    /// </summary>
    internal sealed class JsonReader
    {
        private const int MaxDepth = 128;

        private readonly string text;
        private int position;
        private int depth;

        public JsonReader(string text)
        {
            this.text = text;
        }

        public object Read()
        {
            var value = Value();
            if (position < text.Length)
            {
                throw Unexpected();
            }
            return value;
        }

        /// <summary>A value, with the spaces around it.</summary>
        private object Value()
        {
            SkipSpaces();
            var value = BareValue();
            SkipSpaces();
            return value;
        }

        private object BareValue()
        {
            switch (Peek())
            {
                case '{':
                    return Object();
                case '[':
                    return List();
                case '"':
                    return Text();
                case 't':
                    return Word("true", true);
                case 'f':
                    return Word("false", false);
                case 'n':
                    return Word("null", null);
                default:
                    return Number();
            }
        }

        private Dictionary<string, object> Object()
        {
            var members = new Dictionary<string, object>();
            Enter();
            SkipSpaces();
            if (Peek() != '}')
            {
                do
                {
                    SkipSpaces();
                    var name = Text();
                    SkipSpaces();
                    Expect(':');
                    if (members.ContainsKey(name))
                    {
                        throw new JsonException("A member is repeated at " + position);
                    }
                    members.Add(name, Value());
                }
                while (IsNext(','));
            }
            Leave('}');
            return members;
        }

        private List<object> List()
        {
            var items = new List<object>();
            Enter();
            SkipSpaces();
            if (Peek() != ']')
            {
                do
                {
                    items.Add(Value());
                }
                while (IsNext(','));
            }
            Leave(']');
            return items;
        }

        private void Enter()
        {
            position++;
            depth++;
            if (depth > MaxDepth)
            {
                throw new JsonException("It is nested too deeply");
            }
        }

        private void Leave(char end)
        {
            Expect(end);
            depth--;
        }

        private string Text()
        {
            Expect('"');
            var value = new StringBuilder();
            while (Peek() != '"')
            {
                var character = Next();
                if (character < ' ')
                {
                    throw Unexpected();
                }
                value.Append(character == '\\' ? Escape() : character);
            }
            position++;
            return value.ToString();
        }

        private char Escape()
        {
            var character = Next();
            if (character == 'u')
            {
                return CodeUnit();
            }
            var known = "\"\\/bfnrt".IndexOf(character);
            if (known < 0)
            {
                throw Unexpected();
            }
            return "\"\\/\b\f\n\r\t"[known];
        }

        private char CodeUnit()
        {
            var unit = 0;
            for (var count = 0; count < 4; count++)
            {
                var digit = "0123456789abcdef0123456789ABCDEF".IndexOf(Next());
                if (digit < 0)
                {
                    throw Unexpected();
                }
                unit = unit * 16 + digit % 16;
            }
            return (char)unit;
        }

        private object Word(string word, object value)
        {
            if (string.CompareOrdinal(text, position, word, 0, word.Length) != 0)
            {
                throw Unexpected();
            }
            position += word.Length;
            return value;
        }

        private object Number()
        {
            var start = position;
            IsNext('-');
            if (!IsNext('0'))
            {
                Digits();
            }
            var isInteger = true;
            if (IsNext('.'))
            {
                Digits();
                isInteger = false;
            }
            if (IsNext('e') || IsNext('E'))
            {
                if (!IsNext('+'))
                {
                    IsNext('-');
                }
                Digits();
                isInteger = false;
            }
            var number = text.Substring(start, position - start);
            if (isInteger && number.Length < 19)
            {
                return long.Parse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            }
            double value;
            if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value) || double.IsInfinity(value))
            {
                throw new JsonException("A number is too large at " + position);
            }
            return value;
        }

        private void Digits()
        {
            var start = position;
            while (position < text.Length && text[position] >= '0' && text[position] <= '9')
            {
                position++;
            }
            if (position == start)
            {
                throw Unexpected();
            }
        }

        private void SkipSpaces()
        {
            while (position < text.Length && " \t\n\r".IndexOf(text[position]) >= 0)
            {
                position++;
            }
        }

        /// <summary>Zero at the end, which no value starts with.</summary>
        private char Peek() => position < text.Length ? text[position] : '\0';

        private char Next()
        {
            if (position >= text.Length)
            {
                throw Unexpected();
            }
            return text[position++];
        }

        private bool IsNext(char character)
        {
            var isNext = position < text.Length && text[position] == character;
            position += isNext ? 1 : 0;
            return isNext;
        }

        private void Expect(char character)
        {
            if (!IsNext(character))
            {
                throw Unexpected();
            }
        }

        private JsonException Unexpected() => new JsonException("It is not JSON at " + position);
    }
}
