using System;
using System.Threading;

namespace Keyward.Internal
{
    /// <summary>When the user of a program was active last, if the program tells. It may be told from any thread.</summary>
    internal sealed class IdleClock
    {
        private readonly Func<long> now;
        private long activeAt = -1;
        private int isIdle;

        public IdleClock(Func<long> now)
        {
            this.now = now;
        }

        /// <summary>Whether the server has taken the seat back since the user was active.</summary>
        public bool IsIdle => Volatile.Read(ref isIdle) != 0;

        /// <summary>Seconds since the last activity; null if none was told.</summary>
        public int? Seconds
        {
            get
            {
                var at = Interlocked.Read(ref activeAt);
                return at < 0 ? (int?)null : (int)Math.Max(0, Math.Min((now() - at) / Instants.Second, int.MaxValue));
            }
        }

        public void TakenBack() => Volatile.Write(ref isIdle, 1);

        /// <summary>Returns whether the server had taken the seat back.</summary>
        public bool Note()
        {
            Interlocked.Exchange(ref activeAt, now());
            return Interlocked.Exchange(ref isIdle, 0) != 0;
        }
    }
}
