using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    internal sealed partial class FloatingSeat
    {
        /// <summary>Goes on with the borrowed seat without asking anybody, unless another running program has it.</summary>
        private bool ResumeBorrowed()
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
                if (error.IsNotFound)
                {
                    locks.Keep(null);
                }
            }
            catch (IOException)
            {
                // A store that cannot be read remembers nothing.
            }
        }

        private void LoseBorrowed()
        {
            memory.ForgetBorrowed();
            locks.UnlockBorrowed();
            locks.LockOrdinary();
        }

        /// <summary>Takes a seat also where the server has taken one back.</summary>
        private Task HoldAsync(CancellationToken cancellation) =>
            Lease != null && Lease.IsTakenBack ? TakeFreeAsync(cancellation) : StartAsync(cancellation);

        /// <summary>Takes a free seat, or a place in the waiting line, which it keeps as long as it asks.</summary>
        private async Task TakeFreeAsync(CancellationToken cancellation)
        {
            try
            {
                Take(await server.StartSessionAsync(key(), memory.License, line.Token, cancellation).ConfigureAwait(false));
            }
            catch (KeywardException error)
            {
                Failure = error;
                line.Note(error);
                schedule.Failed(Lease, error, line.Place != null);
                throw;
            }
        }

        private void Take(Lease taken)
        {
            var isNew = Lease == null || Lease.Token != taken.Token;
            var wasBorrowed = Lease?.BorrowedUntil != null;
            Lease = taken;
            line.Clear();
            line.HasGivenUp = false;
            Failure = null;
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
