using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;

namespace Keyward.Internal
{
    /// <summary>
    /// The lines of a file of a ledger: its owner, the state at its beginning, and what came after. A line without its end was never
    /// answered.
    /// </summary>
    internal sealed class LedgerLines
    {
        private readonly Fields owner;
        private readonly bool isClosed;

        private LedgerLines(List<Fields> lines)
        {
            owner = lines[0].Object("owner");
            if (lines.Count > 1)
            {
                State = LedgerState.In(lines[1].Object("state"));
                foreach (var entry in lines.Skip(2).Select(LedgerEntry.In))
                {
                    State.Apply(entry);
                    isClosed = entry.IsClosed;
                }
            }
        }

        private LedgerLines()
        {
            owner = Fields.Of(null);
            isClosed = true;
        }

        /// <summary>After the last line; null if the process ended before it wrote its first.</summary>
        public LedgerState State { get; }

        private static int OwnId
        {
            get
            {
                using (var process = Process.GetCurrentProcess())
                {
                    return process.Id;
                }
            }
        }

        /// <summary>Throws <c>LEDGER_DAMAGED</c>. A file that is missing or empty counts as closed.</summary>
        public static LedgerLines In(string directory, string path)
        {
            var texts = (OwnFiles.ReadIfAny(path) ?? "").Split('\n');
            try
            {
                var lines = texts.Take(texts.Length - 1).Select(text => Fields.Of(Json.Parse(text))).ToList();
                return lines.Count == 0 ? new LedgerLines() : new LedgerLines(lines);
            }
            catch (Exception damaged) when (damaged is JsonException || damaged is UntrustedException)
            {
                throw new KeywardException("LEDGER_DAMAGED", "A file of the ledger in " + directory + " is damaged", damaged);
            }
        }

        /// <summary>The first line of a file of this process.</summary>
        public static string OwnerLine()
        {
            var owner = new Dictionary<string, object>
            {
                { "pid", OwnId }, { "started", StartOf(OwnId) }, { "host", Dns.GetHostName() },
            };
            return Json.Write(new Dictionary<string, object> { { "owner", owner } }) + "\n";
        }

        /// <param name="isOurs">Whether this process has the directory open.</param>
        public bool IsInUse(bool isOurs)
        {
            var id = owner.Integer("pid", 0);
            if (isClosed || owner.Text("host") != Dns.GetHostName() || id <= 0 || id > int.MaxValue)
            {
                return false;
            }
            var started = owner.Text("started");
            var now = StartOf((int)id);
            var isSure = started != null && now != null;
            return id == OwnId && !isSure ? isOurs : IsRunning((int)id) && (!isSure || started == now);
        }

        private static bool IsRunning(int id)
        {
            try
            {
                using (var process = Process.GetProcessById(id))
                {
                    return !process.HasExited;
                }
            }
            catch (Exception none) when (none is ArgumentException || none is InvalidOperationException)
            {
                return false;
            }
            catch (Win32Exception)
            {
                // Another user's process may not be asked.
                return true;
            }
        }

        /// <summary>When a process started, as Linux tells it; null elsewhere.</summary>
        private static string StartOf(int id)
        {
            try
            {
                var stat = OwnFiles.ReadIfAny("/proc/" + id + "/stat");
                return stat?.Substring(stat.LastIndexOf(')') + 2).Split(' ')[19];
            }
            catch (Exception none) when (none is IOException || none is UnauthorizedAccessException)
            {
                // It has just ended, or may not be asked.
                return null;
            }
        }
    }
}
