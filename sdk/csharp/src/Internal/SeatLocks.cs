using System.IO;

namespace Keyward.Internal
{
    /// <summary>The locks of a program's floating seat: one of an ordinary seat, or that of the borrowed one.</summary>
    internal sealed class SeatLocks
    {
        private readonly LicenseMemory memory;
        private SessionLock ordinary;
        private SessionLock borrowed;

        public SeatLocks(LicenseMemory memory)
        {
            this.memory = memory;
        }

        public bool HasBorrowed => borrowed != null;

        /// <summary>Token of the seat of a program that crashed; null for none. Throws <see cref="IOException"/>.</summary>
        public string Left => ordinary?.Left();

        public void LockOrdinary() => ordinary = ordinary ?? memory.LockSession();

        /// <summary>Returns false if another running program has it.</summary>
        public bool LockBorrowed()
        {
            borrowed = borrowed ?? memory.LockBorrowed();
            return borrowed != null;
        }

        /// <summary>Remembers the token of the ordinary seat; null for none.</summary>
        public void Keep(string token)
        {
            try
            {
                ordinary?.Keep(token);
            }
            catch (IOException)
            {
                // A store that cannot be written remembers nothing.
            }
        }

        public void UnlockOrdinary() => Unlock(ref ordinary);

        public void UnlockBorrowed() => Unlock(ref borrowed);

        private static void Unlock(ref SessionLock held)
        {
            var ended = held;
            held = null;
            try
            {
                ended?.Unlock();
            }
            catch (IOException)
            {
                // The system unlocks it when the process ends.
            }
        }
    }
}
