using System;
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

        /// <summary>Of an ordinary seat.</summary>
        private SessionLock ordinaryLock;

        private SessionLock borrowedLock;

        public FloatingSeat(LicenseServer server, LicenseMemory memory, Func<long> now, Func<string> key)
        {
            this.server = server;
            this.memory = memory;
            this.now = now;
            this.key = key;
            schedule = new SeatSchedule(now);
        }

        public Lease Lease { get; private set; }

        /// <summary>Whether all seats are taken by others.</summary>
        public bool IsTaken => Lease == null && schedule.IsTaken;

        /// <summary>Whether the seat wants to be renewed.</summary>
        public bool IsDue => Lease != null && schedule.IsDue;

        /// <summary>Whether a start failed, and is not to be repeated yet.</summary>
        public bool IsWaiting => Lease == null && !schedule.IsDue;

        /// <summary>When there is something to do.</summary>
        public long Next => schedule.Next;

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
            try
            {
                Take(await server.StartSessionAsync(key(), memory.License, cancellation).ConfigureAwait(false));
            }
            catch (KeywardException error)
            {
                schedule.Await(error);
                throw;
            }
        }

        /// <summary>
        /// The server forgets a session when its lease ends, as while a computer sleeps. Returns whether it says yes.
        /// </summary>
        public async Task<bool> RenewAsync(CancellationToken cancellation)
        {
            try
            {
                Take(await server.RenewSessionAsync(key(), Lease, null, cancellation).ConfigureAwait(false));
                return Lease.Proof.IsValid;
            }
            catch (KeywardException error) when (!IsGone(error))
            {
                schedule.Plan(Lease, error);
                throw;
            }
            catch (KeywardException)
            {
                // Another session is started below.
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
            var hadLock = borrowedLock != null;
            if (!hadLock && days > 0)
            {
                borrowedLock = memory.LockBorrowed();
                if (borrowedLock == null)
                {
                    throw new KeywardException(
                        "SEAT_BORROWED", "Another running copy of this program has borrowed a seat with this store");
                }
            }
            var isDone = false;
            try
            {
                Take(await server.RenewSessionAsync(key(), Lease, days, cancellation).ConfigureAwait(false));
                isDone = true;
            }
            finally
            {
                if (!isDone && !hadLock)
                {
                    Unlock(ref borrowedLock);
                }
            }
        }

        /// <summary>The license does not allow the program to run, with or without a seat.</summary>
        public void StopWaiting()
        {
            if (Lease == null)
            {
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
            Lease = null;
            StopWaiting();
            try
            {
                if (ended != null && (isForGood || ended.BorrowedUntil == null))
                {
                    await server.Calls.EndSessionAsync(ended.Token, cancellation).ConfigureAwait(false);
                    Keep(null);
                }
            }
            finally
            {
                if (isForGood)
                {
                    memory.ForgetBorrowed();
                }
                Unlock(ref ordinaryLock);
                Unlock(ref borrowedLock);
            }
        }

        /// <summary>Goes on with the borrowed seat without asking anybody, unless another running program has it.</summary>
        private bool Resume()
        {
            if (!HasBorrowed())
            {
                return false;
            }
            borrowedLock = borrowedLock ?? memory.LockBorrowed();
            if (borrowedLock == null)
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
                Unlock(ref borrowedLock);
                return false;
            }
            Take(memory.Borrowed);
            return true;
        }

        private bool HasBorrowed() => memory.Borrowed != null && memory.Borrowed.IsBorrowedAt(now());

        /// <summary>Gives back the seat of a program that crashed. If nobody answers, the next start tries again.</summary>
        private async Task EndLeftAsync(CancellationToken cancellation)
        {
            ordinaryLock = ordinaryLock ?? memory.LockSession();
            try
            {
                var left = ordinaryLock?.Left();
                if (left != null)
                {
                    await server.Calls.EndSessionAsync(left, cancellation).ConfigureAwait(false);
                    Keep(null);
                }
            }
            catch (KeywardException error)
            {
                if (IsGone(error))
                {
                    Keep(null);
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
            Unlock(ref borrowedLock);
            ordinaryLock = ordinaryLock ?? memory.LockSession();
            try
            {
                Take(await server.StartSessionAsync(key(), memory.License, cancellation).ConfigureAwait(false));
            }
            catch (KeywardException error)
            {
                schedule.Plan(Lease, error);
                throw;
            }
        }

        private void Take(Lease taken)
        {
            var isNew = Lease == null || Lease.Token != taken.Token;
            var wasBorrowed = Lease?.BorrowedUntil != null;
            Lease = taken;
            memory.RememberSession(taken);
            if (taken.BorrowedUntil != null)
            {
                borrowedLock = borrowedLock ?? memory.LockBorrowed();
                Keep(null);
                Unlock(ref ordinaryLock);
            }
            else if (isNew || wasBorrowed)
            {
                Unlock(ref borrowedLock);
                ordinaryLock = ordinaryLock ?? memory.LockSession();
                Keep(taken.Token);
            }
            schedule.Plan(Lease, null);
        }

        private void Keep(string token)
        {
            try
            {
                ordinaryLock?.Keep(token);
            }
            catch (IOException)
            {
                // A store that cannot be written remembers nothing.
            }
        }

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
