using System;

namespace Keyward.Internal
{
    /// <summary>Times that are milliseconds since 1970.</summary>
    internal static class Instants
    {
        public const long Second = 1000;
        public const long Minute = 60 * Second;
        public const long Hour = 60 * Minute;
        public const long Day = 24 * Hour;
        public const long Never = long.MaxValue;

        private const long Earliest = -62135596800000;
        private const long Latest = 253402300799999;

        public static DateTimeOffset? Of(long? milliseconds) =>
            milliseconds == null
                ? (DateTimeOffset?)null
                : DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(Earliest, Math.Min(Latest, milliseconds.Value)));
    }
}
