using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Keyward.Internal
{
    /// <summary>The number of a folder in its file system, which a copy of it does not have.</summary>
    internal static class FileNumbers
    {
        /// <summary>The number as decimal text, the same in all languages.</summary>
        public static string Of(string folder)
        {
            var number = OwnFiles.IsWindows ? OnWindows(folder) : OwnFiles.IsMac ? OnMac(folder) : OnLinux(folder);
            if (number == null)
            {
                throw new IOException("This system does not number " + folder);
            }
            return number.Value.ToString(CultureInfo.InvariantCulture);
        }

        private static ulong? OnLinux(string path)
        {
            const int WorkingFolder = -100;
            const uint NumberOnly = 0x100;
            const int NumberAt = 32;
            var about = new byte[256];
            var isFound = OwnFiles.Native(() => statx(WorkingFolder, path, 0, NumberOnly, about)) == 0;
            return isFound ? BitConverter.ToUInt64(about, NumberAt) : (ulong?)null;
        }

        private static ulong? OnMac(string path)
        {
            // A list with its count of groups, and the number of the file in the first one.
            var wanted = new[] { 5u, 0x02000000u, 0u, 0u, 0u, 0u };
            var about = new byte[12];
            var isFound = OwnFiles.Native(() => getattrlist(path, wanted, about, (UIntPtr)about.Length, 0)) == 0;
            return isFound ? BitConverter.ToUInt64(about, 4) : (ulong?)null;
        }

        private static ulong? OnWindows(string path)
        {
            const uint ShareAll = 7;
            const uint OpenExisting = 3;
            const uint FoldersToo = 0x02000000;
            const int Numbers = 13;
            using (var folder = CreateFileW(path, 0, ShareAll, IntPtr.Zero, OpenExisting, FoldersToo, IntPtr.Zero))
            {
                var about = new uint[Numbers];
                var isFound = !folder.IsInvalid && GetFileInformationByHandle(folder, about);
                return isFound ? ((ulong)about[Numbers - 2] << 32) | about[Numbers - 1] : (ulong?)null;
            }
        }

        [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false)]
        private static extern int statx(int folder, string path, int flags, uint mask, [Out] byte[] about);

        [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false)]
        private static extern int getattrlist(string path, uint[] wanted, [Out] byte[] about, UIntPtr length, uint options);

        [DllImport("kernel32", CharSet = CharSet.Unicode, ExactSpelling = true)]
        private static extern SafeFileHandle CreateFileW(
            string path, uint access, uint share, IntPtr security, uint mode, uint flags, IntPtr template);

        [DllImport("kernel32", ExactSpelling = true)]
        private static extern bool GetFileInformationByHandle(SafeFileHandle file, [Out] uint[] about);
    }
}
