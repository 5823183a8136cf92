using System;
using System.Collections.Generic;
using System.Linq;

namespace Keyward.Internal
{
    /// <summary>Verified proof about the license of a program, kept in the store.</summary>
    internal sealed class LicenseMemory
    {
        private const int MaxReleased = 20;

        private readonly ILicenseStore store;
        private readonly Verifier verifier;
        private List<string> released = new List<string>();
        private string device;
        private OfflineRequest request;

        /// <summary>Whether the user has given the license up in this process.</summary>
        private bool hasForgotten;

        public LicenseMemory(ILicenseStore store, Verifier verifier)
        {
            this.store = store;
            this.verifier = verifier;
        }

        public string LicenseKey { get; private set; }

        public SignedProof Answer { get; private set; }

        public SignedProof File { get; private set; }

        /// <summary>The floating seat that this device has borrowed.</summary>
        public Lease Borrowed { get; private set; }

        /// <summary>The newest answer that may be kept: a borrowed seat is one, too.</summary>
        public SignedProof LatestAnswer => Borrowed == null ? Answer : Newer(Answer, Borrowed.Proof);

        /// <summary>UUID of the license, from what the server said last.</summary>
        public string License => Answer?.License ?? File?.License ?? Borrowed?.Proof.License;

        /// <summary>The latest time at which something that is known was signed.</summary>
        public long LatestIssue => Newer(LatestAnswer, File)?.IssuedAt ?? 0;

        /// <summary>The last request for a license file that no file has answered.</summary>
        public OfflineRequest Request => request != null && File != null && File.Request == request.Nonce ? null : request;

        public void RememberRequest(OfflineRequest made) => request = made;

        /// <summary>Whether it was signed later than all that is known.</summary>
        public bool IsNew(SignedProof file) => file.IssuedAt > LatestIssue;

        public bool HasReleased(SignedProof proof) => released.Contains(proof.Jti);

        /// <summary>The last answer about a session says whether it is borrowed. One that changes nothing is not kept.</summary>
        public void RememberSession(Lease session)
        {
            if (session.BorrowedUntil != null)
            {
                if (!session.IsSameAs(Borrowed))
                {
                    ForgetBorrowed();
                    Borrowed = session;
                }
            }
            else if (Borrowed != null && Borrowed.Id == session.Id)
            {
                ForgetBorrowed();
            }
        }

        /// <summary>By the id of its answer, so that the store does not bring it back.</summary>
        public void ForgetBorrowed()
        {
            if (Borrowed != null)
            {
                Release(Borrowed.Proof);
                Borrowed = null;
            }
        }

        /// <summary>Null where the store has none, or cannot be used.</summary>
        public SessionLock LockSession()
        {
            try
            {
                return store is FileLicenseStore ? SessionLock.OfAny(((FileLicenseStore)store).FilePath) : null;
            }
            catch (Exception)
            {
                return null;
            }
        }

        /// <summary>Null where another living process has it. A store without locks is always free.</summary>
        public SessionLock LockBorrowed()
        {
            try
            {
                return store is FileLicenseStore
                    ? SessionLock.OfBorrowed(((FileLicenseStore)store).FilePath)
                    : SessionLock.None();
            }
            catch (Exception)
            {
                return SessionLock.None();
            }
        }

        /// <summary>Takes over the contents of a record that still verify.</summary>
        public void Recall(LicenseRecord record, string licenseKey, string deviceId)
        {
            device = deviceId;
            released = record.Released;
            request = record.Request;
            LicenseKey = licenseKey;
            Adopt(record);
        }

        /// <summary>
        /// Takes over newer proof that another process of this program has stored, and its license key if none is known.
        /// </summary>
        public void Refresh()
        {
            var record = LicenseRecord.Decode(store.Read());
            request = request ?? record.Request;
            LicenseKey = LicenseKey ?? (hasForgotten ? null : record.LicenseKey);
            if (LicenseKey != null && LicenseKey == record.LicenseKey)
            {
                KeepReleased(released.Union(record.Released));
                Adopt(record);
            }
        }

        /// <summary>The last answer of the server about this key.</summary>
        public void Remember(string licenseKey, SignedProof answer)
        {
            if (answer.RevokesFile)
            {
                GiveUpFile();
            }
            if (licenseKey != LicenseKey)
            {
                File = null;
                ForgetBorrowed();
            }
            LicenseKey = licenseKey;
            Answer = answer;
        }

        /// <summary>A refusal that is not newer than the file says nothing about it.</summary>
        public void UseFile(string licenseKey, SignedProof file)
        {
            if (licenseKey != LicenseKey)
            {
                Answer = null;
                ForgetBorrowed();
            }
            LicenseKey = licenseKey;
            File = file;
        }

        /// <summary>The seat of this device was given up.</summary>
        public void Forget()
        {
            GiveUpFile();
            ForgetBorrowed();
            Answer = null;
            LicenseKey = null;
            hasForgotten = true;
        }

        /// <summary>Drops what was signed with a key that has been revoked.</summary>
        public void VerifyAgain()
        {
            if (LicenseKey != null)
            {
                Answer = verifier.StoredAnswer(Answer?.Text, LicenseKey, null);
                File = verifier.StoredFile(File?.Text, LicenseKey, null);
                Borrowed = Borrowed == null ? null : BorrowedIn(Borrowed.Proof.Text, Borrowed.Token, null);
            }
        }

        /// <summary>Stores what is known, with what another process has stored meanwhile if that is newer.</summary>
        public void Save(long seen)
        {
            Refresh();
            Replace(seen);
        }

        /// <summary>Stores what is known, whatever the store holds.</summary>
        public void Replace(long seen)
        {
            // A yes that may not be used without the server is no use at the next start.
            var isUseless = Answer == null || (Answer.IsValid && Answer.OfflineUntil == null);
            var record = new LicenseRecord
            {
                LicenseKey = LicenseKey,
                Answer = isUseless ? null : Answer.Text,
                File = File?.Text,
                BorrowedAnswer = Borrowed?.Proof.Text,
                BorrowedToken = Borrowed?.Token,
                Seen = seen,
                Proofs = verifier.Keys.Proofs(),
                Device = device,
                Released = released,
                Request = request,
            };
            store.Write(record.Encode());
        }

        /// <summary>By its id, so that neither its user nor the store brings it back.</summary>
        private void GiveUpFile()
        {
            if (File != null)
            {
                Release(File);
                File = null;
            }
        }

        private void Release(SignedProof proof) => KeepReleased(released.Concat(new[] { proof.Jti }));

        /// <summary>The newest ones.</summary>
        private void KeepReleased(IEnumerable<string> all)
        {
            var list = all.ToList();
            released = list.Skip(Math.Max(0, list.Count - MaxReleased)).ToList();
        }

        private void Adopt(LicenseRecord record)
        {
            if (LicenseKey == null)
            {
                return;
            }
            var license = License;
            Answer = Newer(Answer, verifier.StoredAnswer(record.Answer, LicenseKey, license));
            var found = Newer(File, verifier.StoredFile(record.File, LicenseKey, license));
            File = found == null || HasReleased(found) ? null : found;
            Borrowed = Borrowed == null || HasReleased(Borrowed.Proof) ? null : Borrowed;
            var stored = BorrowedIn(record.BorrowedAnswer, record.BorrowedToken, license);
            var isNewer = stored != null && (Borrowed == null || stored.Proof.IssuedAt > Borrowed.Proof.IssuedAt);
            Borrowed = isNewer && !HasReleased(stored.Proof) ? stored : Borrowed;
        }

        private Lease BorrowedIn(string text, string token, string license)
        {
            var proof = token == null ? null : verifier.StoredAnswer(text, LicenseKey, license);
            var lease = proof == null ? null : Lease.In(proof, token);
            return lease?.BorrowedUntil == null ? null : lease;
        }

        private static SignedProof Newer(SignedProof known, SignedProof stored)
        {
            var isOutdated = known == null || (stored != null && stored.IssuedAt > known.IssuedAt);
            return isOutdated ? stored : known;
        }
    }
}
