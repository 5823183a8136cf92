using System;

namespace Keyward.Internal
{
    /// <summary>
    /// The time as far as it can be known: it never runs backwards, whatever the local clock does. In milliseconds since 1970.
    /// </summary>
    internal sealed class KnownTime
    {
        /// <summary>Clocks are corrected by minutes every day, and by nobody by hours.</summary>
        private const long Tolerance = Instants.Hour;

        private readonly object gate = new object();
        private readonly Func<long> localClock;
        private long lastReading;
        private long latest;

        /// <summary>
        /// How far the local clock was behind at the last contact. Not stored: in an edited store it would hold the time back.
        /// </summary>
        private long correction;

        private bool isTurnedBack;

        public KnownTime(Func<long> localClock, long latestSeen)
        {
            this.localClock = localClock;
            lastReading = localClock();
            latest = latestSeen;
            Now();
        }

        /// <summary>Whether the local clock is more than an hour behind the latest time that was seen.</summary>
        public bool IsTurnedBack
        {
            get
            {
                lock (gate)
                {
                    Now();
                    return isTurnedBack;
                }
            }
        }

        /// <summary>The local clock, with the correction of the last contact.</summary>
        public long Reading
        {
            get
            {
                lock (gate)
                {
                    return localClock() + correction;
                }
            }
        }

        public long LocalNow() => localClock();

        public long Now()
        {
            lock (gate)
            {
                var reading = localClock();
                var elapsed = Math.Max(0, reading - lastReading);
                lastReading = reading;
                var corrected = reading + correction;
                isTurnedBack = corrected < latest - Tolerance;
                latest = isTurnedBack ? latest + elapsed : Math.Max(latest, corrected);
                return latest;
            }
        }

        /// <summary>Something signed at this instant exists.</summary>
        public void SawAtLeast(long instant)
        {
            lock (gate)
            {
                latest = Math.Max(latest, instant);
            }
        }

        /// <summary>
        /// Something signed at this instant is newer than all that was signed before. It outweighs a local clock that was ahead once:
        /// that clock was wrong, or what is signed would not be new.
        /// </summary>
        /// <param name="instant">When it was signed.</param>
        /// <param name="requestedAt">
        /// Reading of the local clock when the program requested it. As long as nobody turned that clock, no more time has passed since
        /// the instant than since the request, even if the clock is wrong.
        /// </param>
        public void SawNew(long instant, long? requestedAt)
        {
            lock (gate)
            {
                var waited = localClock() - requestedAt ?? -1;
                var reading = localClock() + correction;
                var newest = Math.Max(instant, waited < 0 ? reading : Math.Min(reading, instant + waited));
                if (newest < Now())
                {
                    TrustTime(newest);
                }
            }
        }

        /// <summary>The server said what time it is, in answer to a call that only it could answer.</summary>
        public void TrustTime(long instant)
        {
            lock (gate)
            {
                lastReading = localClock();
                correction = instant - lastReading;
                latest = instant;
            }
        }
    }
}
