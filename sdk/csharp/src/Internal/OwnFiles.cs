using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Keyward.Internal
{
    /// <summary>Files that only their owner can read, by the calls of the system that netstandard2.0 lacks.</summary>
    internal static class OwnFiles
    {
        private const uint OwnerFile = 0x180;
        private const uint OwnerFolder = 0x1c0;

        public static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

        public static bool IsMac => RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

        /// <summary>Makes the folder of a file; what is there stays as it is.</summary>
        public static void MakeFolder(string file)
        {
            var folder = Path.GetDirectoryName(file);
            if (!Directory.Exists(folder))
            {
                Directory.CreateDirectory(folder);
                ChangeMode(folder, OwnerFolder);
            }
        }

        public static void Protect(string file) => ChangeMode(file, OwnerFile);

        /// <summary>In one step, so that others see either the old file or the new one.</summary>
        public static void Replace(string draft, string file)
        {
            var renamed = IsWindows ? null : Native(() => rename(draft, file));
            if (renamed != null)
            {
                if (renamed != 0)
                {
                    throw new IOException("The file cannot be written: " + file);
                }
            }
            else if (File.Exists(file))
            {
                File.Replace(draft, file, null);
            }
            else
            {
                File.Move(draft, file);
            }
        }

        /// <summary>
        /// Locks a file as a whole, for as long as it is open. Returns whether nobody else has; also where the system knows no such lock.
        /// </summary>
        public static bool TryLock(FileStream file)
        {
            const int ExclusiveWithoutWaiting = 6;
            return IsWindows || (Native(() => flock((int)file.SafeFileHandle.DangerousGetHandle(), ExclusiveWithoutWaiting)) ?? 0) == 0;
        }

        /// <summary>Some file systems have no permissions.</summary>
        private static void ChangeMode(string path, uint mode)
        {
            if (!IsWindows)
            {
                Native(() => chmod(path, mode));
            }
        }

        /// <summary>Null where the system has no such call.</summary>
        private static int? Native(Func<int> call)
        {
            try
            {
                return call();
            }
            catch (TypeLoadException)
            {
                return null;
            }
        }

        [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false)]
        private static extern int chmod(string path, uint mode);

        [DllImport("libc")]
        private static extern int flock(int file, int operation);

        [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false)]
        private static extern int rename(string from, string to);
    }
}
