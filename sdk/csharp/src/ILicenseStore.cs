using System.Diagnostics.CodeAnalysis;

namespace Keyward
{
    /// <summary>
    /// Where a license is remembered between two starts. The text is signed and sealed, so that it may lie anywhere. It is called from
    /// threads of the pool, and may throw.
    /// </summary>
    public interface ILicenseStore
    {
        /// <summary>The text that was written last; null for none.</summary>
        [return: MaybeNull]
        string Read();

        /// <summary>Replaces the text.</summary>
        void Write(string text);
    }

    /// <summary>Forgets with the program. For tests.</summary>
    public sealed class MemoryLicenseStore : ILicenseStore
    {
        private volatile string text;

        /// <inheritdoc/>
        [return: MaybeNull]
        public string Read() => text;

        /// <inheritdoc/>
        public void Write(string text)
        {
            this.text = text;
        }
    }
}
