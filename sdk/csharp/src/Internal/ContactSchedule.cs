using System;

namespace Keyward.Internal
{
    /// <summary>When the server is asked again. Times are milliseconds since 1970.</summary>
    internal sealed class ContactSchedule
    {
        private readonly Func<long> now;
        private readonly long longestGrace;
        private long next;
        private int failures;

        public ContactSchedule(Func<long> now, long longestGrace)
        {
            this.now = now;
            this.longestGrace = longestGrace;
        }

        /// <summary>Whether the last attempt failed.</summary>
        public bool IsUnanswered => failures > 0;

        /// <summary>Whether the server was asked to activate this device, and wants to be asked again later.</summary>
        public bool IsPostponed { get; private set; }

        public bool IsDue => now() >= next;

        /// <summary>An answer from the store: it says when it wanted to be renewed.</summary>
        public void Recalled(SignedProof answer) => Reset(answer == null ? 0 : Renewal(answer));

        /// <summary>By the duration that the server wished, because the local clock may not be the server's.</summary>
        public void Answered(SignedProof answer) => Reset(now() + Math.Max(Instants.Minute, Renewal(answer) - answer.IssuedAt));

        /// <summary>
        /// At first after a minute, at last every hour, and not before the server wants to be asked again. With jitter.
        /// </summary>
        public void Failed(Exception error)
        {
            failures++;
            IsPostponed = IsPostponed && error is ConnectionException;
            var longest = Math.Min(Instants.Minute << Math.Min(failures - 1, 10), Instants.Hour);
            var backoff = (long)(longest * (1 - Codec.RandomFraction() / 4));
            next = now() + Math.Max(backoff, (error as KeywardException)?.RequestedWait(Instants.Hour) ?? 0);
        }

        /// <summary>An activation has failed. Returns whether it is only postponed.</summary>
        public bool Postpones(KeywardException error)
        {
            IsPostponed = error.IsPostponed;
            if (IsPostponed)
            {
                Failed(error);
            }
            return IsPostponed;
        }

        /// <summary>Asks at the next opportunity.</summary>
        public void Hurry() => next = 0;

        /// <summary>
        /// A clock that is turned back is corrected by the next answer. While nobody answers, attempts wait as always.
        /// </summary>
        public void NoticeClock(bool isTurnedBack)
        {
            if (isTurnedBack && !IsUnanswered)
            {
                Hurry();
            }
        }

        /// <summary>Milliseconds until there is something to do, at most an hour.</summary>
        /// <param name="boundary">When the state changes by itself.</param>
        public long Delay(long boundary) =>
            Math.Min(Math.Max(Math.Min(next, boundary) - now(), Instants.Second), Instants.Hour);

        private void Reset(long at)
        {
            failures = 0;
            IsPostponed = false;
            next = at;
        }

        private long Renewal(SignedProof answer) =>
            answer.IsValid ? Math.Min(answer.NextCheck, answer.HeldUntil(longestGrace)) : answer.NextCheck;
    }
}
