using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Keyward.Internal
{
    /// <summary>
    /// The file of a ledger, in one form for all languages: lines of JSON, each of which counts when it is on the disk. Each opening
    /// makes the next file, which begins with the sum of the one before it. A process that another one has replaced sees the next file
    /// after each entry that it writes, and does not answer: so no entry counts that the next file does not have.
    /// </summary>
    internal sealed class LedgerFile
    {
        private static readonly Regex Name = new Regex(@"^ledger-([0-9]{6,12})\.jsonl\z");

        /// <summary>Directories whose ledgers this process has open.</summary>
        private static readonly HashSet<string> OpenDirectories = new HashSet<string>();

        private readonly string directory;
        private readonly long number;
        private FileStream file;

        /// <summary>Whether entries may be in the file that the state does not have.</summary>
        private bool isLost;

        private LedgerFile(string directory, long number)
        {
            this.directory = directory;
            this.number = number;
        }

        public LedgerState State { get; private set; }

        /// <summary>Throws <c>LEDGER_IN_USE</c> while another process of this computer has it open.</summary>
        /// <param name="directory">A full path.</param>
        /// <param name="now">In milliseconds since 1970.</param>
        public static LedgerFile Open(string directory, long now)
        {
            OwnFiles.MakeFolder(PathOf(directory, 1));
            var newest = NumbersIn(directory).LastOrDefault();
            if (LedgerLines.In(directory, PathOf(directory, newest)).IsInUse(IsOurs(directory)))
            {
                throw InUse(directory);
            }
            var opened = new LedgerFile(directory, newest + 1);
            var path = PathOf(directory, newest + 1);
            Create(path, LedgerLines.OwnerLine());
            try
            {
                opened.Begin(now);
            }
            catch
            {
                opened.file?.Dispose();
                File.Delete(path);
                throw;
            }
            lock (OpenDirectories)
            {
                OpenDirectories.Add(directory);
            }
            return opened;
        }

        /// <summary>Writes an entry to the disk. It counts when this has returned.</summary>
        public void Append(LedgerEntry entry)
        {
            if (isLost)
            {
                throw InUse(directory);
            }
            isLost = true;
            var length = file.Length;
            try
            {
                Write(entry.ToFields());
            }
            catch (IOException)
            {
                file.SetLength(length);
                file.Position = length;
                isLost = false;
                throw;
            }
            if (!File.Exists(PathOf(directory, number)) || File.Exists(PathOf(directory, number + 1)))
            {
                throw InUse(directory);
            }
            isLost = false;
            State.Apply(entry);
        }

        public void Close(long at)
        {
            lock (OpenDirectories)
            {
                OpenDirectories.Remove(directory);
            }
            try
            {
                Append(new LedgerEntry { At = at, IsClosed = true });
            }
            finally
            {
                file.Dispose();
            }
        }

        /// <summary>
        /// After the file exists, the process before this one answers nothing more: what it had answered is in its file.
        /// </summary>
        private void Begin(long now)
        {
            var numbers = NumbersIn(directory);
            if (numbers.LastOrDefault() != number)
            {
                // Others may have opened it since it was seen, and have removed files.
                throw InUse(directory);
            }
            var before = numbers.Where(each => each != number).Select(each => PathOf(directory, each)).ToList();
            // A process may have ended before it wrote its first state.
            var newest = Enumerable.Reverse(before)
                .Select(path => LedgerLines.In(directory, path).State)
                .FirstOrDefault(state => state != null);
            State = LedgerState.Begun(directory, now, newest);
            // Without a buffer: what could not be written is not written later.
            file = new FileStream(PathOf(directory, number), FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 1);
            file.Seek(0, SeekOrigin.End);
            Write(new Dictionary<string, object> { { "state", State.ToFields() } });
            OwnFiles.SyncFolder(directory);
            before.ForEach(File.Delete);
        }

        private void Write(Dictionary<string, object> line)
        {
            var bytes = Codec.Utf8(Json.Write(line) + "\n");
            file.Write(bytes, 0, bytes.Length);
            file.Flush(true);
        }

        /// <summary>Makes a file with its text at once, or refuses if there is one.</summary>
        private static void Create(string path, string text)
        {
            var draft = path + "." + Codec.Hex(Codec.RandomBytes(8)) + ".tmp";
            try
            {
                OwnFiles.Write(draft, FileMode.CreateNew, text);
                if (!OwnFiles.TryLink(draft, path))
                {
                    OwnFiles.Write(path, FileMode.CreateNew, text);
                }
            }
            catch (IOException) when (File.Exists(path))
            {
                throw InUse(path);
            }
            finally
            {
                File.Delete(draft);
            }
        }

        private static bool IsOurs(string directory)
        {
            lock (OpenDirectories)
            {
                return OpenDirectories.Contains(directory);
            }
        }

        private static List<long> NumbersIn(string directory) =>
            Directory.GetFiles(directory)
                .Select(path => Name.Match(Path.GetFileName(path)))
                .Where(name => name.Success)
                .Select(name => long.Parse(name.Groups[1].Value))
                .OrderBy(number => number)
                .ToList();

        private static string PathOf(string directory, long number) => Path.Combine(directory, $"ledger-{number:D6}.jsonl");

        private static KeywardException InUse(string path) =>
            new KeywardException("LEDGER_IN_USE", "Another process uses the ledger in " + path);
    }
}
