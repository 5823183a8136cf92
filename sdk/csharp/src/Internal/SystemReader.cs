using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    /// <summary>Reads the system that the program runs on; tests replace it.</summary>
    internal class SystemReader
    {
        private const int MaxText = 1 << 20;
        private const int Timeout = 5000;
        private static readonly IntPtr LocalMachine = (IntPtr)unchecked((int)0x80000002);

        /// <summary>Texts, also for a 32-bit program, which is shown another part of the registry unless it asks for this one.</summary>
        private const uint TextsOf64Bit = 0x00010002;

        private readonly string root;

        public SystemReader()
            : this(OwnFiles.IsWindows ? "win32" : OwnFiles.IsMac ? "darwin" : "linux", "/")
        {
        }

        /// <summary>Reads files below another root.</summary>
        protected SystemReader(string name, string root)
        {
            Name = name;
            this.root = root;
        }

        /// <summary><c>linux</c>, <c>darwin</c>, or <c>win32</c>.</summary>
        public string Name { get; }

        public bool IsLinux => Name.StartsWith("linux", StringComparison.Ordinal);

        /// <summary>Empty if it is not set.</summary>
        public virtual string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "";

        /// <summary>Also a folder.</summary>
        public bool Exists(string path) => File.Exists(root + path) || Directory.Exists(root + path);

        /// <summary>Text of a file without spaces around it; empty if it cannot be read.</summary>
        public string Text(string path)
        {
            try
            {
                using (var file = new FileStream(root + path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
                {
                    var bytes = new MemoryStream();
                    var chunk = new byte[8192];
                    for (var length = file.Read(chunk, 0, chunk.Length);
                        length > 0 && bytes.Length < MaxText;
                        length = file.Read(chunk, 0, chunk.Length))
                    {
                        bytes.Write(chunk, 0, length);
                    }
                    return Codec.FromUtf8(bytes.ToArray()).Trim();
                }
            }
            catch (Exception)
            {
                return "";
            }
        }

        /// <summary>Output of a program; empty if it fails.</summary>
        public virtual string Output(string program, string arguments)
        {
            try
            {
                var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true };
                using (var process = Process.Start(start))
                {
                    var output = Task.Run(() => process.StandardOutput.ReadToEnd());
                    return process.WaitForExit(Timeout) && process.ExitCode == 0 && output.Wait(Timeout) ? output.Result : "";
                }
            }
            catch (Exception)
            {
                return "";
            }
        }

        /// <summary>Text in a key of the local machine in the registry of Windows; empty if there is none.</summary>
        public virtual string Registry(string key, string name)
        {
            try
            {
                var text = new StringBuilder(512);
                var bytes = (uint)text.Capacity * 2;
                return RegGetValueW(LocalMachine, key, name, TextsOf64Bit, IntPtr.Zero, text, ref bytes) == 0 ? text.ToString() : "";
            }
            catch (Exception)
            {
                return "";
            }
        }

        [DllImport("advapi32.dll", CharSet = CharSet.Unicode, ExactSpelling = true)]
        private static extern int RegGetValueW(
            IntPtr root, string key, string name, uint flags, IntPtr type, StringBuilder data, ref uint bytes);
    }
}
