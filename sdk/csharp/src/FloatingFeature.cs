using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Keyward.Internal;

namespace Keyward
{
    /// <summary>A feature that sessions share, as the server signed it.</summary>
    public sealed class FloatingFeature
    {
        private FloatingFeature(Fields fields)
        {
            Feature = fields.Text("feature", "");
            IsHeld = fields.IsTrue("held");
            Used = fields.Integer("used", 0);
            Max = fields.Integer("max");
            Code = fields.Text("code");
        }

        /// <summary>Code of the feature.</summary>
        public string Feature { get; }

        /// <summary>Whether this program holds it.</summary>
        public bool IsHeld { get; }

        /// <summary>Running sessions that hold it.</summary>
        public long Used { get; }

        /// <summary>Sessions that may hold it; null is unlimited.</summary>
        public long? Max { get; }

        /// <summary>
        /// Why the program did not get it: <c>FEATURE_EXHAUSTED</c> or <c>FEATURE_NOT_GRANTED</c>; null for nothing.
        /// </summary>
        [MaybeNull]
        public string Code { get; }

        /// <inheritdoc/>
        public override string ToString() => Feature + ": " + (IsHeld ? "held" : Code ?? "not held");

        internal static IReadOnlyList<FloatingFeature> In(Fields claims) =>
            claims.Objects("features").Select(fields => new FloatingFeature(fields)).ToList().AsReadOnly();
    }
}
