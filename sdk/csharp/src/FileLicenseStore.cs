using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Threading;
using Keyward.Internal;

namespace Keyward
{
    /// <summary>
    /// A file that only its owner can read, replaced as a whole: neither a crash nor a second process leaves half of it.
    /// </summary>
    public sealed class FileLicenseStore : ILicenseStore
    {
        /// <summary>No store is as long.</summary>
        private const long MaxBytes = 4 << 20;

        /// <summary>Windows refuses to replace a file while another process reads it.</summary>
        private const int BusyAttempts = 5;

        private const int BusyPause = 20;

        /// <param name="path">Of the file. Its folder is made if it is missing.</param>
        public FileLicenseStore(string path)
        {
            FilePath = Path.GetFullPath(path);
        }

        internal string FilePath { get; }

        /// <summary>
        /// A file in the folder of this user for data of programs: <c>%APPDATA%</c> on Windows, <c>~/Library/Application Support</c> on
        /// macOS, <c>~/.config</c> elsewhere. In Unity, give a path below <c>Application.persistentDataPath</c>.
        /// </summary>
        /// <param name="application">Name of the folder, such as <c>my-program</c>.</param>
        public static FileLicenseStore ForApplication(string application)
        {
            var folder = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            if (OwnFiles.IsMac)
            {
                var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
                folder = Path.Combine(home, "Library", "Application Support");
            }
            return new FileLicenseStore(Path.Combine(folder, application, "license"));
        }

        /// <inheritdoc/>
        [return: MaybeNull]
        public string Read() => OwnFiles.ReadIfAny(FilePath, MaxBytes);

        /// <inheritdoc/>
        public void Write(string text)
        {
            OwnFiles.MakeFolder(FilePath);
            var draft = FilePath + "." + Codec.Hex(Codec.RandomBytes(8)) + ".tmp";
            try
            {
                OwnFiles.Write(draft, FileMode.CreateNew, text);
                Replace(draft);
            }
            finally
            {
                File.Delete(draft);
            }
        }

        private void Replace(string draft)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    OwnFiles.Replace(draft, FilePath);
                    return;
                }
                catch (Exception busy) when (attempt < BusyAttempts && (busy is IOException || busy is UnauthorizedAccessException))
                {
                    Thread.Sleep(BusyPause * attempt);
                }
            }
        }
    }
}
