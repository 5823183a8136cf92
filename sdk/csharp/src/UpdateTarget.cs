using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Keyward
{
    /// <summary>Which files of a version a program wants; all by default.</summary>
    public sealed class UpdateTarget
    {
        /// <summary>Such as <c>windows</c>, <c>darwin</c> or <c>linux</c>.</summary>
        [AllowNull, MaybeNull]
        public string Platform { get; set; }

        /// <summary>Processor, such as <c>x64</c> or <c>arm64</c>.</summary>
        [AllowNull, MaybeNull]
        public string Arch { get; set; }

        /// <summary>Such as <c>installer</c>, <c>portable</c> or <c>archive</c>.</summary>
        [AllowNull, MaybeNull]
        public string Kind { get; set; }

        /// <summary>Tells files of one platform, processor and kind apart.</summary>
        [AllowNull, MaybeNull]
        public string Label { get; set; }

        /// <summary>
        /// Version of the system, such as that of <c>Environment.OSVersion</c>: versions that need a newer one are not offered.
        /// </summary>
        [AllowNull, MaybeNull]
        public string OsVersion { get; set; }

        internal Dictionary<string, string> ToFields() =>
            new Dictionary<string, string>
            {
                { "platform", Platform },
                { "arch", Arch },
                { "kind", Kind },
                { "label", Label },
                { "os_version", OsVersion },
            };
    }
}
