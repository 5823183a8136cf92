using System;

namespace Keyward.Internal
{
    /// <summary>When a floating seat is renewed, or asked for again. Times are milliseconds since 1970.</summary>
    internal sealed class SeatSchedule
    {
        private const long ShortestInterval = 5 * Instants.Second;
        private const long RetryInterval = Instants.Minute;
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

        public bool IsDue => now() >= next;

        public long Next => next == 0 ? Instants.Never : next;

        /// <summary>No seat is wanted now.</summary>
        public void Reset()
        {
            attempts = 0;
            next = 0;
        }

        /// <summary>
        /// While all are taken, after 10 seconds at first; later, and after another failure, every minute. With jitter.
        /// </summary>
        public void Await(KeywardException error)
        {
            double backoff = RetryInterval;
            if (error.Code == "SESSIONS_EXHAUSTED")
            {
                backoff = Math.Min(10 * Instants.Second * Math.Pow(1.5, Math.Min(attempts, 10)), backoff);
                attempts++;
            }
            next = now() + Math.Max((long)(backoff * (1 - Codec.RandomFraction() / 4)), error.RequestedWait(LongestWait));
        }

        /// <summary>
        /// A third of the lease, so that one lost call does no harm; a minute once the seat is lost. Not before the server wants to be
        /// asked again.
        /// </summary>
        /// <param name="lease">The seat.</param>
        /// <param name="error">Of the last call; null for none.</param>
        public void Plan(Lease lease, KeywardException error)
        {
            var left = lease.EndsAt - now();
            long interval;
            if (lease.IsBorrowedAt(now()))
            {
                interval = error == null ? Math.Max(ShortestInterval, Math.Min(left / 3, BorrowedInterval)) : BorrowedRetryInterval;
            }
            else
            {
                interval = left > 0 ? Math.Max(ShortestInterval, (lease.EndsAt - lease.Proof.IssuedAt) / 3) : RetryInterval;
            }
            attempts = 0;
            next = now() + Math.Max(interval, error?.RequestedWait(LongestWait) ?? 0);
        }
    }
}
