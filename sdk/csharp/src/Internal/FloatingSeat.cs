using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    /// <summary>
    /// A running program on a floating seat. It renews itself when asked to, takes another seat if its own was lost, and goes on with
    /// the one that its device has borrowed. Times are milliseconds since 1970.
    /// </summary>
    internal sealed partial class FloatingSeat
    {
        private readonly LicenseServer server;
        private readonly LicenseMemory memory;
        private readonly Func<long> now;
        private readonly Func<string> key;
        private readonly SeatSchedule schedule;
        private readonly IdleClock idle;
        private readonly SeatLocks locks;
        private readonly WaitingLine line = new WaitingLine();

        public FloatingSeat(LicenseServer server, LicenseMemory memory, Func<long> now, Func<string> key)
        {
            this.server = server;
            this.memory = memory;
            this.now = now;
            this.key = key;
            schedule = new SeatSchedule(now);
            idle = new IdleClock(now);
            locks = new SeatLocks(memory);
        }

        public Lease Lease { get; private set; }

        /// <summary>Whether all seats are taken by others.</summary>
        public bool IsTaken => Lease == null && (schedule.IsTaken || line.HasGivenUp);

        /// <summary>Error of the last attempt to get a seat; null if it got one.</summary>
        public KeywardException Failure { get; private set; }

        /// <summary>The place in the waiting line; null for none.</summary>
        public SeatPlace Place => line.Place;

        /// <summary>Whether the seat wants to be renewed. One that was taken back waits for the user.</summary>
        public bool IsDue => Lease != null && !idle.IsIdle && schedule.IsDue;

        /// <summary>Whether a start failed, and is not to be repeated yet, or not at all.</summary>
        public bool IsWaiting => Lease == null && (line.HasGivenUp || !schedule.IsDue);

        /// <summary>When there is something to do.</summary>
        public long Next => idle.IsIdle ? Instants.Never : schedule.Next;

        /// <summary>Whether this program runs on the borrowed seat, which needs no server now.</summary>
        public bool IsBorrowed => Lease != null && Lease.IsBorrowedAt(now());

        /// <summary>Takes a seat. Throws <c>SESSIONS_EXHAUSTED</c> if none is free.</summary>
        public async Task StartAsync(CancellationToken cancellation)
        {
            if (Lease != null || ResumeBorrowed())
            {
                return;
            }
            await EndLeftAsync(cancellation).ConfigureAwait(false);
            await TakeFreeAsync(cancellation).ConfigureAwait(false);
        }

        /// <summary>
        /// The server forgets a session when its lease ends, as while a computer sleeps. Returns whether it says yes.
        /// </summary>
        public async Task<bool> RenewAsync(CancellationToken cancellation)
        {
            if (Lease.IsTakenBack)
            {
                await HoldAsync(cancellation).ConfigureAwait(false);
                return Lease.Proof.IsValid;
            }
            try
            {
                Take(await server.RenewSessionAsync(key(), Lease, null, idle.Seconds, cancellation).ConfigureAwait(false));
                return Lease.Proof.IsValid;
            }
            catch (KeywardException error) when (error.Code == "SESSION_IDLE" || error.Code == "SESSION_TAKEN_BACK")
            {
                if (error.Code == "SESSION_IDLE")
                {
                    idle.TakenBack();
                }
                Lease = Lease.TakenBack();
                LoseBorrowed();
                schedule.Failed(Lease, error, false);
                throw;
            }
            catch (KeywardException error) when (!error.IsNotFound)
            {
                schedule.Failed(Lease, error, line.Place != null);
                throw;
            }
            catch (KeywardException)
            {
                // Another session is started below.
            }
            LoseBorrowed();
            await TakeFreeAsync(cancellation).ConfigureAwait(false);
            return Lease.Proof.IsValid;
        }

        /// <summary>
        /// Borrows the seat for so many days; 0 returns it, and the program keeps it as an ordinary one. Throws <c>SEAT_BORROWED</c> if
        /// another running program has borrowed one with this store.
        /// </summary>
        public async Task BorrowAsync(int days, CancellationToken cancellation)
        {
            await HoldAsync(cancellation).ConfigureAwait(false);
            var hadLock = locks.HasBorrowed;
            if (days > 0 && !locks.LockBorrowed())
            {
                throw new KeywardException(
                    "SEAT_BORROWED", "Another running copy of this program has borrowed a seat with this store");
            }
            var isDone = false;
            try
            {
                Take(await server.RenewSessionAsync(key(), Lease, days, null, cancellation).ConfigureAwait(false));
                isDone = true;
            }
            finally
            {
                if (!isDone && !hadLock)
                {
                    locks.UnlockBorrowed();
                }
            }
        }

        /// <summary>Takes features with the seat, and gives others back.</summary>
        public Task<IReadOnlyList<FloatingFeature>> ChangeFeaturesAsync(
            IReadOnlyList<string> take, IReadOnlyList<string> release, CancellationToken cancellation)
        {
            if (Lease == null)
            {
                throw new KeywardException("INVALID_REQUEST", "The program has no floating seat now");
            }
            return server.ChangeFeaturesAsync(Lease.Token, take, release, cancellation);
        }

        /// <summary>Returns whether the server had taken the seat back: another one is due now.</summary>
        public bool NoteActivity()
        {
            var wasIdle = idle.Note();
            if (wasIdle)
            {
                schedule.Hurry();
            }
            return wasIdle;
        }

        /// <summary>The license does not allow the program to run, with or without a seat.</summary>
        public void StopWaiting()
        {
            if (Lease == null)
            {
                line.Clear();
                Failure = null;
                schedule.Reset();
            }
        }

        /// <summary>The program waits for a seat, also after it gave up.</summary>
        public void Resume() => line.HasGivenUp = false;

        /// <summary>Whether the program does not want to wait any more.</summary>
        public bool HasGivenUp => line.HasGivenUp;

        /// <summary>The place in the waiting line is free, and no seat is asked for until <see cref="Resume"/>.</summary>
        public async Task GiveUpAsync(CancellationToken cancellation)
        {
            line.HasGivenUp |= IsTaken;
            await line.LeaveAsync(server.Calls, cancellation).ConfigureAwait(false);
            StopWaiting();
        }

        /// <summary>
        /// The program ends, or its license. If nobody answers, the seat is free when its lease ends, or with the next start.
        /// </summary>
        /// <param name="isForGood">Whether a borrowed seat is given back, too.</param>
        /// <param name="cancellation">Ends the call.</param>
        public async Task EndAsync(bool isForGood, CancellationToken cancellation)
        {
            var ended = Lease ?? (isForGood ? memory.Borrowed : null);
            await line.LeaveAsync(server.Calls, cancellation).ConfigureAwait(false);
            Lease = null;
            StopWaiting();
            try
            {
                if (ended != null && (isForGood || ended.BorrowedUntil == null))
                {
                    await server.Calls.EndSessionAsync(ended.Token, cancellation).ConfigureAwait(false);
                    locks.Keep(null);
                }
            }
            finally
            {
                if (isForGood)
                {
                    memory.ForgetBorrowed();
                }
                locks.UnlockOrdinary();
                locks.UnlockBorrowed();
            }
        }
    }
}
