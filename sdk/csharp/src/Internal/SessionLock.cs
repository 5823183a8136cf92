using System;
using System.Collections.Generic;
using System.IO;

namespace Keyward.Internal
{
    /// <summary>Keeps the token of a floating session as long as its process lives, and for the next one if it crashes.</summary>
    internal sealed class SessionLock
    {
        /// <summary>Programs that run at the same time with one store.</summary>
        private const int MaxSlots = 64;

        private const int MaxToken = 4096;

        /// <summary>Files that this process has locked: to close one of them again would unlock it.</summary>
        private static readonly HashSet<string> Locked = new HashSet<string>();

        private readonly string path;
        private readonly FileStream file;

        private SessionLock(string path, FileStream file)
        {
            this.path = path;
            this.file = file;
        }

        /// <summary>For a store without locks: nobody else has it, and it keeps nothing.</summary>
        public static SessionLock None() => new SessionLock(null, null);

        /// <summary>Takes the first file beside the store that no living process has locked; null if there is none.</summary>
        public static SessionLock OfAny(string store)
        {
            SessionLock taken = null;
            for (var slot = 1; slot <= MaxSlots && taken == null; slot++)
            {
                taken = Of(store, slot);
            }
            return taken;
        }

        /// <summary>Of the seat that is borrowed with this store; null if another living process has it.</summary>
        public static SessionLock OfBorrowed(string store) => Of(store, 0);

        private static SessionLock Of(string store, int slot)
        {
            OwnFiles.MakeFolder(store);
            var path = store + ".session-" + slot;
            lock (Locked)
            {
                if (!Locked.Add(path))
                {
                    return null;
                }
            }
            FileStream file = null;
            try
            {
                file = LockedFile(path);
                return file == null ? null : new SessionLock(path, file);
            }
            finally
            {
                if (file == null)
                {
                    Free(path);
                }
            }
        }

        /// <summary>Null if another process has locked it.</summary>
        private static FileStream LockedFile(string path)
        {
            FileStream file = null;
            try
            {
                file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
                OwnFiles.Protect(path);
                // Clients in other languages lock the whole file, except for Java; Linux keeps the two apart.
                if (OwnFiles.TryLock(file))
                {
                    // Beyond the token, because nobody can read what is locked on Windows.
                    file.Lock(MaxToken, 1);
                    return file;
                }
                file.Dispose();
                return null;
            }
            catch (PlatformNotSupportedException)
            {
                // .NET locks no part of a file on macOS: the whole one is locked.
                return file;
            }
            catch (IOException)
            {
                file?.Dispose();
                return null;
            }
        }

        /// <summary>Token of a session that was not given back.</summary>
        public string Left()
        {
            if (file == null)
            {
                return null;
            }
            var bytes = new byte[MaxToken];
            file.Position = 0;
            var length = file.Read(bytes, 0, bytes.Length);
            return length == 0 ? null : Codec.FromUtf8(Codec.Part(bytes, 0, length));
        }

        /// <param name="token">Null if the session has ended.</param>
        public void Keep(string token)
        {
            if (file != null)
            {
                var bytes = Codec.Utf8(token ?? "");
                file.SetLength(0);
                file.Position = 0;
                file.Write(bytes, 0, bytes.Length);
                file.Flush(true);
            }
        }

        public void Unlock()
        {
            if (file != null)
            {
                try
                {
                    file.Dispose();
                }
                finally
                {
                    Free(path);
                }
            }
        }

        private static void Free(string path)
        {
            lock (Locked)
            {
                Locked.Remove(path);
            }
        }
    }
}
