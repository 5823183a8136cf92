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

        /// <summary>Writes a file that is new, or replaces its text, to the disk.</summary>
        public static void Write(string path, FileMode mode, string text)
        {
            using (var file = new FileStream(path, mode, FileAccess.Write))
            {
                Protect(path);
                var bytes = Codec.Utf8(text);
                file.Write(bytes, 0, bytes.Length);
                file.Flush(true);
            }
        }

        /// <summary>Text of a file, also while others write it; null if there is none.</summary>
        /// <param name="path">Path of the file.</param>
        /// <param name="longest">A longer one counts as empty.</param>
        public static string ReadIfAny(string path, long longest = long.MaxValue)
        {
            try
            {
                using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
                using (var text = new StreamReader(file))
                {
                    return file.Length > longest ? "" : text.ReadToEnd();
                }
            }
            catch (Exception none) when (none is FileNotFoundException || none is DirectoryNotFoundException)
            {
                return null;
            }
        }

        /// <summary>
        /// Gives a file another name in one step. Returns false if there is such a file, or the file system knows no second names.
        /// </summary>
        public static bool TryLink(string draft, string path)
        {
            if (!IsWindows)
            {
                return Native(() => link(draft, path)) == 0;
            }
            File.Move(draft, path);
            return true;
        }

        /// <summary>So that the name of a new file survives a loss of power; Windows opens no folders.</summary>
        public static void SyncFolder(string folder)
        {
            const int ReadOnly = 0;
            var handle = IsWindows ? -1 : Native(() => open(folder, ReadOnly)) ?? -1;
            if (handle >= 0)
            {
                Native(() => fsync(handle));
                Native(() => close(handle));
            }
        }

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
        public static int? Native(Func<int> call)
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
        private static extern int close(int file);

        [DllImport("libc")]
        private static extern int flock(int file, int operation);

        [DllImport("libc")]
        private static extern int fsync(int file);

        [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false)]
        private static extern int link(string from, string to);

        [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false)]
        private static extern int open(string path, int flags);

        [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false)]
        private static extern int rename(string from, string to);
    }
}
