using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Keyward
{
    /// <summary>Options of a <see cref="UsageLedger"/>. The first three must be given.</summary>
    public sealed class LedgerOptions
    {
        /// <summary>Reference of the product.</summary>
        [MaybeNull, AllowNull]
        public string Product { get; set; }

        /// <summary>
        /// Public keys of the server that the program trusts: <c>x</c> of each in <c>/.well-known/jwks.json</c>.
        /// </summary>
        public IList<string> PublicKeys { get; } = new List<string>();

        /// <summary>
        /// Folder of the ledger, for one process at a time. It is made at need, readable by its owner alone.
        /// </summary>
        [MaybeNull, AllowNull]
        public string Directory { get; set; }

        /// <summary>
        /// Text of the file that the server issued; null for the one that the directory keeps. A renewal replaces that one.
        /// </summary>
        [MaybeNull, AllowNull]
        public string File { get; set; }

        /// <summary>Version of the program, for the report.</summary>
        [MaybeNull, AllowNull]
        public string Version { get; set; }

        /// <summary>Replaces the local clock, in tests.</summary>
        public Func<DateTimeOffset> Clock { get; set; } = () => DateTimeOffset.UtcNow;

        internal long LocalNow() => Clock().ToUnixTimeMilliseconds();

        /// <summary>Throws <c>INVALID_OPTIONS</c>.</summary>
        internal void Check()
        {
            if (string.IsNullOrEmpty(Product) || string.IsNullOrEmpty(Directory))
            {
                throw KeywardException.InvalidOptions("Product must be the reference of a product, and Directory the path of a folder");
            }
        }
    }
}
