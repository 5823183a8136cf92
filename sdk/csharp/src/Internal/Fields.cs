using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace Keyward.Internal
{
    /// <summary>
    /// Members of a JSON object of which nothing is known. One that is missing, or has another type, counts as none.
    /// </summary>
    internal sealed class Fields
    {
        private static readonly Regex Iso8601 =
            new Regex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,20}(?:Z|[+-][0-9]{2}:[0-9]{2})\z");

        private readonly Dictionary<string, object> members;

        private Fields(Dictionary<string, object> members)
        {
            this.members = members;
        }

        public static Fields Of(object value) => new Fields(value as Dictionary<string, object> ?? new Dictionary<string, object>());

        public IReadOnlyDictionary<string, object> All => members;

        public bool Has(string name) => members.ContainsKey(name);

        public object Get(string name)
        {
            object value;
            return members.TryGetValue(name, out value) ? value : null;
        }

        public Fields Object(string name) => Of(Get(name));

        /// <summary>Objects of a list; others are left out.</summary>
        public List<Fields> Objects(string name) => List(name).OfType<Dictionary<string, object>>().Select(Of).ToList();

        public List<object> List(string name) => Get(name) as List<object> ?? new List<object>();

        /// <summary>Texts of a list; others are left out.</summary>
        public List<string> Texts(string name) => List(name).OfType<string>().ToList();

        public string Text(string name) => Get(name) as string;

        public string Text(string name, string otherwise) => Text(name) ?? otherwise;

        public bool IsTrue(string name) => Get(name) is bool && (bool)Get(name);

        public bool IsInteger(string name) => Get(name) is long;

        public long? Integer(string name)
        {
            var value = Get(name);
            if (value is double)
            {
                var number = (double)value;
                return Math.Abs(number) < 9e18 ? (long)number : number < 0 ? long.MinValue : long.MaxValue;
            }
            return value as long?;
        }

        public long Integer(string name, long otherwise) => Integer(name) ?? otherwise;

        /// <summary>Time in ISO 8601; null for anything else.</summary>
        public DateTimeOffset? Time(string name)
        {
            var text = Text(name);
            DateTimeOffset time;
            return text != null && Iso8601.IsMatch(text)
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)
                ? time.ToUniversalTime()
                : (DateTimeOffset?)null;
        }
    }
}
