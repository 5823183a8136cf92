using System;
using System.Threading;

namespace Keyward.Internal
{
    /// <summary>When a floating seat is renewed, or asked for again. Times are milliseconds since 1970.</summary>
    internal sealed class SeatSchedule
    {
        private const long ShortestInterval = 5 * Instants.Second;
        private const long RetryInterval = Instants.Minute;
        /// <summary>The server keeps a place in the waiting line for 30 seconds or more.</summary>
        private const long LineInterval = 10 * Instants.Second;
        private const long LongestWait = 5 * Instants.Minute;
        private const long BorrowedInterval = 30 * Instants.Second;
        private const long BorrowedRetryInterval = 10 * Instants.Minute;

        private readonly Func<long> now;
        private long next;

        /// <summary>While all seats are taken.</summary>
        private int attempts;

        public SeatSchedule(Func<long> now)
        {
            this.now = now;
        }

        public bool IsTaken => attempts > 0;

        public bool IsDue => now() >= Volatile.Read(ref next);

        public long Next
        {
            get
            {
                var planned = Volatile.Read(ref next);
                return planned == 0 ? Instants.Never : planned;
            }
        }

        /// <summary>No seat is wanted now.</summary>
        public void Reset()
        {
            attempts = 0;
            next = 0;
        }

        /// <summary>The next attempt is due now. It may be told from any thread.</summary>
        public void Hurry() => Volatile.Write(ref next, now());

        /// <summary>
        /// A third of the lease, so that one lost call does no harm; of a borrowed seat, which the server takes for one without a program
        /// otherwise, at least twice a minute.
        /// </summary>
        public void Renewed(Lease lease)
        {
            attempts = 0;
            next = now() + Math.Max(
                ShortestInterval,
                lease.IsBorrowedAt(now())
                    ? Math.Min((lease.EndsAt - now()) / 3, BorrowedInterval)
                    : (lease.EndsAt - lease.Proof.IssuedAt) / 3);
        }

        /// <summary>After a failure. Not before the server wants to be asked again.</summary>
        /// <param name="lease">The seat; null without one.</param>
        /// <param name="error">Of the last call.</param>
        /// <param name="isInLine">Whether the program has a place in the waiting line.</param>
        public void Failed(Lease lease, KeywardException error, bool isInLine)
        {
            var interval = lease == null ? Backoff(error, isInLine) : Interval(lease, isInLine);
            next = now() + Math.Max(interval, error.RequestedWait(LongestWait));
        }

        /// <summary>
        /// While all are taken, after 10 seconds at first; later, and after another failure, every minute. With jitter.
        /// </summary>
        private long Backoff(KeywardException error, bool isInLine)
        {
            double backoff = RetryInterval;
            if (error.Code == "SESSIONS_EXHAUSTED")
            {
                backoff = isInLine ? LineInterval : Math.Min(LineInterval * Math.Pow(1.5, Math.Min(attempts, 10)), backoff);
                attempts++;
            }
            return (long)(backoff * (1 - Codec.RandomFraction() / 4));
        }

        /// <summary>The interval as before the failure; a minute once the seat is lost.</summary>
        private long Interval(Lease lease, bool isInLine)
        {
            if (isInLine)
            {
                return LineInterval;
            }
            if (lease.IsBorrowedAt(now()))
            {
                return BorrowedRetryInterval;
            }
            return now() < lease.EndsAt ? Math.Max(ShortestInterval, (lease.EndsAt - lease.Proof.IssuedAt) / 3) : RetryInterval;
        }
    }
}
