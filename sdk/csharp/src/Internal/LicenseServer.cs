using System;
using System.Threading;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    /// <summary>A license server that may be anybody: nothing in an answer is trusted but what is signed.</summary>
    internal sealed class LicenseServer
    {
        /// <summary>Slow networks take seconds, and clocks of servers differ by as much.</summary>
        private const long Skew = Instants.Minute;

        private readonly Verifier verifier;
        private readonly Func<long> localClock;
        private long? learnedAt;
        private long lastAnsweredAt;

        public LicenseServer(Calls calls, Verifier verifier, Func<long> localClock)
        {
            Calls = calls;
            this.verifier = verifier;
            this.localClock = localClock;
        }

        public Calls Calls { get; }

        /// <summary>An answer that proves nothing counts as none.</summary>
        public static ConnectionException Untrusted(UntrustedException cause, string code = "INVALID_ANSWER") =>
            new ConnectionException(code, "The answer is not trusted: " + cause.Message, cause);

        public async Task<SignedProof> ValidateAsync(
            string licenseKey, string license, SignedProof file, CancellationToken cancellation)
        {
            var answer = await AskAsync(
                "validate",
                licenseKey,
                license,
                nonce => Calls.ValidateAsync(licenseKey, nonce, file?.Jti, cancellation),
                cancellation).ConfigureAwait(false);
            return answer.Proof;
        }

        public async Task<SignedProof> ActivateAsync(string licenseKey, CancellationToken cancellation)
        {
            var answer = await AskAsync(
                "activate", licenseKey, null, nonce => Calls.ActivateAsync(licenseKey, nonce, cancellation), cancellation)
                .ConfigureAwait(false);
            return answer.Proof;
        }

        public async Task<Lease> StartSessionAsync(string licenseKey, string license, CancellationToken cancellation)
        {
            var answer = await AskAsync(
                "session",
                licenseKey,
                license,
                nonce => Calls.StartSessionAsync(licenseKey, nonce, cancellation),
                cancellation).ConfigureAwait(false);
            var token = answer.Reply.Text("session_token", "");
            // A repeated answer has none: it is shown only once. The seat is free again when the lease ends.
            var lease = token.Length == 0 ? null : Lease.In(answer.Proof, token);
            if (lease == null)
            {
                throw Untrusted(UntrustedException.Malformed());
            }
            return lease;
        }

        /// <param name="licenseKey">Key of the license.</param>
        /// <param name="session">Session to renew.</param>
        /// <param name="borrowDays">
        /// Days for which the seat is borrowed from now on, 0 to return it; null to leave that as it is.
        /// </param>
        /// <param name="cancellation">Ends the call.</param>
        public async Task<Lease> RenewSessionAsync(
            string licenseKey, Lease session, int? borrowDays, CancellationToken cancellation)
        {
            var answer = await AskAsync(
                "session",
                licenseKey,
                null,
                nonce => Calls.RenewSessionAsync(session.Token, nonce, borrowDays, cancellation),
                cancellation).ConfigureAwait(false);
            var lease = Lease.In(answer.Proof, session.Token);
            if (lease == null || lease.Id != session.Id)
            {
                throw Untrusted(UntrustedException.Mismatch("session", "It is about another session"));
            }
            return lease;
        }

        /// <summary>The claims of an update manifest, which answers no call in particular.</summary>
        public Task<Fields> ManifestAsync(string text, CancellationToken cancellation) =>
            TrustedAsync(() => verifier.Keys.Verify(text, TrustedKeys.Update), cancellation);

        private async Task<Answer> AskAsync(
            string operation,
            string licenseKey,
            string license,
            Func<string, Task<Fields>> send,
            CancellationToken cancellation)
        {
            var nonce = Codec.RandomText(32);
            var sentAt = localClock();
            var reply = await send(nonce).ConfigureAwait(false);
            Func<SignedProof> check = () => verifier.Answer(reply.Text("signed"), licenseKey, license, nonce, operation);
            var proof = await TrustedAsync(check, cancellation).ConfigureAwait(false);
            await LearnDailyAsync(cancellation).ConfigureAwait(false);
            try
            {
                // The key that signed it may just have turned out to be revoked.
                check();
                CheckAge(proof, localClock() - sentAt);
            }
            catch (UntrustedException untrusted)
            {
                throw Untrusted(untrusted);
            }
            return new Answer(proof, reply);
        }

        /// <summary>
        /// The nonce proves that the answer was made during this call: its times are compared with the call's duration alone.
        /// </summary>
        private void CheckAge(SignedProof proof, long duration)
        {
            var isLate = duration > proof.EndsAt - proof.IssuedAt + Skew;
            if (isLate || proof.IssuedAt < lastAnsweredAt - Skew)
            {
                throw UntrustedException.Mismatch("expired", "It came too late");
            }
            lastAnsweredAt = Math.Max(lastAnsweredAt, proof.IssuedAt);
        }

        private async Task<T> TrustedAsync<T>(Func<T> check, CancellationToken cancellation)
        {
            try
            {
                return check();
            }
            catch (UntrustedException untrusted) when (untrusted.Reason == "unknown_key")
            {
                // The keys are learned below.
            }
            catch (UntrustedException untrusted)
            {
                throw Untrusted(untrusted);
            }
            await LearnAsync(cancellation).ConfigureAwait(false);
            try
            {
                return check();
            }
            catch (UntrustedException untrusted)
            {
                throw Untrusted(untrusted);
            }
        }

        /// <summary>Only the list of keys names revoked ones.</summary>
        private async Task LearnDailyAsync(CancellationToken cancellation)
        {
            if (learnedAt == null || Math.Abs(localClock() - learnedAt.Value) > Instants.Day)
            {
                try
                {
                    await LearnAsync(cancellation).ConfigureAwait(false);
                }
                catch (KeywardException)
                {
                    // The next answer tries again.
                }
            }
        }

        private async Task LearnAsync(CancellationToken cancellation)
        {
            verifier.Keys.Learn(await Calls.PublicKeysAsync(cancellation).ConfigureAwait(false));
            learnedAt = localClock();
        }

        private sealed class Answer
        {
            public Answer(SignedProof proof, Fields reply)
            {
                Proof = proof;
                Reply = reply;
            }

            public SignedProof Proof { get; }

            public Fields Reply { get; }
        }
    }
}
