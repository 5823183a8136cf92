using System;
using System.Collections.Generic;

namespace Keyward.Internal
{
    /// <summary>Claims of something signed that must be there, and have their type.</summary>
    internal sealed class Claims
    {
        /// <summary>Of <see cref="DateTimeOffset"/>, in milliseconds since 1970.</summary>
        private const double Earliest = -62135596800000;

        private const double Latest = 253402300799000;

        private readonly Fields fields;

        public Claims(Fields fields)
        {
            this.fields = fields;
        }

        public string Text(string name)
        {
            var value = fields.Text(name);
            if (string.IsNullOrEmpty(value))
            {
                throw UntrustedException.Malformed();
            }
            return value;
        }

        public string TextOrNull(string name) => IsNull(name) ? null : Text(name);

        public bool Bool(string name)
        {
            var value = fields.Get(name) as bool?;
            if (value == null)
            {
                throw UntrustedException.Malformed();
            }
            return value.Value;
        }

        public List<string> Texts(string name)
        {
            if (!(fields.Get(name) is List<object>))
            {
                throw UntrustedException.Malformed();
            }
            return fields.Texts(name);
        }

        public long Integer(string name) => (long)Number(name);

        public long? IntegerOrNull(string name) => IsNull(name) ? (long?)null : (long)Number(name);

        /// <summary>In milliseconds since 1970.</summary>
        public long Time(string name) => (long)Math.Max(Earliest, Math.Min(Latest, Number(name) * 1000));

        public long? TimeOrNull(string name) => IsNull(name) ? (long?)null : Time(name);

        /// <summary>Also null where there is none.</summary>
        public long? TimeIfAny(string name) => fields.Get(name) == null ? (long?)null : Time(name);

        private double Number(string name)
        {
            var value = fields.Get(name);
            if (value is long)
            {
                return (long)value;
            }
            if (!(value is double))
            {
                throw UntrustedException.Malformed();
            }
            return (double)value;
        }

        private bool IsNull(string name) => fields.Has(name) && fields.Get(name) == null;
    }
}
