using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    /// <summary>
    /// A running program on a floating seat. It renews itself when asked to, takes another seat if its own was lost, and goes on with
    /// the one that its device has borrowed. Times are milliseconds since 1970.
    /// </summary>
    internal sealed class FloatingSeat
    {
        private readonly LicenseServer server;
        private readonly LicenseMemory memory;
        private readonly Func<long> now;
        private readonly Func<string> key;
        private readonly SeatSchedule schedule;
        private readonly IdleClock idle;
        private readonly SeatLocks locks;

        /// <summary>In the waiting line; null for none.</summary>
        private WaitingPlace place;

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

        /// <summary>Why the last renewal found no session, such as the words of the admin who ended it; null if it found one.</summary>
        public KeywardException Loss { get; private set; }

        /// <summary>Whether all seats are taken by others.</summary>
        public bool IsTaken => Lease == null && schedule.IsTaken;

        /// <summary>When the seat is free again unless it is renewed before; null without one.</summary>
        public long? EndsAt => Lease == null ? (long?)null : idle.IsIdle ? 0 : Lease.EndsAt;

        /// <summary>The place in the waiting line; null for none.</summary>
        public SeatPlace Place => place?.Shown;

        /// <summary>Whether the seat wants to be renewed. One that was taken back waits for the user.</summary>
        public bool IsDue => Lease != null && !idle.IsIdle && schedule.IsDue;

        /// <summary>Whether a start failed, and is not to be repeated yet.</summary>
        public bool IsWaiting => Lease == null && !schedule.IsDue;

        /// <summary>When there is something to do.</summary>
        public long Next => idle.IsIdle ? Instants.Never : schedule.Next;

        /// <summary>Whether this program runs on the borrowed seat, which needs no server now.</summary>
        public bool IsBorrowed => Lease != null && Lease.IsBorrowedAt(now());

        /// <summary>Takes a seat. Throws <c>SESSIONS_EXHAUSTED</c> if none is free.</summary>
        public async Task StartAsync(CancellationToken cancellation)
        {
            if (Lease != null || Resume())
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
            Loss = null;
            try
            {
                Take(await server.RenewSessionAsync(key(), Lease, null, idle.Seconds, cancellation).ConfigureAwait(false));
                return Lease.Proof.IsValid;
            }
            catch (KeywardException error) when (!IsGone(error))
            {
                if (error.Code == "SESSION_IDLE")
                {
                    idle.TakenBack();
                }
                schedule.Failed(Lease, error, place != null);
                throw;
            }
            catch (KeywardException error)
            {
                // Another session is started below.
                Loss = error;
            }
            await StartAgainAsync(cancellation).ConfigureAwait(false);
            return Lease.Proof.IsValid;
        }

        /// <summary>
        /// Borrows the seat for so many days; 0 returns it, and the program keeps it as an ordinary one. Throws <c>SEAT_BORROWED</c> if
        /// another running program has borrowed one with this store.
        /// </summary>
        public async Task BorrowAsync(int days, CancellationToken cancellation)
        {
            await StartAsync(cancellation).ConfigureAwait(false);
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

        /// <summary>Takes features with the seat, and gives others back. Takes a seat first if there is none.</summary>
        public async Task<IReadOnlyList<FloatingFeature>> ChangeFeaturesAsync(
            IReadOnlyList<string> take, IReadOnlyList<string> release, CancellationToken cancellation)
        {
            await StartAsync(cancellation).ConfigureAwait(false);
            return await server.ChangeFeaturesAsync(Lease.Token, take, release, cancellation).ConfigureAwait(false);
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
                place = null;
                schedule.Reset();
            }
        }

        /// <summary>
        /// The program ends, or its license. If nobody answers, the seat is free when its lease ends, or with the next start.
        /// </summary>
        /// <param name="isForGood">Whether a borrowed seat is given back, too.</param>
        /// <param name="cancellation">Ends the call.</param>
        public async Task EndAsync(bool isForGood, CancellationToken cancellation)
        {
            var ended = Lease ?? (isForGood ? memory.Borrowed : null);
            var left = place;
            Lease = null;
            StopWaiting();
            try
            {
                if (left != null)
                {
                    await server.Calls.EndSessionAsync(left.Token, cancellation).ConfigureAwait(false);
                }
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

        /// <summary>Goes on with the borrowed seat without asking anybody, unless another running program has it.</summary>
        private bool Resume()
        {
            if (!HasBorrowed())
            {
                return false;
            }
            if (!locks.LockBorrowed())
            {
                return false;
            }
            try
            {
                // The process that had the lock may have returned the seat.
                memory.Refresh();
            }
            catch (Exception)
            {
                // A store that cannot be read tells nothing.
            }
            if (!HasBorrowed())
            {
                locks.UnlockBorrowed();
                return false;
            }
            Take(memory.Borrowed);
            return true;
        }

        private bool HasBorrowed() => memory.Borrowed != null && memory.Borrowed.IsBorrowedAt(now());

        /// <summary>Gives back the seat of a program that crashed. If nobody answers, the next start tries again.</summary>
        private async Task EndLeftAsync(CancellationToken cancellation)
        {
            locks.LockOrdinary();
            try
            {
                var left = locks.Left;
                if (left != null)
                {
                    await server.Calls.EndSessionAsync(left, cancellation).ConfigureAwait(false);
                    locks.Keep(null);
                }
            }
            catch (KeywardException error)
            {
                if (IsGone(error))
                {
                    locks.Keep(null);
                }
            }
            catch (IOException)
            {
                // A store that cannot be read remembers nothing.
            }
        }

        /// <summary>Whether the session has ended; a path that is not found says nothing about it.</summary>
        private static bool IsGone(KeywardException error) => error.Status == 404 && !(error is ConnectionException);

        private async Task StartAgainAsync(CancellationToken cancellation)
        {
            memory.ForgetBorrowed();
            locks.UnlockBorrowed();
            locks.LockOrdinary();
            await TakeFreeAsync(cancellation).ConfigureAwait(false);
        }

        /// <summary>Takes a free seat, or a place in the waiting line, which it keeps as long as it asks.</summary>
        private async Task TakeFreeAsync(CancellationToken cancellation)
        {
            try
            {
                Take(await server.StartSessionAsync(key(), memory.License, place?.Token, cancellation).ConfigureAwait(false));
            }
            catch (KeywardException error)
            {
                place = error is ConnectionException ? place : WaitingPlace.In(error);
                schedule.Failed(Lease, error, place != null);
                throw;
            }
        }

        private void Take(Lease taken)
        {
            var isNew = Lease == null || Lease.Token != taken.Token;
            var wasBorrowed = Lease?.BorrowedUntil != null;
            Lease = taken;
            place = null;
            memory.RememberSession(taken);
            if (taken.BorrowedUntil != null)
            {
                locks.LockBorrowed();
                locks.Keep(null);
                locks.UnlockOrdinary();
            }
            else if (isNew || wasBorrowed)
            {
                locks.UnlockBorrowed();
                locks.LockOrdinary();
                locks.Keep(taken.Token);
            }
            schedule.Renewed(Lease);
        }
    }
}
